"""What owners decide while the deployment runs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pynamodb.transactions import TransactWrite

from snowfight.models.moderation import CommunitySettings
from snowfight.storage.database import Database
from snowfight.storage.rows.moderation import CommunityRow

if TYPE_CHECKING:
    from snowfight.storage.files.uploads import Also


class CommunitySettingsRows:
    """The one row of them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def load(self) -> CommunitySettings:
        """What holds now: one read; what was never decided is as it is unless told."""
        rows = self._database.get_many([_row()])
        kept = rows[0].attribute_values if rows else {}
        return CommunitySettings(**{name: kept[name] for name in CommunitySettings.model_fields if name in kept})

    def change(self, values: dict[str, Any], written: Also) -> CommunitySettings:
        """Set those fields, with what is written down of it, and return what holds then; nothing for no field."""
        if values:
            actions = [getattr(CommunityRow, name).set(value) for name, value in values.items()]
            with TransactWrite(connection=self._database.connection) as transaction:
                transaction.update(_row(), actions)
                written(transaction)
        return self.load()


def _row() -> CommunityRow:
    return CommunityRow("COMMUNITY", "SETTINGS")
