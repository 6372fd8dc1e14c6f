"""The addresses by which imported accounts are taken over; no address is told by the rows."""

from __future__ import annotations

from collections.abc import Callable

from pynamodb.exceptions import TransactWriteError
from pynamodb.expressions.update import Action
from pynamodb.transactions import TransactWrite

from snowfight.storage.accounts.records import account_row, living
from snowfight.storage.database import Database
from snowfight.storage.files.uploads import Also
from snowfight.storage.rows.robots import ClaimRow
from snowfight.storage.rows.rooms import AccountRow

CLAIMED_ADDRESS = "claimed address"
"""What addresses are hashed for (integrations.keyed_hashes), in lower case: no other hash of them is the same."""

MOST = 20
"""Accounts that one address finds at once: one for each source that it was imported from, and a few."""


class Claims:
    """The `CLAIM#` rows, which an import leaves, one for each of its accounts that it knows an address of."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, hashed: str) -> list[str]:
        """The accounts that came with the address of that hash, by name; one Query."""
        return [row.sk for row in ClaimRow.query(f"CLAIM#{hashed}", limit=MOST, consistent_read=True)]

    def take(self, hashed: str, username: str, email: str, also: Also) -> bool:
        """The account is its owner's from now on, whose proven address that is; False where it is nobody's to take any
        more. `also` is written with it. A claim that a death leaves behind leads to an account that is somebody's."""
        free = living() & AccountRow.imported.exists() & AccountRow.merged_into.does_not_exist()
        actions: list[Action] = [
            AccountRow.email.set(email),
            AccountRow.email_verified.set(True),
            AccountRow.imported.remove(),
            AccountRow.mail_stopped.remove(),
        ]
        try:
            with TransactWrite(connection=self._database.connection) as transaction:
                transaction.update(account_row(username), actions, condition=free)
                also(transaction)
        except TransactWriteError as error:
            if not error.cancellation_reasons:
                raise
            return False
        self._database.delete(ClaimRow(f"CLAIM#{hashed}", username))
        return True


def hashed_address(hashed: Callable[[str, str], str], address: str) -> str:
    """The hash of an address, in any case, by `KeyedHashes.of`."""
    return hashed(CLAIMED_ADDRESS, address.lower())
