"""What a community does to look after itself, as metrics: ReportsMade, ReportsDecided, Sanctions; and what waits."""

from __future__ import annotations

import os
from typing import Literal

from aws_lambda_powertools import Metrics
from aws_lambda_powertools.metrics import MetricUnit

_metrics = Metrics(
    namespace=os.environ.get("POWERTOOLS_METRICS_NAMESPACE", "MonkeySnowfight"),
    service="chat",  # as all others: what is counted apart is charged apart
)


def count(name: Literal["ReportsMade", "ReportsDecided", "Sanctions"]) -> None:
    """One more of them."""
    _metrics.add_metric(name, MetricUnit.Count, 1)
    _metrics.flush_metrics()


def gauge(reports: int, hours: float) -> None:
    """So many reports are open, the oldest for so many hours."""
    _metrics.add_metric("OpenReports", MetricUnit.Count, reports)
    _metrics.add_metric("OldestReport", MetricUnit.Count, hours)
    _metrics.flush_metrics()
