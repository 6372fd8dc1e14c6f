"""Given a gateway with a capacity of its own, when posts are made as the limit allows, then the limit follows it."""

from __future__ import annotations

import heapq
import math
import random
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from snowfight.delivery.concurrency_limit import AT_FIRST, LEAST, MOST, STEP, TOLERANCE, ConcurrencyLimit
from tests.support.fake_gateway import Bucket

POST = 0.008
"""Seconds that a post takes where nothing queues."""

FEW = TOLERANCE * LEAST + STEP
"""What it comes to where posts queue: with the least at once they take what they take, with twice as many twice
as long."""


@dataclass
class Gateway:
    """Answers in virtual time: takes `seconds` a post, `servers` of them at once, and as many a second as `bucket`
    says."""

    seconds: float = POST
    servers: int = 10_000
    bucket: Bucket | None = None
    status: int | None = 200
    throttled: int = 0
    highest: int = 0
    _free: list[float] = field(default_factory=list[float])

    def post(self, now: float) -> tuple[float, int | None]:
        """When a post of `now` is answered, and with what."""
        if self.bucket is not None and not self.bucket.take(now):
            self.throttled += 1
            return now + self.seconds, 429
        begins = heapq.heappop(self._free) if len(self._free) >= self.servers else now
        ends = max(now, begins) + self.seconds
        heapq.heappush(self._free, ends)
        return ends, self.status


def posted(limit: ConcurrencyLimit, gateway: Gateway, posts: int, now: float = 0.0) -> float:
    """Make so many posts, as many at once as the limit allows; when the last is answered."""
    under_way: list[tuple[float, float, int]] = []
    statuses: dict[int, int | None] = {}
    made = 0
    while made < posts or under_way:
        while made < posts and len(under_way) < limit.now:
            ends, statuses[made] = gateway.post(now)
            heapq.heappush(under_way, (ends, now, made))
            made += 1
        gateway.highest = max(gateway.highest, len(under_way))
        busy = len(under_way)
        now, sent, number = heapq.heappop(under_way)
        limit.answered(sent, now, statuses.pop(number), busy)
    return now


def test_it_doubles_while_answers_are_good_and_never_exceeds_its_most() -> None:
    limit, gateway = ConcurrencyLimit(), Gateway()
    assert limit.now == AT_FIRST
    end = posted(limit, gateway, 1000)
    assert limit.now == gateway.highest == MOST
    # two rounds, of 64 and of 128, before as many as may be
    assert end == pytest.approx(POST * (2 + math.ceil((1000 - 3 * AT_FIRST) / MOST)))


def test_small_broadcasts_say_nothing_of_large_ones() -> None:
    limit, now = ConcurrencyLimit(), 0.0
    for _ in range(500):
        now = posted(limit, Gateway(), 3, now)
    assert limit.now == AT_FIRST


def test_one_flight_of_refusals_halves_it_once() -> None:
    limit = ConcurrencyLimit()
    posted(limit, Gateway(status=429), AT_FIRST)
    assert limit.now == AT_FIRST // 2


def test_after_a_refusal_it_grows_in_steps() -> None:
    limit = ConcurrencyLimit()
    limit.answered(0.0, POST, 429, AT_FIRST)
    seen: set[int] = set()
    now = POST
    while limit.now < AT_FIRST:
        now = posted(limit, Gateway(), limit.now, now)
        seen.add(limit.now)
    assert seen == set(range(AT_FIRST // 2 + STEP, AT_FIRST + 1, STEP))


@pytest.mark.parametrize("status", [500, 503, None])
def test_what_fails_does_not_let_it_grow(status: int | None) -> None:
    limit = ConcurrencyLimit()
    for round_ in range(20):
        limit.answered(round_, round_, status, AT_FIRST)
        posted(limit, Gateway(), AT_FIRST - 1, float(round_))
    assert limit.now == AT_FIRST


def test_under_refusals_it_comes_down_and_recovers_when_they_end() -> None:
    # Given an account whose rate is used up
    limit, gateway = ConcurrencyLimit(), Gateway(bucket=Bucket(rate=100, burst=1))
    now = posted(limit, gateway, 2000)
    assert limit.now == LEAST
    # When it is free again
    posted(limit, Gateway(), 3000, now + 1)
    assert limit.now == MOST


def test_of_a_rate_that_several_share_fewer_posts_are_refused_than_with_a_fixed_number_at_once() -> None:
    """A quarter of an account's 10,000 a second, which 64 at once, at 8 ms, would exceed more than threefold."""
    following, fixed = (Gateway(bucket=Bucket(rate=2500, burst=100)) for _ in range(2))
    posted(ConcurrencyLimit(), following, 10_000)
    posted(_Fixed(), fixed, 10_000)
    assert following.throttled < fixed.throttled / 2


def test_where_posts_queue_it_comes_down_to_what_is_taken() -> None:
    # Given one that serves four at once, so that 64 wait for each other
    limit, gateway = ConcurrencyLimit(), Gateway(seconds=0.02, servers=4)
    # When
    posted(limit, gateway, 2000)
    # Then fewer wait, and the last is told no later
    assert limit.now <= FEW
    begun = posted(_Fixed(), Gateway(seconds=0.02, servers=4), 1000)
    assert posted(ConcurrencyLimit(), Gateway(seconds=0.02, servers=4), 1000) == pytest.approx(begun, rel=0.01)


def test_posts_that_take_long_by_themselves_do_not_hold_it_down() -> None:
    limit = ConcurrencyLimit()
    posted(limit, Gateway(seconds=0.3), 3000)
    assert limit.now == MOST


def test_a_bad_hour_is_forgotten() -> None:
    # Given posts that took long, so that long is usual
    limit = ConcurrencyLimit()
    now = posted(limit, Gateway(seconds=1.0), 3000)
    # When they are quick again, and then queue
    now = posted(limit, Gateway(), 1000, now)
    posted(limit, Gateway(seconds=0.02, servers=4), 2000, now)
    # Then that is seen
    assert limit.now <= FEW


@given(
    st.integers(1, 300),
    st.lists(st.tuples(st.floats(0, 5), st.sampled_from([200, 204, 410, 429, 500, None]), st.integers(1, 300))),
    st.randoms(use_true_random=False),
)
def test_whatever_comes_it_stays_between_its_bounds(
    most: int, answers: list[tuple[float, int | None, int]], dice: random.Random
) -> None:
    limit, now = ConcurrencyLimit(most), 0.0
    for seconds, status, under_way in answers:
        now += dice.uniform(0, 0.1)
        for _ in range(dice.choice([1, most])):
            limit.answered(now - seconds, now, status, under_way)
            assert min(LEAST, most) <= limit.now <= most


class _Fixed(ConcurrencyLimit):
    """As many at once as at first, whatever comes."""

    def answered(self, sent: float, now: float, status: int | None, under_way: int) -> None:
        """Learns nothing."""
