"""Who is told what happens to a group: who came, who went, and that it has another name or is no more."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal

from snowfight.clock import Clock
from snowfight.domain.fanout.fanout import Fanout
from snowfight.models.records import Link, Room
from snowfight.models.server_frames import System
from snowfight.storage.rooms.members import Change

Event = Literal["joined", "left", "added", "removed", "renamed", "deleted"]


class MembershipEvents:
    """Told to every connection of every member, the one concerned included; kept nowhere (wire contract, `system`)."""

    def __init__(self, fanout: Fanout, clock: Clock) -> None:
        self._fanout = fanout
        self._clock = clock

    def edited(self, room: Room, change: Change, by: str) -> list[Link]:
        """Members came, went, or `by` gave the group another name; returns the connections that were told."""
        removed: list[tuple[Event, str]] = [("removed", who) for who in change.remove]
        added: list[tuple[Event, str]] = [("added", who) for who in change.add]
        renamed: list[tuple[Event, str]] = [("renamed", by)] if change.title is not None else []
        return self._tell(room, {*room.members, *change.add}, *removed, *added, *renamed)

    def joined(self, room: Room, username: str) -> None:
        """The user came by themselves; `room` is as it was before."""
        self._tell(room, {*room.members, username}, ("joined", username))

    def left(self, room: Room, username: str) -> list[Link]:
        """The user went by themselves; returns the connections that were told."""
        return self._tell(room, room.members, ("left", username))

    def deleted(self, room: Room, by: str) -> None:
        """`by` deleted the group."""
        self._tell(room, room.members, ("deleted", by))

    def _tell(self, room: Room, recipients: Collection[str], *events: tuple[Event, str]) -> list[Link]:
        if not events:
            return []
        now = self._clock.now()
        frames = [System(room=room.name, event=event, username=who, created=now) for event, who in events]
        return self._fanout.tell(recipients, *frames)
