"""Who is writing in a chat: when the others were last told, and who of them is to be told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from snowfight.clock import milliseconds
from snowfight.models.records import Account, RoomState
from snowfight.storage.accounts.records import account_of, account_row
from snowfight.storage.accounts.user_settings import settings_by_user, settings_row
from snowfight.storage.database import Database, Refused
from snowfight.storage.rooms.records import membership_row, meta_row, state_of
from snowfight.storage.rows.rooms import AccountRow, MembershipRow, MetaRow

TYPING_PAUSE = timedelta(seconds=3)
"""The others are told at most once in this time that a user writes in a chat (wire contract, "Typing")."""


@dataclass(frozen=True)
class Typist:
    """A user, a chat, and what they let others know of their writing there: when those were told last, and whether at
    all.

    `state` is None where there is no such chat, `inside` False where the user is not in it.
    """

    account: Account | None = None
    state: RoomState | None = None
    inside: bool = False
    told: int = 0
    tells: bool = True

    def may_tell(self, now: datetime) -> bool:
        """Whether the others may be told now."""
        return self.tells and self.told <= milliseconds(now - TYPING_PAUSE)


class TypingRows:
    """What the `ROOM#` and `SETTINGS` rows of the rooms table say about writing."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def typist(self, username: str, name: str) -> Typist:
        """What is known of the user in a group or private chat; one request."""
        account, state, inside, told = None, None, False, 0
        rows = self._database.get_many(
            [account_row(username), meta_row(name), membership_row(username, name), settings_row(username)]
        )
        for row in rows:
            if isinstance(row, MetaRow) and not row.deleting:
                state = state_of(row)
            elif isinstance(row, MembershipRow):
                inside, told = _is_inside(row), int(row.typed or 0)
            elif isinstance(row, AccountRow):
                account = account_of(row)
        return Typist(account, state, inside, told, username not in _silent(rows))

    def in_public(self, username: str) -> Typist:
        """What is known of the user in the public chat, where nobody is told; one request."""
        accounts = [account_of(row) for row in self._database.get_many([account_row(username)])]
        return Typist(accounts[0] if accounts else None, RoomState.public())

    def take_turn(self, username: str, name: str, now: datetime) -> bool:
        """Mark that the others are told now; False where they were lately, or the user is in the chat no more."""
        typed = MembershipRow.typed
        rested = typed.does_not_exist() | (typed <= milliseconds(now - TYPING_PAUSE))
        inside = MembershipRow.joined.exists() & MembershipRow.left.does_not_exist()
        try:
            self._database.update(membership_row(username, name), [typed.set(milliseconds(now))], inside & rested)
        except Refused:
            return False
        return True

    def audience(self, name: str, usernames: Iterable[str]) -> set[str]:
        """Those of the users who are in the chat and have not switched typing off; one request for fifty."""
        rows = self._database.get_many(
            row for user in usernames for row in (membership_row(user, name), settings_row(user))
        )
        members = {row.pk.removeprefix("USER#") for row in rows if isinstance(row, MembershipRow) and _is_inside(row)}
        return members - _silent(rows)


def _is_inside(row: MembershipRow) -> bool:
    return bool(row.joined) and not row.left


def _silent(rows: Iterable[object]) -> set[str]:
    return {user for user, settings in settings_by_user(rows).items() if not settings.typing}
