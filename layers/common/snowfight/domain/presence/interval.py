"""How often presence is told: so seldom that it costs the same however many are online (ADR 0011)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True)
class PresenceInterval:
    """A connection is sent counts at most once in the longer of `interval` and users ÷ `users_per_second`, and statuses
    at most once in `interval`. Up to `alone` users, one function tells everybody itself."""

    interval: timedelta = timedelta(seconds=5)
    users_per_second: float = 50.0
    alone: int = 1000

    def between(self, users: int) -> timedelta:
        """The least time between two frames of counts, with so many users here."""
        return max(self.interval, timedelta(seconds=users / self.users_per_second))
