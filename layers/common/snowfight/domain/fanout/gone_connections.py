"""Connections that are gone: which of those that the gateway answered 410 (Gone) for are forgotten."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from snowfight.delivery.gateway import Report
from snowfight.models.records import Link

NEWBORN = timedelta(seconds=15)
"""A connection is not forgotten for a 410 so soon: the gateway answers that too before $connect has ended."""


def gone_for_good(links: Sequence[Link], report: Report, now: datetime) -> list[Link]:
    """Those of `links` that `report` says are gone, and that are old enough for that to count."""
    gone = set(report.gone)
    oldest = now - NEWBORN
    return [link for link in links if link.connection_id in gone and link.opened < oldest]
