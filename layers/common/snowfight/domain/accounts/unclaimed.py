"""Imported accounts that nobody has taken over yet, by the addresses that they came with."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from snowfight.errors import CodeExpired
from snowfight.models.records import Account
from snowfight.storage.accounts.accounts import Accounts
from snowfight.storage.accounts.claims import Claims
from snowfight.storage.files.uploads import Also
from snowfight.storage.moderation.banned_addresses import BannedAddresses


class UnclaimedAccounts:
    """`hashed` makes of an address what only this deployment can (storage.accounts.claims.hashed_address)."""

    def __init__(
        self, accounts: Accounts, claims: Claims, banned: BannedAddresses, hashed: Callable[[str], str]
    ) -> None:
        self._accounts = accounts
        self._claims = claims
        self._banned = banned
        self.hashed = hashed

    def first(self, email: str, now: datetime) -> Account | None:
        """The first account, by name, that came with the address, and that its owner may have."""
        names = self._claims.of(self.hashed(email))
        if not names or self._banned.has(email, now):
            return None
        accounts = self._accounts.get_many(names)
        return next((accounts[name] for name in names if name in accounts and _is_free(accounts[name], now)), None)

    def take(self, username: str, email: str, also: Also) -> None:
        """The account is its owner's from now on; raises CodeExpired where it is nobody's to take any more."""
        if not self._claims.take(self.hashed(email), username, email, also) and not self._is_taken_by(username, email):
            raise CodeExpired

    def _is_taken_by(self, username: str, email: str) -> bool:
        """A write whose answer was lost is made again, and then refused: by itself."""
        account = self._accounts.get(username)
        return account is not None and account.is_open and not account.imported and account.email == email


def _is_free(account: Account, now: datetime) -> bool:
    return account.imported and not account.deleted and not account.bot and account.banned_at(now) is None
