"""Private chats: one for every two users, whoever asks first."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from snowfight.domain.admission import living, speaking
from snowfight.domain.blocking import Blocking
from snowfight.domain.rooms.group_limits import once
from snowfight.domain.rooms.room_changes import RoomChanges
from snowfight.errors import NoSuchUser, SelfChat
from snowfight.models.names import private_chat
from snowfight.models.names import username as canonical
from snowfight.models.records import Account, RoomState


class PrivateChats:
    def __init__(self, changes: RoomChanges, blocking: Blocking) -> None:
        self._blocking = blocking
        self._changes = changes

    def with_user(self, username: str, other: str, signed_in: datetime | None = None) -> str:
        """The name of the chat of the two, made if there is none.

        Raises NoSuchUser, SelfChat, Unauthorized, RateLimited, and where there is none, Muted and NotAccepted.
        """
        try:
            other = canonical(other)
        except ValueError:
            other = ""
        accounts = self._changes.accounts.get_many({username, other} - {""})
        account = living(accounts.get(username), signed_in)
        if other == username:
            raise SelfChat
        if other not in accounts or not _can_be_met(accounts[other], username):
            raise NoSuchUser
        first, second = sorted((username, other))
        name = private_chat(first, second)
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
        speaking(account, self._changes.clock.now())
        self._blocking.allow(account, state)
        charge(account.username)
        self._changes.members.create(state, state.pair or (), self._changes.clock.now())
        return True


def _can_be_met(account: Account, username: str) -> bool:
    """A bot is there for who made it alone; a hook writes into its own chat."""
    if account.bot and (account.hook_of is not None or account.maker != username):
        return False
    return not account.deleted
