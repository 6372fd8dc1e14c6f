"""Competing for the next number of a log: who loses a slot tries again, fairly and not for ever."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from snowfight.storage.database import jitter

ATTEMPTS = 60
SECONDS = 20.0
"""What one spends on a number before giving up, inside the gateway's 29 s. Whenever one loses, another wins."""

PATIENCE = 32
"""Waiting takes at most as long as so many tries: about right for fifty at once, and fair to latecomers."""


def tries(pause: Callable[[float], None], timer: Callable[[], float]) -> Iterator[int]:
    """The number of each try, from 1, after a pause that fits how long a try takes; ends when it is time to give up."""
    started = timer()
    for attempt in range(1, ATTEMPTS + 1):
        began = timer()
        yield attempt
        took = timer() - began
        if began + took > started + SECONDS:
            return
        pause(jitter(attempt, base=took, cap=PATIENCE * took))
