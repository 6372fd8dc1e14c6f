"""How far the import has got: how many messages, how fast, and how long it will take yet."""

from __future__ import annotations

import time
from collections.abc import Callable

EVERY = 2.0
"""Seconds between two lines."""


class Progress:
    """`total` messages are to come."""

    def __init__(
        self, total: int, say: Callable[[str], None] = print, timer: Callable[[], float] = time.monotonic
    ) -> None:
        self._total = total
        self._say = say
        self._timer = timer
        self._began = self._said = timer()
        self._done = 0

    def step(self, posts: int) -> None:
        """So many more are stored."""
        self._done += posts
        now = self._timer()
        if now - self._said < EVERY:
            return
        self._said = now
        rate = self._done / max(now - self._began, 0.001)
        left = max(0, self._total - self._done) / rate if rate else 0
        self._say(f"{self._done:,} of {self._total:,} messages, {rate:,.0f} a second, {_duration(left)} left")


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes} min"
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"
