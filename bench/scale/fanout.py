"""Messages on their way to all viewers, where posts, workers and instances are limited.

Posts are followed as amounts, not one by one, in small steps of time: each cohort is the shards that began in one step.
What was refused is tried again with the sender's own waits, until its broadcast ends.
"""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass, field

from bench.audience import BEFORE, INVOKE, QUERY
from bench.posting import LATENCY
from bench.scale.limits import REQUESTS_OF_AN_INSTANCE, Bucket, Limits
from bench.scale.load import BUSY, Load
from snowfight.delivery.concurrency_limit import AT_FIRST
from snowfight.delivery.gateway import BROADCAST_SECONDS
from snowfight.models.tasks import WIDTH
from snowfight.storage.rooms.telling_turns import PAUSE

BACKOFF, BACKOFF_CAP = 0.05, 1.0
"""Seconds, of `delivery/broadcast.py`: doubled with each try, with full jitter."""
TRIES = 5
"""From then on, waits are as long as they get."""
PATIENCE = 60.0
"""Seconds that Lambda's queue keeps a task that no instance was free for."""
WARM_UP = 75.0
"""Seconds that messages have been coming, too many of them, when those that are followed begin to be said …"""
FOLLOWED = 10.0
"""… which are said in so many."""
GROWTH_SECONDS = 10
"""Of its growth a function may have so many at once: 1,000 instances."""


WINDOWS = [min(BACKOFF_CAP, BACKOFF * 2 ** (tries + 1)) for tries in range(TRIES)]
"""Within so many seconds a post is made again that was refused so often, the first time none."""


@dataclass
class Cohort:
    """Shards of one step that are posted to: posts that are due, by how often they were refused."""

    began: float
    said: float
    """When the message was sent that they bring, or the first of several."""
    workers: float
    left: float
    """Posts that are not through."""
    due: list[float]
    flows: list[float] = field(default_factory=lambda: [0.0] * TRIES)
    """Posts that come due in a step."""
    ends: list[deque[tuple[int, float]]] = field(default_factory=lambda: [deque() for _ in range(TRIES)])
    """The step after which a part of the flow is over."""

    def wanted(self, step: int, seconds: float) -> float:
        """Posts that it would make in this step of so many seconds, as many as its connections carry."""
        for tries in range(1, TRIES):
            self.due[tries] += self.flows[tries]
            ends = self.ends[tries]
            while ends and ends[0][0] <= step:
                self.flows[tries] = max(0.0, self.flows[tries] - ends.popleft()[1])
        return min(sum(self.due), self.workers * AT_FIRST * seconds / LATENCY)

    def settle(self, wanted: float, share: float, step: int, seconds: float) -> float:
        """Post what is wanted, of which a share is let through; returns how many were."""
        there = sum(self.due)
        part = wanted / there if there else 0.0
        for tries in range(TRIES - 1, -1, -1):
            posted = self.due[tries] * part
            self.due[tries] -= posted
            again = min(tries + 1, TRIES - 1)
            if (refused := posted * (1 - share)) > 0:
                steps = max(1, round(WINDOWS[again] / seconds))
                self.flows[again] += refused / steps
                self.ends[again].append((step + steps, refused / steps))
        self.left -= wanted * share
        return wanted * share

    @property
    def busy(self) -> float:
        """Workers that are not done: one is with its last post."""
        return self.workers * (1 - math.exp(-self.left / self.workers))


@dataclass
class Course:
    """What became of the messages that were followed, and of everything else meanwhile."""

    reached: float = 0.0
    """Share of their posts that were let through."""
    last: float = 0.0
    """Seconds from a message to the last post of it that was, at most."""
    through: float = 1.0
    """Share of all other requests to the gateway that were let through at their first try."""
    posts: list[float] = field(default_factory=list[float])
    """Let through in each second, with all other requests."""
    instances: float = 0.0
    """At work at once, at most."""


def fan_out(load: Load, limits: Limits) -> Course:
    """Messages come for a while; those of the next seconds are followed until nobody posts them any more."""
    return _FanOut(load, limits).run()


class _FanOut:
    def __init__(self, load: Load, limits: Limits) -> None:
        self._load, self._limits = load, limits
        crowded = load.gateway > limits.gateway or load.shards > limits.concurrency
        self._step = 0.1 if crowded else 0.005
        self._from = WARM_UP if crowded else 1.0
        self._until = self._from + (FOLLOWED if crowded else 1.0)
        self._account = Bucket(limits.gateway, limits.gateway_burst)
        self._growth = Bucket(limits.growth, limits.growth * GROWTH_SECONDS)
        self._starts = Bucket(limits.concurrency * REQUESTS_OF_AN_INSTANCE)
        self._instances = 0.0
        self._queue: deque[tuple[float, float]] = deque()
        """Shards that wait for an instance: since when, and how many."""
        self._cohorts: list[Cohort] = []
        self._course = Course()
        self._followed = 0
        self._delivered = 0.0

    def run(self) -> Course:
        step, said = 0, 0
        shares: list[float] = []
        while (now := step * self._step) < self._until or self._is_followed():
            while said / self._load.told <= now:
                sent = said / self._load.told
                self._queue.append((sent, float(self._load.shards)))
                self._followed += self._follows(sent)
                said += 1
            self._start(now)
            shares.append(self._post(now, step))
            for bucket in (self._account, self._growth, self._starts):
                bucket.pass_time(self._step)
            step += 1
        late = shares[len(shares) // 2 :]
        self._course.through = sum(late) / len(late)
        asked = self._followed * self._load.viewers
        self._course.reached = min(1.0, self._delivered / asked)
        return self._course

    def _is_followed(self) -> bool:
        waits = self._queue and self._queue[0][0] < self._until
        return bool(waits) or any(cohort.said < self._until for cohort in self._cohorts)

    def _start(self, now: float) -> None:
        """Give waiting shards the instances that are free, the oldest first."""
        busy = sum(cohort.busy for cohort in self._cohorts)
        while self._queue:
            said, shards = self._queue[0]
            if now - said > PATIENCE:
                self._queue.popleft()
                continue
            free = max(0.0, self._limits.concurrency - self._others() - busy)
            self._instances += self._growth.take(max(0.0, min(free, shards) - (self._instances - busy)))
            taken = self._starts.take(min(free, shards, self._instances - busy))
            if taken <= 0:
                break
            busy += taken
            self._begin(now, said, taken)
            self._queue.popleft()
            if taken < shards:
                self._queue.appendleft((said, shards - taken))
                break
        self._course.instances = max(self._course.instances, busy + self._others())

    def _others(self) -> float:
        return min(self._limits.concurrency, min(self._load.others, self._limits.gateway) * BUSY)

    def _begin(self, now: float, said: float, shards: float) -> None:
        """One cohort a step, but that those who are followed have their own."""
        posts = shards * self._load.viewers / self._load.shards
        last = self._cohorts[-1] if self._cohorts else None
        if last is not None and last.began == now and self._follows(last.said) == self._follows(said):
            last.workers += shards
            last.left += posts
            last.due[0] += posts
        else:
            self._cohorts.append(Cohort(now, said, shards, posts, [posts] + [0.0] * (TRIES - 1)))

    def _follows(self, said: float) -> bool:
        return self._from <= said < self._until

    def _post(self, now: float, step: int) -> float:
        """One step of all posts; returns the share that everything was let through in."""
        wants = [cohort.wanted(step, self._step) for cohort in self._cohorts]
        others = self._load.others * self._step
        total = sum(wants) + others
        given = self._account.take(total)
        share = given / total if total else 1.0
        self._count(now, given)
        kept: list[Cohort] = []
        for cohort, want in zip(self._cohorts, wants, strict=True):
            done = cohort.settle(want, share, step, self._step)
            goes_on = cohort.left > ONE
            if self._follows(cohort.said) and done > 0:
                self._delivered += done if goes_on else done + cohort.left
                self._course.last = max(self._course.last, now + self._step - cohort.said + self._before())
            if goes_on and now - cohort.began < BROADCAST_SECONDS:
                kept.append(cohort)
        self._cohorts = kept
        return share

    def _before(self) -> float:
        """Seconds before the first post of a shard, of several messages from the first of them on, and of the last post
        until it is answered."""
        steps = 0 if self._load.shards == 1 else 1 if self._load.shards <= WIDTH else 2
        gathering = PAUSE.total_seconds() if self._load.is_gathered else 0.0
        return BEFORE + gathering + steps * INVOKE + QUERY + LATENCY

    def _count(self, now: float, given: float) -> None:
        second = int(now + self._step / 2)
        self._course.posts.extend([0.0] * (second + 1 - len(self._course.posts)))
        self._course.posts[second] += given


ONE = 0.5
"""Post: what is less of an amount is none."""
