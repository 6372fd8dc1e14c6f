"""Private chats: one for every two users, whoever asks first."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import UUID, uuid5

from snowfight.domain.admission import living, speaking
from snowfight.domain.rooms.group_limits import once
from snowfight.domain.rooms.room_changes import RoomChanges
from snowfight.errors import NoSuchUser, SelfChat
from snowfight.models.names import username as canonical
from snowfight.models.records import Account, RoomState

_PAIRS = UUID("0b3f4d5c-6c0e-4f3e-9a53-7f4c0a2c8d11")
"""The namespace of the names of private chats: a pair's is always the same, so two who ask at once make one chat."""


class PrivateChats:
    def __init__(self, changes: RoomChanges) -> None:
        self._changes = changes

    def with_user(self, username: str, other: str, signed_in: datetime | None = None) -> str:
        """The name of the chat of the two, made if there is none.

        Raises NoSuchUser, SelfChat, Unauthorized, RateLimited, and Muted where there is none.
        """
        try:
            other = canonical(other)
        except ValueError:
            other = ""
        accounts = self._changes.accounts.get_many({username, other} - {""})
        account = living(accounts.get(username), signed_in)
        if other == username:
            raise SelfChat
        if other not in accounts or accounts[other].deleted:
            raise NoSuchUser
        first, second = sorted((username, other))
        name = str(uuid5(_PAIRS, f"{first}|{second}"))
        state = RoomState(name=name, kind="private", pair=(first, second))
        charge = once(self._changes.limits.meet)
        if self._changes.uncontested(lambda: self._find_or_make(account, state, charge)):
            for each in accounts.values():
                self._changes.entered(each, name)
        return name

    def _find_or_make(self, account: Account, state: RoomState, charge: Callable[[str], None]) -> bool:
        """Says whether it had to be made."""
        if state.name in self._changes.rooms.states([state.name]):
            return False
        charge(speaking(account, self._changes.clock.now()).username)
        self._changes.members.create(state, state.pair or (), self._changes.clock.now())
        return True
