"""Metrics, written to the log in CloudWatch's embedded format: no call, and no wait, is added to anything.

The line that counts a message also says which it was: each line in the log costs (ADR 0071).

Messages            stored, retries not counted
DeliveryTime        ms from the gateway's receipt of a message to its last post; of none that is told with others
Deliveries          posts that connections took
GoneConnections     connections that the gateway did not know any more
Retries             posts beyond a connection's first
Unreached           connections that could not be told in time
DroppedShards       parts of a large audience that nobody may have served
BillableMessages    what API Gateway charges for: frames received, replies and posts, none above 32 KB
"""

from __future__ import annotations

import os

from aws_lambda_powertools import Metrics
from aws_lambda_powertools.metrics import MetricUnit

from snowfight.clock import Clock, SystemClock, milliseconds
from snowfight.domain.fanout.delivery_metrics import DeliveryMetrics, DeliverySums

QUIET_MS = 60_000
"""What brings nobody anything (pings, say) is only counted now and then: a line in the log costs more than a frame."""


class Meter:
    """Counts what one function instance does; `delivery_metrics` is its fan-out's."""

    def __init__(self, delivery_metrics: DeliveryMetrics, clock: Clock | None = None) -> None:
        self._delivery_metrics = delivery_metrics
        self._clock = clock or SystemClock()
        self._metrics = Metrics(
            namespace=os.environ.get("POWERTOOLS_METRICS_NAMESPACE", "MonkeySnowfight"),
            service="chat",  # of all functions together: what is counted apart is charged apart
        )
        self._messages = 0
        self._is_timed = True
        self._frames = 0
        self._about: dict[str, object] = {}
        self._flushed_at = milliseconds(self._clock.now())

    def sent(self, *, gathered: bool = False, **about: object) -> None:
        """A message was stored and told, or `gathered` with others; the line in the log will say what it is `about`, in
        ids."""
        self._messages += 1
        self._is_timed = not gathered
        self._about = about

    def served(self, received: int | None, *, answered: bool, request_id: str | None = None) -> None:
        """A frame, which the gateway `received` (milliseconds since 1970) and knows by `request_id`, was served,
        perhaps with a reply."""
        if self._about:
            self._about["request_id"] = request_id
        now = milliseconds(self._clock.now())
        self._frames += 1 + answered
        if self._messages and self._is_timed and received is not None:
            self._metrics.add_metric("DeliveryTime", MetricUnit.Milliseconds, max(0, now - received))
        self.flush(quiet=now < self._flushed_at + QUIET_MS)

    def flush(self, *, quiet: bool = False, **about: object) -> None:
        """Write what was counted, and what it is `about`; where it is `quiet` only if somebody was, or was to be,
        brought something."""
        counts = self._delivery_metrics.take()
        if counts == DeliverySums() and not self._messages and (quiet or not self._frames):
            return
        for name, value in {
            "Messages": self._messages,
            "Deliveries": counts.delivered,
            "GoneConnections": counts.gone,
            "Retries": counts.retries,
            "Unreached": counts.unreached,
            "DroppedShards": counts.dropped,
            "BillableMessages": self._frames + counts.delivered,
        }.items():
            if value:
                self._metrics.add_metric(name, MetricUnit.Count, value)
        for key, value in {**self._about, **about}.items():
            self._metrics.add_metadata(key, value)
        self._metrics.flush_metrics()
        self._messages = self._frames = 0
        self._about = {}
        self._flushed_at = milliseconds(self._clock.now())
