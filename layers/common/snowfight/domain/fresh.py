"""What owners decide while the deployment runs, at hand: it costs a message no read of its own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Generic, TypeVar

from snowfight.clock import Clock

T = TypeVar("T")

FRESH = timedelta(seconds=5)
"""A change is in force within ten seconds (wire contract, part 7)."""


class Fresh(Generic[T]):
    """What `load` reads, as it was at most FRESH ago: one read in so long for each function instance."""

    def __init__(self, load: Callable[[], T], clock: Clock) -> None:
        self._load = load
        self._clock = clock
        self._read: tuple[datetime, T] | None = None

    def now(self) -> T:
        """What holds now."""
        now = self._clock.now()
        if self._read is None or now - self._read[0] > FRESH:
            self._read = (now, self._load())
        return self._read[1]
