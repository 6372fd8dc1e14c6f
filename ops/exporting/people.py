"""Who is in an export, and what they are called there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from ops.exporting.folder import line
from snowfight.clock import Clock, milliseconds
from snowfight.models.names import DELETED_USER
from snowfight.models.records import Account
from snowfight.models.user import GONE
from snowfight.storage.accounts.accounts import Accounts

AT_ONCE = 100

Channels = Callable[[str], list[dict[str, str]]]
"""The channels that somebody is in."""


class People:
    """Everybody who has to be in the export, because they are a member or wrote something. Whoever is deleted is called
    as everywhere; in a private chat with a number besides, so that two of those are not one."""

    def __init__(self, accounts: Accounts, clock: Clock) -> None:
        self._accounts = accounts
        self._clock = clock
        self._names: dict[str, str] = {}
        self._partners: dict[str, str] = {}
        self._mentioned: set[str] = set()

    def learn(self, usernames: Iterable[str]) -> None:
        """Look up those who are not known yet, a hundred with each request."""
        unknown = sorted({*usernames} - self._names.keys())
        for start in range(0, len(unknown), AT_ONCE):
            page = unknown[start : start + AT_ONCE]
            found = self._accounts.get_many(page)
            for name in page:
                gone = name not in found or found[name].deleted
                self._names[name] = DELETED_USER if gone else name

    def is_living(self, username: str) -> bool:
        return self._names[username] != DELETED_USER

    def name(self, username: str) -> str:
        """What somebody who is known is called in the export."""
        name = self._names[username]
        self._mentioned.add(name)
        return name

    def partner(self, username: str) -> str:
        """What somebody is called in their private chats."""
        if self.is_living(username):
            return self.name(username)
        if username not in self._partners:
            self._partners[username] = f"{DELETED_USER}-{len(self._partners) + 1}"
        return self._partners[username]

    def lines(self, team: str, channels: Channels) -> Iterator[str]:
        """A line each, once everything else is written. `channels` says what somebody is in, by their username."""
        living = sorted(name for name in self._mentioned if name != DELETED_USER)
        bots: list[Account] = []
        for start in range(0, len(living), AT_ONCE):
            accounts = self._accounts.get_many(living[start : start + AT_ONCE])
            for account in accounts.values():
                if account.bot:
                    bots.append(account)
                else:
                    yield line({"type": "user", "user": _user(account, team, channels(account.username))})
        gone = [*({DELETED_USER} & self._mentioned), *self._partners.values()]
        yield from (line({"type": "user", "user": self._gone(name, team)}) for name in gone)
        yield from (line({"type": "bot", "bot": _bot(bot)}) for bot in bots)

    def _gone(self, name: str, team: str) -> dict[str, Any]:
        account = Account(name, GONE.display_name)
        return {**_user(account, team, []), "delete_at": milliseconds(self._clock.now())}


def _user(account: Account, team: str, channels: list[dict[str, str]]) -> dict[str, Any]:
    """An address that is not proven is nobody's: Mattermost would let its owner in by it."""
    proven = account.email if account.email_verified else ""
    return {
        "username": account.username,
        "email": proven or f"{account.username}@unknown.invalid",
        "nickname": account.display_name,
        "roles": "system_user",
        "teams": [{"name": team, "roles": "team_user", "channels": channels}],
    }


def _bot(account: Account) -> dict[str, Any]:
    return {
        "username": account.username,
        "owner": account.maker or account.username,
        "display_name": account.display_name,
    }
