"""What posts have come to, for the metrics."""

from __future__ import annotations

import threading
from dataclasses import dataclass

from snowfight.delivery.gateway import Report


@dataclass(frozen=True)
class DeliverySums:
    """Posts that connections took, connections that were gone, posts that were tried again, and who was not told:
    `unreached` connections, and `dropped` shards of connections that nobody may have served."""

    delivered: int = 0
    gone: int = 0
    retries: int = 0
    unreached: int = 0
    dropped: int = 0


class DeliveryMetrics:
    """Adds up reports, from any thread, until somebody takes the sum."""

    def __init__(self) -> None:
        self._counts = DeliverySums()
        self._lock = threading.Lock()

    def add(self, report: Report) -> None:
        """Count a broadcast."""
        self._add(DeliverySums(report.delivered, len(report.gone), report.retries, len(report.unreached)))

    def drop(self, shards: int) -> None:
        """Count shards that nobody took."""
        self._add(DeliverySums(dropped=shards))

    def take(self) -> DeliverySums:
        """The sum since it was last taken."""
        with self._lock:
            taken, self._counts = self._counts, DeliverySums()
        return taken

    def _add(self, more: DeliverySums) -> None:
        with self._lock:
            now = self._counts
            self._counts = DeliverySums(
                now.delivered + more.delivered,
                now.gone + more.gone,
                now.retries + more.retries,
                now.unreached + more.unreached,
                now.dropped + more.dropped,
            )
