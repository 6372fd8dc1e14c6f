"""Given a public chat of more viewers than one function serves, when much is said at once, and whoever tells dies."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest

from tests.fault.burst import GATHERED, VIEWERS, Burst
from tests.fault.cloud import Fate
from tests.support.dynamodb import bound_elsewhere

JITTER = 0.1
"""Seconds that a frame may take longer than the one before it."""


@pytest.fixture
def bursts(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[Burst]]:
    """Bursts, each of which takes the place of the one before."""
    made: list[Burst] = []

    class Patched(Burst):
        def __init__(self, seed: int = 1, shards: int = 2) -> None:
            super().__init__(seed, shards)
            self.cloud.patch(monkeypatch)
            made.append(self)

    with bound_elsewhere():
        yield Patched
        for burst in made:
            burst.cloud.stage.end()


@pytest.mark.parametrize("rate", [0.7, 1, 5, 20, 50])
def test_all_is_told_once_and_in_order_and_nobody_gets_more_than_a_frame_a_second(
    bursts: type[Burst], rate: float
) -> None:
    burst = bursts(seed=round(rate * 10))
    burst.talk(rate, seconds=25)  # longer than one function tells
    burst.beat(seconds=30)
    burst.play(32)
    for name in VIEWERS:
        assert burst.told(name) == burst.log
        times = [heard.at for heard in burst.heard[name]]
        assert [pair for pair in pairwise(times) if pair[1] - pair[0] < 1 - JITTER] == []
        assert len(times) <= 28


def test_nothing_waits_for_longer_than_a_second(bursts: type[Burst]) -> None:
    burst = bursts()
    for number in range(40):
        burst.say(number * 0.2)
    burst.play(12)
    said = burst.said_at()
    assert max(heard.at - said[seq] for heard in burst.heard["near"] for seq in heard.seqs) < 1.2


def steps_of_a_teller(bursts: type[Burst]) -> tuple[int, int]:
    """Steps and requests of a send whose sender tells it in its turn."""
    burst = bursts()
    burst.say()
    burst.say(0.3)
    burst.play(5)
    teller = burst.cloud.sends[1]
    return teller.steps, sum(teller.requests.values())


def test_a_teller_that_dies_at_any_step_is_replaced_within_two_seconds(bursts: type[Burst]) -> None:
    steps, _ = steps_of_a_teller(bursts)
    assert steps > 16
    for step in range(1, steps + 1):
        burst = bursts()
        burst.cloud.fuses = [10_000, step]
        burst.say()
        burst.say(0.3)
        burst.say(0.6)
        burst.beat(seconds=5)
        burst.play(0.6 + 2.3)  # when the last was said, a second and a bit until it is due, and another
        assert burst.untold() == {}, f"killed at step {step}"


def test_where_nobody_goes_on_and_no_heart_beats_presence_replaces_it(bursts: type[Burst]) -> None:
    steps, _ = steps_of_a_teller(bursts)
    for step in range(1, steps + 1):
        burst = bursts()
        burst.watch()
        burst.cloud.fuses = [10_000, step]
        burst.say()
        burst.say(0.3)
        burst.say(0.6)
        burst.play(0.6 + GATHERED + 0.5)
        assert burst.untold() == {}, f"killed at step {step}"


def test_nobody_needs_a_heartbeat_where_somebody_goes_on_talking(bursts: type[Burst]) -> None:
    steps, _ = steps_of_a_teller(bursts)
    for step in range(1, steps + 1):
        burst = bursts()
        burst.cloud.fuses = [10_000, step]
        burst.talk(5, seconds=4)
        burst.play(8)
        missing = burst.untold()
        if step < 8:  # what the chat's row does not know of, its sender's retry tells
            missing = {name: seqs - {2} for name, seqs in missing.items() if seqs - {2}}
        assert missing == {}, f"killed at step {step}"


@pytest.mark.parametrize("fate", Fate)
def test_any_request_of_a_teller_may_fail_once_or_for_good(bursts: type[Burst], fate: Fate) -> None:
    _, requests = steps_of_a_teller(bursts)
    for times in (1, 3):
        for request in range(requests):
            burst = bursts()
            burst.say()
            burst.play(0.3)
            burst.cloud.fates = [*[None] * request, *[fate] * times]
            burst.say()
            burst.play(20)
            burst.beat(seconds=10)
            burst.play(20)
            assert burst.untold() == {}, f"{fate} at request {request}, {times} times"
