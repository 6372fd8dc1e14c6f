"""Users, as others see them."""

from __future__ import annotations

from datetime import datetime

from snowfight.clock import Clock
from snowfight.domain.admission import living
from snowfight.domain.blocking import Blocking
from snowfight.errors import NoSuchUser
from snowfight.models.names import username as canonical
from snowfight.models.user import Status, UserProfile
from snowfight.storage.accounts.accounts import Accounts
from snowfight.storage.presence.online_users import OnlineUsers
from snowfight.storage.rooms.rooms import Rooms


class Profiles:
    def __init__(
        self, rooms: Rooms, accounts: Accounts, online_users: OnlineUsers, blocking: Blocking, clock: Clock
    ) -> None:
        self._blocking = blocking
        self._rooms = rooms
        self._accounts = accounts
        self._online_users = online_users
        self._clock = clock

    def profile(self, viewer: str, name: str, signed_in: datetime | None = None) -> UserProfile:
        """A user; their status only for whom shares a private chat or group with them, and no block.

        Raises NoSuchUser, Unauthorized where the viewer's token of `signed_in` counts no longer.
        """
        try:
            name = canonical(name)
        except ValueError:
            name = ""
        accounts = self._accounts.get_many({viewer, name} - {""})
        living(accounts.get(viewer), signed_in)
        account = accounts.get(name)
        if account is None or account.deleted:
            raise NoSuchUser
        is_hidden = name in self._blocking.hidden(viewer, accounts)
        return UserProfile(
            **account.author.model_dump(),
            status=None if is_hidden else self._status(viewer, name),
            imported=account.imported,
        )

    def _status(self, viewer: str, name: str) -> Status | None:
        if name != viewer and not self._rooms.shared(viewer, name):
            return None
        return self._online_users.statuses([name], self._clock.now())[name]
