"""How long messages are kept, and what is left of a log whose beginning is gone.

A message ends when the chat's days are over, or at the time that it was stored with, whichever comes first: so a
shorter retention holds at once for what was written before, and a longer one for what is written from then on. A log
loses its messages from the beginning: what lies before one that is over is over too (ADR 0021).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import takewhile

from snowfight.clock import Clock
from snowfight.models.records import Entry, RoomState
from snowfight.storage.messages.log import Messages


class Retention:
    """`days` are the deployment's, 0 for ever; a group may have fewer of its own."""

    def __init__(self, messages: Messages, clock: Clock, days: int) -> None:
        self._messages = messages
        self._clock = clock
        self._days = days

    def days(self, state: RoomState) -> int | None:
        """For how many days the chat's messages are kept; None: for ever."""
        return min((days for days in (self._days, state.retention_days) if days), default=None)

    def end(self, state: RoomState, created: datetime) -> datetime | None:
        """When a message of the chat ends that is stored now; None: never."""
        days = self.days(state)
        return created + timedelta(days=days) if days else None

    def is_over(self, state: RoomState, created: datetime) -> bool:
        """Whether the chat's days are over for what was written then."""
        end = self.end(state, created)
        return end is not None and end <= self._clock.now()

    def is_kept(self, state: RoomState, entry: Entry) -> bool:
        """Whether the message may be shown."""
        ends = [end for end in (entry.expires, self.end(state, entry.created)) if end is not None]
        return not ends or min(ends) > self._clock.now()

    def keeps(self, *states: RoomState) -> Callable[[Entry], bool]:
        """The same as a question about messages of any of those chats."""
        known = {state.name: state for state in states}
        return lambda entry: self.is_kept(known[entry.room], entry)

    def kept(self, state: RoomState, entries: Sequence[Entry]) -> list[Entry]:
        """Those of a part of the log that may be shown: what follows the last one that is over, or that is gone."""
        last = entries[-1].seq if entries else 0
        run = takewhile(lambda pair: pair[0] == last - pair[1].seq, enumerate(reversed(entries)))
        kept = takewhile(lambda entry: self.is_kept(state, entry), (entry for _, entry in run))
        return list(kept)[::-1]

    def outlives(self, state: RoomState, entry: Entry) -> bool:
        """Whether the message is over, and yet stays where it is: it was stored when messages were kept for longer."""
        is_collected = entry.expires is not None and entry.expires <= self._clock.now()
        return not is_collected and not self.is_kept(state, entry)

    def first(self, state: RoomState, above: int) -> int:
        """The number of the first message above `above` that may be shown; that of the next to come, where none may.

        Takes as many requests as the number of messages that may be gone has binary digits.
        """
        low, high = above + 1, state.last_seq + 1
        while low < high:
            middle = (low + high) // 2
            key = (state.name, middle)
            entry = self._messages.get([key]).get(key)
            if entry is not None and self.is_kept(state, entry):
                high = middle
            else:
                low = middle + 1
        return max(low, above + 1)

    def begins(self, states: Iterable[RoomState], reads: Mapping[str, int]) -> dict[str, int]:
        """The number in each chat behind which begins what is left to read and not over, where `reads` names how far
        somebody has read.

        Where messages end, one request for a hundred chats; beyond that only for who was away longer than they are
        kept.
        """
        begins = {state.name: reads.get(state.name, 0) for state in states}
        doubtful = [state for state in states if self.days(state) and begins[state.name] < state.last_seq]
        entries = self._messages.get((state.name, begins[state.name] + 1) for state in doubtful)
        for state in doubtful:
            read = begins[state.name]
            entry = entries.get((state.name, read + 1))
            if entry is None or not self.is_kept(state, entry):
                begins[state.name] = self.first(state, read + 1) - 1
        return begins
