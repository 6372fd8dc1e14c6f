"""Telling a change that nobody may have been told of: one whose maker died between storing and telling it.

As with messages (ADR 0033): the chat's row says how far its log of changes has got, and whoever's write the row learns
of a change from tells it.
"""

from __future__ import annotations

from dataclasses import replace

from snowfight.domain.changes.broadcast import ChangeBroadcast
from snowfight.domain.changes.dependencies import Dependencies
from snowfight.models.records import Change, RoomState
from snowfight.storage.messages.changes import Changes
from snowfight.storage.rooms.change_position import ChangePosition

AT_ONCE = 10
"""Changes that one look brings to the row; readers who fetch them and ask again find the others."""


class ChangeRetelling:
    def __init__(
        self, on: Dependencies, changes: Changes, position: ChangePosition, broadcast: ChangeBroadcast
    ) -> None:
        self._rooms = on.rooms
        self._messages = on.messages
        self._mentioning = on.mentioning
        self._clock = on.clock
        self._changes = changes
        self._position = position
        self._broadcast = broadcast

    def catch_up(self, state: RoomState) -> int:
        """Bring the chat's row up to its log of changes, and tell what it did not know; returns how far it is then."""
        end = state.last_rev
        for change in self._changes.after(state.name, state.last_rev, AT_ONCE, self._clock.now()):
            if change.kind == "edit":
                self._record(change)
            advance = self._position.advance(state, change, self._clock.now())
            if advance.moved and (room := self._rooms.load(state.name)):
                now = replace(room, state=replace(room.state, shards=advance.shards))
                self._broadcast.tell_stored(now, change)
            end = change.rev
        return end

    def _record(self, change: Change) -> None:
        """Keep for whom an edited message mentions that it does."""
        entry = self._messages.one(change.room, change.seq)
        room = self._rooms.load(change.room)
        if entry is not None and room is not None:
            self._mentioning.record(room, entry)
