"""How many reports wait for moderators, and for how long: looked at twice an hour, told where there are any."""

from __future__ import annotations

from typing import Any

from functions.moderation.metrics import gauge
from snowfight.clock import SystemClock
from snowfight.settings import from_environment
from snowfight.storage.database import Database
from snowfight.storage.moderation.report_pages import ReportPages

COUNTED = 500
"""Open reports that are counted; where there are more, nobody needs to know how many."""

_clock = SystemClock()
_database = Database(from_environment())
_database.warm()
_pages = ReportPages(_database)


def handler(event: dict[str, Any], context: object) -> None:
    """Look once."""
    waiting = _pages.waiting(COUNTED)
    if waiting.oldest is not None:
        gauge(waiting.count, (_clock.now() - waiting.oldest).total_seconds() / 3600)
