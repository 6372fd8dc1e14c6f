"""Memberships: the chats that a user is in, by what is kept of them beside the user's account."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from pynamodb.expressions.update import Action

from snowfight.clock import milliseconds
from snowfight.models.names import PUBLIC_CHAT, is_group
from snowfight.models.records import Account, Membership
from snowfight.storage.accounts.records import account_of, account_row
from snowfight.storage.accounts.user_settings import UserSettings, settings_by_user, settings_row
from snowfight.storage.database import Database, Refused
from snowfight.storage.rooms.records import membership_of, membership_row
from snowfight.storage.rows.rooms import AccountRow, MembershipRow, RoomsRow

if TYPE_CHECKING:
    from snowfight.models.chat import Level

MAX_MEMBERSHIPS = 10_000
"""Chats of one user that are looked at: a thousand groups (storage.rooms.members), the others private ones."""


class Memberships:
    """The `ROOM#` rows of the rooms table of `database`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, username: str) -> dict[str, Membership]:
        """The chats that the user is in, the public one always."""
        return self.with_account(username)[1]

    def with_account(self, username: str) -> tuple[Account | None, dict[str, Membership]]:
        """A user's account, deleted ones too, and the chats that they are in: one partition, read in pages."""
        rows = RoomsRow.query(
            f"USER#{username}",
            filter_condition=MembershipRow.left.does_not_exist(),
            consistent_read=True,
            limit=MAX_MEMBERSHIPS + 1,
        )
        account: Account | None = None
        found = {PUBLIC_CHAT: Membership(PUBLIC_CHAT)}
        for row in rows:
            if isinstance(row, AccountRow):
                account = account_of(row)
            elif isinstance(row, MembershipRow):
                found[row.sk.removeprefix("ROOM#")] = membership_of(row)
        return account, found

    def notify(self, username: str, name: str, level: Level | None, until: datetime | None) -> bool:
        """Keep what the user is told of in the chat, and up to when; says whether they are in it.

        It goes with the membership: whoever comes in writes the row anew (storage.rooms.members).
        """
        if level is None:
            actions: list[Action] = [MembershipRow.notify.remove(), MembershipRow.notify_until.remove()]
        else:
            end = MembershipRow.notify_until
            actions = [MembershipRow.notify.set(level), end.set(milliseconds(until)) if until else end.remove()]
        inside = MembershipRow.joined.exists() & MembershipRow.left.does_not_exist()
        try:
            self._database.update(membership_row(username, name), actions, None if name == PUBLIC_CHAT else inside)
        except Refused:
            return False
        return True

    def with_settings(
        self, name: str, usernames: Iterable[str], caller: str
    ) -> tuple[Account | None, dict[str, tuple[UserSettings, Membership | None]]]:
        """The account of the caller; what each of those users has set, and what is kept of them in the chat; one
        request for fifty."""
        names = list(usernames)
        about_users = (row for user in names for row in (settings_row(user), membership_row(user, name)))
        rows = self._database.get_many([account_row(caller), *about_users])
        account = next((account_of(row) for row in rows if isinstance(row, AccountRow)), None)
        settings = settings_by_user(rows)
        kept = {row.pk.removeprefix("USER#"): membership_of(row) for row in rows if isinstance(row, MembershipRow)}
        return account, {user: (settings.get(user, UserSettings()), kept.get(user)) for user in names}

    def count_groups(self, username: str, limit: int) -> int:
        """How many groups the user is in, at most `limit`, whatever their account's row has counted."""
        count = 0
        for row in MembershipRow.query(
            f"USER#{username}",
            MembershipRow.sk.startswith("ROOM#"),
            filter_condition=MembershipRow.left.does_not_exist(),
            consistent_read=True,
            attributes_to_get=["sk"],
        ):
            count += is_group(row.sk.removeprefix("ROOM#"))
            if count >= limit:
                break
        return count

    def page(self, username: str, limit: int, start: str = "") -> list[Membership]:
        """The first `limit` chats, by name and from `start` on, that the user is or was in, or has read in."""
        rows = MembershipRow.query(
            f"USER#{username}", MembershipRow.sk.between(f"ROOM#{start}", "ROOM#~"), consistent_read=True, limit=limit
        )
        return [membership_of(row) for row in rows]
