"""What owners decide while the deployment runs, at hand: a message costs no read for it."""

from __future__ import annotations

from datetime import datetime, timedelta

from snowfight.clock import Clock
from snowfight.models.moderation import CommunitySettings
from snowfight.storage.moderation.community_settings import CommunitySettingsRows

FRESH = timedelta(seconds=5)
"""A change is in force within ten seconds (wire contract, part 7)."""


class CurrentSettings:
    """What holds, as it was at most FRESH ago: one read in so long for each function instance."""

    def __init__(self, rows: CommunitySettingsRows, clock: Clock) -> None:
        self._rows = rows
        self._clock = clock
        self._read: tuple[datetime, CommunitySettings] | None = None

    def now(self) -> CommunitySettings:
        """What holds now."""
        now = self._clock.now()
        if self._read is None or now - self._read[0] > FRESH:
            self._read = (now, self._rows.load())
        return self._read[1]
