"""E-mail addresses that cannot sign up while the account is banned that proved them; no address is told by the rows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from math import ceil

from snowfight.storage.rows.moderation import BannedAddressRow

BANNED_ADDRESS = "banned address"
"""What addresses are hashed for (integrations.keyed_hashes): no other hash of them is the same."""


class BannedAddresses:
    """The `BANNED#` rows. `hashed` makes of an address what only this deployment can."""

    def __init__(self, hashed: Callable[[str], str]) -> None:
        self._hashed = hashed

    def row(self, address: str, username: str, until: datetime | None = None) -> BannedAddressRow:
        """The row that keeps a proven address out until then, None without end: put in the transaction that bans the
        account, deleted in the one that lifts the ban. One for each account, since several may have one address."""
        expires = None if until is None else ceil(until.timestamp())
        return BannedAddressRow(self._partition(address), username, expires_at=expires)

    def has(self, address: str, now: datetime) -> bool:
        """Whether the address, in any case, is a banned account's: one Query."""
        rows = BannedAddressRow.query(self._partition(address))
        return any(not row.expires_at or row.expires_at > now.timestamp() for row in rows)

    def _partition(self, address: str) -> str:
        return f"BANNED#{self._hashed(address.lower())}"
