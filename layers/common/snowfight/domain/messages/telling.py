"""Telling a very large audience: a message at once where the chat is quiet, else with others, once a second (ADR 0075).

The write that tells the chat's row of a message says who tells it: whoever wrote it, now; or one whose turn it is, a
second after the last frame, with all that was said by then. Everybody else has nothing more to do. A turn that nobody
takes in time is taken by whoever sees that first: the next who writes, a heartbeat, presence.

Loaded with the first audience that one function is too few for.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timedelta

from snowfight.clock import Clock
from snowfight.delivery.gateway import Report
from snowfight.domain.fanout.fanout import Audience, Fanout
from snowfight.domain.fanout.frame_size import within_a_frame
from snowfight.domain.messages.quotes import Quotes
from snowfight.domain.messages.retention import Retention
from snowfight.models.message import Message
from snowfight.models.records import RoomState
from snowfight.models.server_frames import MessageHandler, MessagesHandler
from snowfight.storage.messages.log import Messages
from snowfight.storage.rooms.log_progress import Advance
from snowfight.storage.rooms.rooms import Rooms
from snowfight.storage.rooms.telling_turns import GRACE, PAUSE, Claim, due_at, overdue_at

LONGEST = timedelta(seconds=10)
"""So long after it began one function takes turn after turn: whoever it serves is answered, but it lives no longer than
25 s, of which storing may have taken most where many write at once."""

MOST = 100
"""Messages that are read for a frame: of those that say something hardly more go into one."""

LATE = timedelta(seconds=5)
"""What has waited so long, since frames were full, is left to those who ask: the newest are told instead."""


class Telling:
    def __init__(
        self,
        rooms: Rooms,
        messages: Messages,
        quotes: Quotes,
        retention: Retention,
        fanout: Fanout,
        clock: Clock,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self._rooms = rooms
        self._turns = rooms.telling_turns
        self._messages = messages
        self._quotes = quotes
        self._retention = retention
        self._fanout = fanout
        self._clock = clock
        self._pause = pause

    def claim(self) -> Claim:
        """For the write that tells the chat's row of a message."""
        return Claim(self._clock.now())

    def tell(
        self, advance: Advance, claim: Claim, frame: Callable[[], MessageHandler | None], since: datetime | None = None
    ) -> Report:
        """Tell the message that `advance` was about, by its `frame` or with others, or leave it to whoever does.

        Takes a second; where whoever asks is answered, and has been served `since` then, as long as there is more and
        until LONGEST after that.
        """
        end = since + LONGEST if since is not None else None
        if claim.has_turn(advance.state):
            return self._take(advance.state, end)
        if not advance.at_once:
            return self.look(advance.state, end)
        told = frame() if advance.moved else None
        if told is None:
            return Report()
        return self._fanout.deliver(Audience(advance.state.name, end=advance.shards), told)

    def is_on_time(self, state: RoomState) -> bool:
        """Whether what waits to be told is somebody's to tell, who has not let it wait for too long yet."""
        overdue = overdue_at(state)
        return overdue is not None and overdue > self._clock.now()

    def look(self, state: RoomState, end: datetime | None = None) -> Report:
        """Tell what somebody was to tell and did not, as far as `state` knows: what one frame holds, and more of it
        until `end`."""
        now = self._clock.now()
        overdue = overdue_at(state)
        if overdue is None or overdue > now:
            return Report()
        taken = self._turns.take_over(state, Claim(now))
        return self._take(taken, end) if taken else Report()

    def watch(self, name: str) -> Report:
        """Wait until what waits to be told should have been, less than two seconds, and tell it where it was not."""
        state = self._state(name)
        overdue = overdue_at(state) if state else None
        if overdue is None:
            return Report()
        self._wait(overdue, PAUSE + GRACE)
        state = self._state(name)
        return self.look(state) if state else Report()

    def _state(self, name: str) -> RoomState | None:
        return self._rooms.states([name]).get(name)

    def _take(self, state: RoomState, end: datetime | None) -> Report:
        """Tell once a second, until there is nothing more, or it is somebody else's turn, or the `end`; at least
        once."""
        report = Report()
        turn: RoomState | None = state
        while turn is not None:
            self._wait(due_at(turn), PAUSE)
            now = self._state(turn.name)
            if now is None or now.told is None or now.teller != turn.teller:
                break
            turn = self._tell_rest(now, now.told, report, leave=end is None or self._clock.now() >= end)
        return report

    def _wait(self, until: datetime | None, longest: timedelta) -> None:
        """Until then, if it is not over; whatever clocks say, no longer than that."""
        now = self._clock.now()
        self._pause(max(timedelta(), min(longest, (until or now) - now)).total_seconds())

    def _tell_rest(self, state: RoomState, told: int, report: Report, *, leave: bool) -> RoomState | None:
        """Tell what comes behind `told`, as much as one frame holds; returns the chat where there is more to tell, and
        the turn is not to be left to others."""
        messages = self._untold(state, told)
        seq = messages[-1].seq if messages else state.last_seq
        if messages:
            report.unreached += self._hand_over(state, messages)
        now = self._clock.now()
        after = self._turns.end(state, seq, now) if seq == state.last_seq else None
        after = after or self._turns.go_on(state, seq, now, leave=leave)
        if after is not None and after.shards > state.shards and messages:  # viewers have come to new ones meanwhile
            report.unreached += self._hand_over(after, messages, first=state.shards)
        return after if after is not None and after.teller == state.teller else None

    def _untold(self, state: RoomState, told: int) -> list[Message]:
        """The oldest of what waits, as much as one frame holds, or the newest where that has waited too long."""
        name, count = state.name, min(MOST, state.last_seq - told)
        entries = self._messages.after(name, told, count) if count > 0 else []
        is_late = bool(entries) and entries[0].created <= self._clock.now() - LATE
        if is_late and state.last_seq > entries[-1].seq:
            entries = self._messages.before(name, state.last_seq + 1, MOST, above=told)
        keeps = self._retention.keeps(state)
        known = [entry for entry in entries if entry.seq <= state.last_seq and keeps(entry)]
        messages = self._quotes.views(known, keeps)
        if not messages:
            return []
        return within_a_frame(messages[::-1])[::-1] if is_late else within_a_frame(messages)

    def _hand_over(self, state: RoomState, messages: list[Message], first: int = 0) -> list[str]:
        """Have workers bring the messages to the shards from `first` on; returns what nobody may have taken."""
        audience = Audience(state.name, first=first, end=state.shards)
        return self._fanout.hand_over(audience, _frame_of(state.name, messages)).unreached


def _frame_of(room: str, messages: list[Message]) -> MessageHandler | MessagesHandler:
    if len(messages) == 1:
        return MessageHandler(room=room, message=messages[0])
    return MessagesHandler(room=room, messages=messages)
