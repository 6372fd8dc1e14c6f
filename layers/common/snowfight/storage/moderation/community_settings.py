"""What owners decide while the deployment runs."""

from __future__ import annotations

from typing import Any

from snowfight.models.moderation import CommunitySettings
from snowfight.storage.database import Database
from snowfight.storage.rows.moderation import CommunityRow


class CommunitySettingsRows:
    """The one row of them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def load(self) -> CommunitySettings:
        """What holds now: one read; what was never decided is as it is unless told."""
        rows = self._database.get_many([_row()])
        kept = rows[0].attribute_values if rows else {}
        return CommunitySettings(**{name: kept[name] for name in CommunitySettings.model_fields if name in kept})

    def change(self, values: dict[str, Any]) -> CommunitySettings:
        """Set those fields, and return what holds then: one write."""
        actions = [getattr(CommunityRow, name).set(value) for name, value in values.items()]
        if not actions:
            return self.load()
        row = CommunityRow.from_raw_data(self._database.update(_row(), actions))
        kept = row.attribute_values
        return CommunitySettings(**{name: kept[name] for name in CommunitySettings.model_fields if name in kept})


def _row() -> CommunityRow:
    return CommunityRow("COMMUNITY", "SETTINGS")
