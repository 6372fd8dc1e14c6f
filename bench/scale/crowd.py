"""Clients that want something of a limited gateway, each by itself, with the waits that the real client has.

Of more people than MOST, one client stands for several, and the limits are divided by as many: both sides of every
division stay what they are.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field

from bench.scale.limits import Bucket

MOST = 1000
"""Clients that are followed one by one."""

TICK = 0.1
"""Seconds: what happens within one is in a random order."""


HASTY_CAP = 10.0
"""HASTY_WAIT of `web/src/sync/connection/connection.ts`."""


@dataclass(frozen=True)
class Backoff:
    """Full jitter (`web/src/sync/connection/backoff.ts`), after at least so long; all in seconds. For the first `hasty`
    failures the cap is HASTY_CAP."""

    base: float
    cap: float
    least: float = 0
    hasty: int = 0

    def wait(self, dice: random.Random, attempt: int) -> float:
        """How long, after so many failures before."""
        cap = HASTY_CAP if attempt < self.hasty else self.cap
        return self.least + dice.random() * min(cap, self.base * 2 ** min(attempt, 20))


@dataclass(frozen=True)
class Step:
    """`cost` requests, which each of `buckets` has to let through; who is refused goes back to the step `back`."""

    name: str
    buckets: tuple[Bucket, ...]
    backoff: Backoff
    back: int
    cost: int = 1
    chance: float = 1
    """That nobody else has taken what the buckets do not tell of."""


@dataclass
class Course:
    """When the clients got through each step, in seconds, sorted; how many requests each step was asked for."""

    passed: list[list[float]]
    asked: list[int]
    each: float = 1
    """People that a client stands for."""
    left: int = 0
    """Clients that were not through when the time was over."""
    by_second: dict[str, list[float]] = field(default_factory=dict[str, list[float]])
    """People that each step let through, in each second."""

    def last(self, step: int) -> float:
        return self.passed[step][-1]

    def median(self, step: int) -> float:
        return self.passed[step][len(self.passed[step]) // 2]


@dataclass
class _Client:
    step: int = 0
    attempts: int = 0
    is_through: bool = False


def run(
    arrivals: Sequence[float],
    steps: Sequence[Step],
    dice: random.Random,
    horizon: float,
    each: float,
    again: float | None = None,
) -> Course:
    """Let clients arrive, each at its time, and go through all steps; ends with the last, or at the horizon. With
    `again` each begins anew, so many seconds after it was through, and counts once."""
    buckets = list(dict.fromkeys(bucket for step in steps for bucket in step.buckets))
    course = Course([[] for _ in steps], [0] * len(steps), each)
    course.by_second = {step.name: [] for step in steps}
    due: dict[int, list[_Client]] = {}
    for arrival in arrivals:
        due.setdefault(int(arrival / TICK), []).append(_Client())
    waiting, tick = len(arrivals), 0
    while waiting and tick * TICK < horizon:
        now = due.pop(tick, [])
        dice.shuffle(now)
        for client in now:
            course.asked[client.step] += 1
            step = steps[client.step]
            if all(bucket.tokens >= step.cost for bucket in step.buckets) and _is_lucky(step, dice):
                waiting -= _pass(client, step, course, tick)
                wait = TICK
                if again is not None and client.step == len(steps):
                    client.step, client.is_through, wait = 0, True, again
            else:
                wait = max(TICK, step.backoff.wait(dice, client.attempts))
                client.attempts += 1
                client.step = step.back
            if client.step < len(steps):
                due.setdefault(tick + max(1, round(wait / TICK)), []).append(client)
        for bucket in buckets:
            bucket.pass_time(TICK)
        tick += 1
    course.left = waiting
    return course


def _is_lucky(step: Step, dice: random.Random) -> bool:
    """Where others take most of a quota, a request comes through by chance; our own limits count it all the same."""
    if step.chance >= 1 or dice.random() < step.chance:
        return True
    for bucket in step.buckets:
        bucket.take(step.cost)
    return False


def _pass(client: _Client, step: Step, course: Course, tick: int) -> bool:
    """Let the client through a step; says whether that was its last."""
    for bucket in step.buckets:
        bucket.take(step.cost)
    client.step += 1
    if step.name in LASTING:
        client.attempts = 0
    if client.is_through:
        return False
    course.passed[client.step - 1].append(tick * TICK)
    seconds = course.by_second[step.name]
    seconds.extend([0.0] * (int(tick * TICK) + 1 - len(seconds)))
    seconds[int(tick * TICK)] += course.each
    return client.step == len(course.passed)


LASTING = ("connect", "join", "list", "page")
"""With these something is reached: the next step's waits begin anew. A ticket alone is none."""
