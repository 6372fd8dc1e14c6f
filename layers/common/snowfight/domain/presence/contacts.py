"""Who is told whether a user is here: those who share a private chat or a group with them."""

from __future__ import annotations

from snowfight.clock import Clock
from snowfight.domain.blocking import Blocking
from snowfight.domain.newest_chats import newest
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import Room
from snowfight.storage.presence.connections import Connections
from snowfight.storage.rooms.rooms import Rooms

AUDIENCE = 200
"""In a group of more members, only those who show it are told; the others learn it when they open it."""


class Contacts:
    def __init__(self, rooms: Rooms, connections: Connections, blocking: Blocking, clock: Clock) -> None:
        self._rooms = rooms
        self._connections = connections
        self._blocking = blocking
        self._clock = clock

    def of(self, username: str) -> set[str]:
        """Who is told about the user, to none of whom there is a block."""
        account, memberships = self._rooms.memberships.with_account(username)
        found: set[str] = set()
        for state in newest(self._rooms.states(memberships).values()):
            room = self._rooms.load(state.name) if state.name != PUBLIC_CHAT else None
            found |= self._told_in(room) if room else set()
        return found - {username} - self._blocking.among(account, found)

    def are(self, one: str, other: str) -> bool:
        """Whether the two are told about each other wherever they look, whatever there is between them."""
        both = {*self._rooms.memberships.of(one)} & {*self._rooms.memberships.of(other)} - {PUBLIC_CHAT}
        return any(state.member_count <= AUDIENCE for state in self._rooms.states(both).values())

    def _told_in(self, room: Room) -> set[str]:
        """Those of the members of a chat who are told about each other."""
        members = {*room.members}
        if len(members) <= AUDIENCE:
            return members
        return {link.username for link in self._connections.viewers.of(room.name, self._clock.now())} & members
