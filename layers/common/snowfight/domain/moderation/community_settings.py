"""What owners decide while the deployment runs, at hand."""

from __future__ import annotations

from snowfight.clock import Clock
from snowfight.domain.fresh import Fresh
from snowfight.models.moderation import CommunitySettings
from snowfight.storage.moderation.community_settings import CommunitySettingsRows


class CurrentSettings(Fresh[CommunitySettings]):
    """All of it, as it was a moment ago."""

    def __init__(self, rows: CommunitySettingsRows, clock: Clock) -> None:
        super().__init__(rows.load, clock)
