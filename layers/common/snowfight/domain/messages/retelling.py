"""Telling what may have been told nobody: a message whose sender died between storing and telling it.

A chat's row says how far its log has got, and is written while a message goes out. So whoever finds a stored message
that the row does not know (its sender's retry, somebody's heartbeat) writes that, and *if it was their write that the
row learned it from* tells everybody. However many find it at once, one of them does (ADR 0033).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from snowfight.delivery.gateway import Report
from snowfight.domain.messages.dependencies import MessageDependencies
from snowfight.domain.messages.mentioning import mentions_others
from snowfight.domain.messages.quotes import Quotes
from snowfight.models.records import Entry, Room, RoomState
from snowfight.models.server_frames import MessageHandler
from snowfight.storage.rooms.log_progress import Advance

if TYPE_CHECKING:
    from snowfight.storage.rooms.telling_turns import Claim

AT_ONCE = 10
"""Messages that one look brings to the row; readers who fetch them and ask again find the others."""


@dataclass(frozen=True)
class Found:
    """A stored message, and what became of telling the chat's row of it; with a `claim` where the audience is very
    large."""

    seq: int
    advance: Advance
    claim: Claim | None = None


class Retelling:
    def __init__(self, on: MessageDependencies) -> None:
        self._on = on
        self._rooms = on.rooms
        self._messages = on.messages
        self._quotes = Quotes(on.messages, on.accounts)
        self._fanout = on.fanout
        self._retention = on.retention
        self._mentioning = on.mentioning
        self._noticing = on.noticing

    def catch_up(self, state: RoomState) -> int:
        """Bring the chat's row up to its log, and tell what it did not know; returns how far the row is then."""
        end, waiting = state.last_seq, list[Callable[[], Report]]()
        for entry in self._messages.after(state.name, state.last_seq, AT_ONCE):
            room = self._rooms.load(state.name)
            if room is None:
                break
            self._mentioning.record(room, entry)
            found = self.advance(state, entry.seq, entry.author, entry.created)
            if found.claim is not None and found.claim.has_turn(found.advance.state):
                waiting.append(partial(self.tell, room, found))  # with those behind it
            else:
                self.tell(room, found)
            end = entry.seq
        for tell in waiting:
            tell()
        return end

    def look(self, state: RoomState) -> int:
        """Tell a very large audience what it should have been told by now; returns how far the log has got for those
        who look: what is told in a moment need not be fetched."""
        if state.told is not None and self._on.telling.is_on_time(state):
            return state.told
        self._on.telling.look(state)
        return state.last_seq

    def advance(self, state: RoomState, seq: int, author: str, created: datetime) -> Found:
        """Tell the chat's row that its log has reached a stored message."""
        claim = self._on.telling.claim() if state.shards > 1 else None
        return Found(seq, self._rooms.advance(state, seq, author, created, claim), claim)

    def record(self, room: Room, draft: Entry, seq: int) -> None:
        """Keep for whom a stored message mentions that it does, of which `draft` is a repeat, its text known or not:
        whoever stored it may have died before that."""
        if draft.body is not None and not mentions_others(room, draft):
            return
        entry = self._messages.one(room.name, seq)
        if entry is not None:
            self._mentioning.record(room, entry)

    def tell(self, room: Room, found: Found, *, is_answered: bool = False) -> Report:
        """Tell everybody the message, as it is stored, where it was `found` before the chat's row knew it; else nobody.

        A very large audience is told in its turn, as by `Telling.tell`.
        """
        if not found.advance.moved:
            return Report()
        if found.claim is not None:
            frame, since = partial(self._frame, room, found.seq), self._on.clock.now() if is_answered else None
            return self._on.telling.tell(found.advance, found.claim, frame, since)
        entry = self._messages.one(room.name, found.seq)
        if entry is None:
            return Report()
        now = replace(room, state=replace(room.state, shards=found.advance.shards))
        audience = self._fanout.audience(now)
        if self._noticing and audience.away(room, entry.author) and self._noticing().needed(room, entry, audience):
            self._noticing().wait(room.name)
        return self._fanout.deliver(audience, self._view(room, entry))

    def _view(self, room: Room, entry: Entry) -> MessageHandler:
        [message] = self._quotes.views([entry], self._retention.keeps(room.state))
        return MessageHandler(room=room.name, message=message)

    def _frame(self, room: Room, seq: int) -> MessageHandler | None:
        entry = self._messages.one(room.name, seq)
        return self._view(room, entry) if entry else None
