"""E-mail addresses that cannot sign up while the account is banned that proved them; no address is told by the rows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from math import ceil
from typing import TYPE_CHECKING

from snowfight.storage.rows.moderation import BannedAddressRow

if TYPE_CHECKING:
    from snowfight.models.records import Account
    from snowfight.storage.files.uploads import Also

BANNED_ADDRESS = "banned address"
"""What addresses are hashed for (integrations.keyed_hashes): no other hash of them is the same."""


class BannedAddresses:
    """The `BANNED#` rows. `hashed` makes of an address what only this deployment can."""

    def __init__(self, hashed: Callable[[str], str]) -> None:
        self._hashed = hashed

    def ban(self, account: Account, until: datetime | None) -> Also:
        """The write, for the transaction that bans the account, that keeps its proven address out until then, None:
        without end."""
        row = self._row(account)
        row.expires_at = None if until is None else ceil(until.timestamp())
        return lambda transaction: transaction.save(row)

    def readmit(self, account: Account) -> Also:
        """The write, for the transaction that lifts the ban, that lets it in again; also where it could come anyway."""
        row = self._row(account)
        return lambda transaction: transaction.delete(row)

    def has(self, address: str, now: datetime) -> bool:
        """Whether the address, in any case, is a banned account's: one Query."""
        rows = BannedAddressRow.query(self._partition(address))
        return any(not row.expires_at or row.expires_at > now.timestamp() for row in rows)

    def _row(self, account: Account) -> BannedAddressRow:
        """One for each account: several may have one address."""
        return BannedAddressRow(self._partition(account.email), account.username)

    def _partition(self, address: str) -> str:
        return f"BANNED#{self._hashed(address.lower())}"
