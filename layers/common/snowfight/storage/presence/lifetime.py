"""How long a connection can live, whether anybody sees it end or not."""

from __future__ import annotations

from datetime import timedelta

from snowfight.models.records import Link

LIFE = timedelta(hours=2, minutes=5)
"""The gateway ends every connection after 2 hours (API Gateway quotas); 5 minutes more for slow clocks."""


def expiry(link: Link) -> int:
    """When a row that is about that connection alone expires, in seconds since 1970."""
    return int((link.opened + LIFE).timestamp())
