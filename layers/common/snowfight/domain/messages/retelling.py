"""Telling what may have been told nobody: a message whose sender died between storing and telling it.

A chat's row says how far its log has got, and is written while a message goes out. So whoever finds a stored message
that the row does not know (its sender's retry, somebody's heartbeat) writes that, and *if it was their write that the
row learned it from* tells everybody. However many find it at once, one of them does (ADR 0033).
"""

from __future__ import annotations

from dataclasses import replace

from snowfight.delivery.gateway import Report
from snowfight.domain.messages.dependencies import MessageDependencies
from snowfight.domain.messages.mentioning import mentions_others
from snowfight.domain.messages.quotes import Quotes
from snowfight.models.records import Entry, Room, RoomState
from snowfight.models.server_frames import MessageHandler
from snowfight.storage.rooms.log_progress import Advance

AT_ONCE = 10
"""Messages that one look brings to the row; readers who fetch them and ask again find the others."""


class Retelling:
    def __init__(self, on: MessageDependencies) -> None:
        self._rooms = on.rooms
        self._messages = on.messages
        self._quotes = Quotes(on.messages, on.accounts)
        self._fanout = on.fanout
        self._retention = on.retention
        self._mentioning = on.mentioning
        self._noticing = on.noticing

    def catch_up(self, state: RoomState) -> int:
        """Bring the chat's row up to its log, and tell what it did not know; returns how far the row is then."""
        end = state.last_seq
        for entry in self._messages.after(state.name, state.last_seq, AT_ONCE):
            room = self._rooms.load(state.name)
            if room is None:
                break
            self._mentioning.record(room, entry)
            advance = self._rooms.advance(state, entry.seq, entry.author, entry.created)
            self.tell(room, entry.seq, advance)
            end = entry.seq
        return end

    def record(self, room: Room, draft: Entry, seq: int) -> None:
        """Keep for whom a stored message mentions that it does, of which `draft` is a repeat, its text known or not:
        whoever stored it may have died before that."""
        if draft.body is not None and not mentions_others(room, draft):
            return
        entry = self._messages.get([(room.name, seq)]).get((room.name, seq))
        if entry is not None:
            self._mentioning.record(room, entry)

    def tell(self, room: Room, seq: int, advance: Advance) -> Report:
        """Tell everybody the message, as it is stored, where `advance` moved the chat's row; else nobody."""
        entry = self._messages.get([(room.name, seq)]).get((room.name, seq)) if advance.moved else None
        if entry is None:
            return Report()
        now = replace(room, state=replace(room.state, shards=advance.shards))
        [message] = self._quotes.views([entry], self._retention.keeps(room.state))
        audience = self._fanout.audience(now)
        if self._noticing and audience.away(room, entry.author) and self._noticing().needed(room, entry, audience):
            self._noticing().wait(room.name)
        return self._fanout.deliver(audience, MessageHandler(room=room.name, message=message))
