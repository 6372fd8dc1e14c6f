"""Given a limit in a function instance's memory, when a user asks for more, then …"""

from __future__ import annotations

import pytest

from snowfight.errors import RateLimited
from snowfight.transport import throttle as module
from snowfight.transport.throttle import Throttle
from tests.support.clock import ManualClock


def taken(throttle: Throttle, username: str = "ann", weight: float = 1.0) -> int:
    """How often the user is let through before the first refusal."""
    for number in range(10_000):
        try:
            throttle.take(username, weight)
        except RateLimited:
            return number
    raise AssertionError("there is no limit")


def test_so_many_at_once_and_so_many_a_second_after_that() -> None:
    clock = ManualClock()
    throttle = Throttle(clock, burst=50, per_second=10)
    assert taken(throttle) == 50
    clock.advance(seconds=1)
    assert taken(throttle) == 10
    clock.advance(minutes=1)
    assert taken(throttle) == 50


def test_an_instance_serves_two_hundred_at_once_and_twenty_a_second() -> None:
    clock = ManualClock()
    throttle = Throttle(clock)
    assert taken(throttle) == 200
    clock.advance(seconds=1)
    assert taken(throttle) == 20


def test_who_waits_as_long_as_they_are_told_is_let_through() -> None:
    clock = ManualClock()
    throttle = Throttle(clock, burst=50, per_second=10)
    taken(throttle, weight=7)
    with pytest.raises(RateLimited) as refused:
        throttle.take("ann")
    clock.advance(seconds=refused.value.retry_after)
    throttle.take("ann")


def test_what_weighs_more_is_let_through_less_often() -> None:
    assert taken(Throttle(ManualClock(), burst=200, per_second=20), weight=11) == 19
    assert taken(Throttle(ManualClock(), burst=200, per_second=20), weight=0.2) == 996


def test_one_user_does_not_take_from_another() -> None:
    throttle = Throttle(ManualClock(), burst=5, per_second=1)
    assert taken(throttle, "ann") == taken(throttle, "bob") == 5


def test_it_remembers_so_many_users_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "REMEMBERED", 3)
    throttle = Throttle(ManualClock(), burst=5, per_second=1)
    for name in ("ann", "bob", "eve", "dan"):
        assert taken(throttle, name) == 5
    assert taken(throttle, "dan") == 0
    assert taken(throttle, "ann") == 5


def test_twenty_of_what_is_free_are_admitted_at_once_and_two_a_second_after_that() -> None:
    clock = ManualClock()
    free = Throttle.of_what_is_free(clock)
    assert [free.admits("ann") for _ in range(21)] == [True] * 20 + [False]
    assert free.admits("bob")
    clock.advance(seconds=1)
    assert [free.admits("ann") for _ in range(3)] == [True, True, False]
