"""How many owners the deployment has: a count, changed in the transaction that makes or unmakes one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pynamodb.expressions.condition import Condition

from snowfight.storage.database import Database
from snowfight.storage.rows.moderation import OwnersRow
from snowfight.storage.rows.rooms import AccountRow

if TYPE_CHECKING:
    from pynamodb.transactions import TransactWrite

    from snowfight.models.user import Role


def owners(database: Database) -> int:
    """How many there are; one read."""
    rows = database.get_many([_row()])
    return next((int(row.owners or 0) for row in rows if isinstance(row, OwnersRow)), 0)


def take_office(transaction: TransactWrite) -> None:
    """Count an owner in."""
    transaction.update(_row(), [OwnersRow.owners.add(1)])


def leave_office(transaction: TransactWrite) -> None:
    """Count an owner out, who must not be the last: of two who go at once one stays."""
    transaction.update(_row(), [OwnersRow.owners.add(-1)], OwnersRow.owners > 1)


def has_role(role: Role) -> Condition:
    """That an account has that role still."""
    return AccountRow.role.does_not_exist() if role == "member" else AccountRow.role == role


def _row() -> OwnersRow:
    return OwnersRow("COMMUNITY", "OWNERS")
