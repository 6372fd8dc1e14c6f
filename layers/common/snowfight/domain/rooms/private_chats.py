"""Private chats: one for every two users, whoever asks first."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime
from uuid import UUID, uuid5

from snowfight.clock import Clock
from snowfight.domain.admission import living
from snowfight.domain.rooms.group_limits import GroupLimits, once
from snowfight.errors import NoSuchUser, SelfChat
from snowfight.models.names import username as canonical
from snowfight.models.records import RoomState
from snowfight.storage.accounts.accounts import Accounts
from snowfight.storage.rooms.members import Members, uncontested
from snowfight.storage.rooms.rooms import Rooms

_PAIRS = UUID("0b3f4d5c-6c0e-4f3e-9a53-7f4c0a2c8d11")
"""The namespace of the names of private chats: a pair's is always the same, so two who ask at once make one chat."""


class PrivateChats:
    def __init__(
        self,
        rooms: Rooms,
        members: Members,
        accounts: Accounts,
        limits: GroupLimits,
        clock: Clock,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self._rooms = rooms
        self._members = members
        self._accounts = accounts
        self._limits = limits
        self._clock = clock
        self._pause = pause

    def with_user(self, username: str, other: str, signed_in: datetime | None = None) -> str:
        """The name of the chat of the two, made if there is none.

        Raises NoSuchUser, SelfChat, Unauthorized, RateLimited.
        """
        try:
            other = canonical(other)
        except ValueError:
            other = ""
        accounts = self._accounts.get_many({username, other} - {""})
        living(accounts.get(username), signed_in)
        if other == username:
            raise SelfChat
        if other not in accounts or accounts[other].deleted:
            raise NoSuchUser
        first, second = sorted((username, other))
        name = str(uuid5(_PAIRS, f"{first}|{second}"))
        state = RoomState(name=name, kind="private", pair=(first, second))
        charge = once(self._limits.meet)
        uncontested(lambda: self._find_or_make(username, state, charge), self._pause)
        return name

    def _find_or_make(self, username: str, state: RoomState, charge: Callable[[str], None]) -> None:
        if state.name not in self._rooms.states([state.name]):
            charge(username)
            self._members.create(state, state.pair or (), self._clock.now())
