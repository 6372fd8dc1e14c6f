"""What became of pushes, as metrics: PushesSent, PushesGone, PushesFailed, PushesLate, PushesRefused."""

from __future__ import annotations

import os

from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.metrics import MetricUnit

from functions.notices.wiring import pusher

logger = Logger()
_metrics = Metrics(
    namespace=os.environ.get("POWERTOOLS_METRICS_NAMESPACE", "MonkeySnowfight"),
    service="chat",  # as all others: what is counted apart is charged apart
)


def flush() -> None:
    """Write what was counted since the last time, if anything was."""
    for outcome, count in pusher.counts.items():
        _metrics.add_metric(f"Pushes{outcome.capitalize()}", MetricUnit.Count, count)
    if pusher.counts:
        _metrics.flush_metrics()
        for service, status in pusher.refusals:
            logger.error("a push service refuses what we push", extra={"push_service": service, "status": status})
        pusher.refusals.clear()
        pusher.counts.clear()
