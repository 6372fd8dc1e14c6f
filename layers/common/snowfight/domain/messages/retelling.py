"""Telling what may have been told nobody: a message whose sender died between storing and telling it.

A chat's row says how far its log has got, and is written while a message goes out. So whoever finds a stored message
that the row does not know (its sender's retry, somebody's heartbeat) writes that, and *if it was their write that the
row learned it from* tells everybody. However many find it at once, one of them does (ADR 0033).
"""

from __future__ import annotations

from dataclasses import replace

from snowfight.delivery.gateway import Report
from snowfight.domain.fanout.fanout import Fanout
from snowfight.domain.messages.views import message_of
from snowfight.models.records import Room, RoomState
from snowfight.models.server_frames import MessageHandler
from snowfight.storage.accounts.accounts import Accounts
from snowfight.storage.messages.log import Messages
from snowfight.storage.rooms.rooms import Advance, Rooms

AT_ONCE = 10
"""Messages that one look brings to the row; readers who fetch them and ask again find the others."""


class Retelling:
    def __init__(self, rooms: Rooms, messages: Messages, accounts: Accounts, fanout: Fanout) -> None:
        self._rooms = rooms
        self._messages = messages
        self._accounts = accounts
        self._fanout = fanout

    def catch_up(self, state: RoomState) -> int:
        """Bring the chat's row up to its log, and tell what it did not know; returns how far the row is then."""
        end = state.last_seq
        for entry in self._messages.after(state.name, state.last_seq, AT_ONCE):
            advance = self._rooms.advance(state, entry.seq, entry.author, entry.created)
            if advance.moved and (room := self._rooms.load(state.name)):
                self.tell(room, entry.seq, advance)
            end = entry.seq
        return end

    def tell(self, room: Room, seq: int, advance: Advance) -> Report:
        """Tell everybody the message, as it is stored, where `advance` moved the chat's row; else nobody."""
        entry = self._messages.get([(room.name, seq)]).get((room.name, seq)) if advance.moved else None
        if entry is None:
            return Report()
        now = replace(room, state=replace(room.state, shards=advance.shards))
        author = self._accounts.authors([entry.author])[entry.author]
        frame = MessageHandler(room=room.name, message=message_of(entry, author))
        return self._fanout.deliver(self._fanout.audience(now), frame)
