"""Given a send, when its function dies at a step, or DynamoDB stumbles at one, then a retry puts everything right.

Every step is tried, in every kind of chat: before and after each request to DynamoDB and each post.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from snowfight.models.names import PUBLIC_CHAT
from tests.fault.cloud import Fate, Weather
from tests.fault.schedule import DEN, PAIR, Life, Plan, Trouble, lived

ROOMS = {"public": PUBLIC_CHAT, "group": DEN, "private": PAIR}
CROWDED_STEPS = 25
"""As many as a send takes that workers tell, at most."""
SDK_GIVES_UP = 3
"""Requests in a row that have to fail until the SDK says so."""


def plan(room: str, *, devices: bool = False, span: float = 0.5) -> Plan:
    return Plan(seed=1, weather=Weather(), rooms=(room,), messages=0, span=span, second_devices=devices)


def sending(
    room: str, fuses: tuple[int, ...] = (), fates: tuple[Fate | None, ...] = (), *, retry: bool = True
) -> Trouble:
    """Ann says something, with what is to go wrong."""

    def trouble(life: Life) -> None:
        life.cloud.fuses = list(fuses)
        life.cloud.fates = list(fates)
        life.say("ann", room)
        if not retry:
            life.cloud.stage.at(0.4, life.abandon)

    return trouble


def measured(room: str) -> tuple[int, int]:
    """Steps and requests of a send that nothing happens to."""
    counts: list[tuple[int, int]] = []

    def trouble(life: Life) -> None:
        before = len(life.cloud.requests)
        life.say("ann", room)
        life.cloud.stage.at(0.4, lambda: counts.append((life.cloud.sends[0].steps, len(life.cloud.requests) - before)))

    assert lived(plan(room), trouble) == []
    return counts[0]


@pytest.mark.parametrize("room", ROOMS.values(), ids=ROOMS)
def test_a_function_may_die_at_any_step(room: str) -> None:
    steps, _ = measured(room)
    assert steps > 12
    for step in range(1, steps + 1):
        assert lived(plan(room), sending(room, (step,))) == [], f"killed at step {step}"


@pytest.mark.parametrize("retry", [True, False], ids=["tried again", "given up"])
def test_a_function_may_die_at_any_step_before_more_viewers_than_one_serves(retry: bool) -> None:
    crowded = replace(plan(PUBLIC_CHAT), is_crowded=True)
    for step in range(1, CROWDED_STEPS + 1):
        assert lived(crowded, sending(PUBLIC_CHAT, (step,), retry=retry)) == [], f"killed at step {step}"


@pytest.mark.parametrize("room", ROOMS.values(), ids=ROOMS)
def test_a_retry_may_come_over_another_connection(room: str) -> None:
    steps, _ = measured(room)
    for step in range(1, steps + 1):
        assert lived(plan(room, devices=True), sending(room, (step,))) == [], f"killed at step {step}"


@pytest.mark.parametrize("room", ROOMS.values(), ids=ROOMS)
def test_a_message_that_is_never_retried_is_there_for_everybody_or_for_nobody(room: str) -> None:
    steps, _ = measured(room)
    for step in range(1, steps + 1):
        assert lived(plan(room), sending(room, (step,), retry=False)) == [], f"killed at step {step}"


def test_the_retry_may_die_at_any_step_too() -> None:
    steps, _ = measured(PAIR)
    for first in range(1, steps + 1):
        for second in range(1, steps + 1):
            assert lived(plan(PAIR), sending(PAIR, (first, second))) == [], f"killed at steps {first} and {second}"


@pytest.mark.parametrize("fate", Fate)
@pytest.mark.parametrize("room", ROOMS.values(), ids=ROOMS)
def test_any_request_to_the_database_may_fail_once_or_for_good(room: str, fate: Fate) -> None:
    _, requests = measured(room)
    for times in (1, SDK_GIVES_UP):
        for request in range(requests):
            fates = (*[None] * request, *[fate] * times)
            assert lived(plan(room), sending(room, fates=fates)) == [], f"{fate} at request {request}, {times} times"
