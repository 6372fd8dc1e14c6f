"""What the deployment lets a user do: their role, a mute, a ban. Fields of the account's row, each changed in one
transaction with the line of the audit log that says so, and with the notice that tells its user why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from snowfight.models.records import Account, Sanction
from snowfight.models.user import Role
from snowfight.storage.accounts.owners import has_role, leave_office, owners, take_office
from snowfight.storage.accounts.records import account_row, living, packed_sanction
from snowfight.storage.database import Database
from snowfight.storage.rooms.contested import ContestedWrite
from snowfight.storage.rows.rooms import AccountRow

if TYPE_CHECKING:
    from pynamodb.transactions import TransactWrite

    from snowfight.storage.files.uploads import Also

SanctionKind = Literal["muted", "banned"]


class Standings:
    """Writes of `ACCOUNT` rows and of the count of owners. What joins a transaction is made elsewhere."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def sanction(self, account: Account, kind: SanctionKind, sanction: Sanction | None, also: Sequence[Also]) -> None:
        """Put the sanction on the account, or None: lift it; raises Contested where it is not as `account` shows."""
        field = AccountRow.muted if kind == "muted" else AccountRow.banned
        action = field.remove() if sanction is None else field.set(packed_sanction(sanction))
        seen = account.muted if kind == "muted" else account.banned
        as_seen = field.does_not_exist() if seen is None else field == packed_sanction(seen)
        with ContestedWrite(connection=self._database.connection) as transaction:
            transaction.update(account_row(account.username), [action], living() & has_role(account.role) & as_seen)
            _join(transaction, also)

    def promote(self, account: Account, role: Role, also: Sequence[Also] = ()) -> None:
        """Give the account that role; raises Contested where it is not as `account` shows, and where the last owner
        would go."""
        action = AccountRow.role.remove() if role == "member" else AccountRow.role.set(role)
        with ContestedWrite(connection=self._database.connection) as transaction:
            transaction.update(account_row(account.username), [action], living() & has_role(account.role))
            if account.role == "owner" and role != "owner":
                leave_office(transaction)
            if role == "owner" and account.role != "owner":
                take_office(transaction)
            _join(transaction, also)

    def owners(self) -> int:
        """How many owners there are; one read."""
        return owners(self._database)


def _join(transaction: TransactWrite, also: Sequence[Also]) -> None:
    for each in also:
        each(transaction)
