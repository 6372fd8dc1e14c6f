"""Private chats: one for every two users, whoever asks first."""

from __future__ import annotations

from uuid import UUID, uuid5

from snowfight.clock import Clock
from snowfight.errors import NoSuchUser, SelfChat
from snowfight.models.names import username as canonical
from snowfight.models.records import RoomState
from snowfight.storage.accounts import Accounts
from snowfight.storage.members import Contested, Members
from snowfight.storage.rooms import Rooms

_PAIRS = UUID("0b3f4d5c-6c0e-4f3e-9a53-7f4c0a2c8d11")
"""The namespace of the names of private chats: a pair's is always the same, so two who ask at once make one chat."""


class PrivateChats:
    def __init__(self, rooms: Rooms, members: Members, accounts: Accounts, clock: Clock) -> None:
        self._rooms = rooms
        self._members = members
        self._accounts = accounts
        self._clock = clock

    def with_user(self, username: str, other: str) -> str:
        """The name of the chat of the two, made if there is none; raises NoSuchUser, SelfChat."""
        try:
            other = canonical(other)
        except ValueError:
            raise NoSuchUser from None
        if other == username:
            raise SelfChat
        account = self._accounts.get(other)
        if account is None or account.deleted:
            raise NoSuchUser
        first, second = sorted((username, other))
        name = str(uuid5(_PAIRS, f"{first}|{second}"))
        if name not in self._rooms.states([name]):
            self._make(RoomState(name=name, kind="private", pair=(first, second)))
        return name

    def _make(self, state: RoomState) -> None:
        try:
            self._members.create(state, state.pair or (), self._clock.now())
        except Contested:
            return
