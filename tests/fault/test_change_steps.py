"""Given a change, when its function dies at a step, or DynamoDB stumbles at one, then a retry puts everything right.

Every kind of change, every step: before and after each request to DynamoDB and each post.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from snowfight.models.names import PUBLIC_CHAT
from tests.fault import changes
from tests.fault.changes import Frame
from tests.fault.cloud import Fate, Weather
from tests.fault.schedule import DEN, PAIR, Life, Plan, Trouble, lived

ROOMS = {"public": PUBLIC_CHAT, "group": DEN, "private": PAIR}
SDK_GIVES_UP = 3
"""Requests in a row that have to fail until the SDK says so."""

BOTH = ("ann", "bob")
"""Of the two who react beforehand, a message names one: so that taking back brings another name into its row."""


def edit(room: str) -> Frame:
    return changes.edit(room, 1, "what was meant")


def delete(room: str) -> Frame:
    return changes.delete(room, 1)


def react(room: str) -> Frame:
    return changes.react(room, 1, "❤")


def take_back(room: str) -> Frame:
    return changes.react(room, 1, on=False)


def pin(room: str) -> Frame:
    return changes.pin(room, 1)


KINDS: list[Callable[[str], Frame]] = [edit, delete, react, take_back, pin]
PLACES = [(kind, room) for kind in KINDS for room in ROOMS.values() if kind is not pin or room != PUBLIC_CHAT]
NAMES = [f"{kind.__name__}-{name}" for kind in KINDS for name, room in ROOMS.items() if (kind, room) in PLACES]
every_kind = pytest.mark.parametrize(("kind", "room"), PLACES, ids=NAMES)


def plan(room: str, *, devices: bool = False) -> Plan:
    return Plan(1, Weather(), rooms=(room,), messages=0, span=0.5, earlier=1, named=1, second_devices=devices)


def changing(
    frame: Frame, fuses: tuple[int, ...] = (), fates: tuple[Fate | None, ...] = (), *, retry: bool = True
) -> Trouble:
    """Ann changes her message, which has reactions and is pinned, with what is to go wrong."""

    def trouble(life: Life) -> None:
        room = frame["room"]
        for name in BOTH:
            life.ask(name, changes.react(room, 1))
        if frame["type"] != "pin" and room != PUBLIC_CHAT:
            life.ask("ann", changes.pin(room, 1))
        life.cloud.stage.at(0.25, lambda: act(life))

    def act(life: Life) -> None:
        life.cloud.sends.clear()
        life.cloud.fuses, life.cloud.fates = list(fuses), list(fates)
        life.ask("ann", frame)
        if not retry:
            life.cloud.stage.at(0.2, life.abandon)

    return trouble


def measured(frame: Frame) -> tuple[int, int]:
    """Steps and requests of a change that nothing happens to."""
    counts: list[tuple[int, int]] = []

    def trouble(life: Life) -> None:
        changing(frame)(life)
        life.cloud.stage.at(0.45, lambda: note(life))

    def note(life: Life) -> None:
        [send] = life.cloud.sends
        counts.append((send.steps, send.requests.total()))

    assert lived(plan(frame["room"]), trouble) == []
    return counts[0]


@every_kind
def test_a_function_may_die_at_any_step_and_the_retry_come_over_any_connection(
    kind: Callable[[str], Frame], room: str
) -> None:
    steps, _ = measured(kind(room))
    assert steps > 12
    for step in range(1, steps + 1):
        assert lived(plan(room, devices=True), changing(kind(room), (step,))) == [], f"killed at step {step}"


@every_kind
def test_a_change_that_is_never_retried_is_there_for_everybody_or_for_nobody(
    kind: Callable[[str], Frame], room: str
) -> None:
    steps, _ = measured(kind(room))
    for step in range(1, steps + 1):
        assert lived(plan(room), changing(kind(room), (step,), retry=False)) == [], f"killed at step {step}"


@every_kind
def test_what_the_chats_row_could_not_be_told_is_found_by_a_heartbeat(kind: Callable[[str], Frame], room: str) -> None:
    # Given requests that fail for good, the one that tells the chat's row among them, and nobody who tries again
    _, requests = measured(kind(room))
    for request in range(requests):
        fates = (*[None] * request, *[Fate.SILENT] * SDK_GIVES_UP)
        assert lived(plan(room), changing(kind(room), fates=fates, retry=False)) == [], f"request {request}"


@pytest.mark.parametrize("room", ROOMS.values(), ids=ROOMS)
def test_a_deletion_is_not_passed_over_by_who_tells_of_the_next_change(room: str) -> None:
    # Given a deletion whose function dies, before the chat's row knows of it or after
    steps, _ = measured(delete(room))
    for step in range(1, steps + 1):

        def trouble(life: Life, step: int = step) -> None:
            life.cloud.fuses = [step]
            life.ask("ann", changes.delete(room, 1))
            life.cloud.stage.at(0.2, life.abandon)
            # When another message changes
            life.cloud.stage.at(0.2, lambda: life.ask("bob", changes.react(room, 2)))

        # Then the row knows of both
        assert lived(replace(plan(room), earlier=2), trouble) == [], f"killed at step {step}"


@pytest.mark.parametrize("kind", KINDS)
def test_the_retry_may_die_at_any_step_too(kind: Callable[[str], Frame]) -> None:
    steps, _ = measured(kind(PAIR))
    for first in range(1, steps + 1):
        for second in range(1 + first % 3, steps + 1, 3):
            dies = f"killed at steps {first} and {second}"
            assert lived(plan(PAIR), changing(kind(PAIR), (first, second))) == [], dies


@pytest.mark.parametrize("fate", Fate)
@pytest.mark.parametrize("kind", KINDS)
def test_any_request_to_the_database_may_fail_once_or_for_good(kind: Callable[[str], Frame], fate: Fate) -> None:
    _, requests = measured(kind(PAIR))
    for times in (1, SDK_GIVES_UP):
        for request in range(requests):
            fates = (*[None] * request, *[fate] * times)
            assert lived(plan(PAIR), changing(kind(PAIR), fates=fates)) == [], f"{fate} at {request}, {times} times"
