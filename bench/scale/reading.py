"""When the last reader has a message: by its frame, or where there are too many of those, by reading what they miss."""

from __future__ import annotations

import random
from dataclasses import dataclass

from bench.scale.crowd import Step, run
from bench.scale.fanout import Course, fan_out
from bench.scale.limits import Bucket, Limits
from bench.scale.load import Load
from bench.scale.reconnect import CATCHING_UP

FOLLOWED = 1000
"""Readers that are followed one by one; of more, each stands for several."""
PATIENCE = 2 * 3600.0
"""Seconds after which nobody waits any more."""
ALL = 1 - 1e-6
"""Of a share, but for what sums lose."""
NEXT = 0.5
"""Seconds until a reader knows of the next gap: `CatchUp.soon` waits 0.2 to 0.8."""


@dataclass(frozen=True)
class Reading:
    """How a message was told: `frames` says what became of its posts."""

    frames: Course
    last: float | None
    """Seconds until the last reader has it; None where that is beyond PATIENCE."""
    median: float | None
    """Seconds until half of them do."""


def reading(load: Load, limits: Limits, seed: int = 24) -> Reading:
    """Where not all posts come through, all readers know of gaps all the time, and read page after page."""
    frames = fan_out(load, limits)
    if frames.reached > ALL:
        return Reading(frames, frames.last, frames.last)
    if limits.calls * frames.through * PATIENCE < load.viewers:
        return Reading(frames, None, None)
    dice, clients = random.Random(seed), min(load.viewers, FOLLOWED)
    share = clients / load.viewers
    calls = Bucket(limits.calls * share, max(1, limits.calls * share))
    page = Step("page", (calls,), CATCHING_UP, 0, chance=frames.through)
    arrivals = [dice.random() for _ in range(clients)]
    course = run(arrivals, [page], dice, PATIENCE, 1 / share, again=NEXT)
    return Reading(frames, None if course.left else course.last(0), course.passed[0][clients // 2])
