"""Given people who call, come, decline, leave and fall silent in any order, whatever breaks meanwhile, then a chat has
one call at a time, nobody is in two, what is over stays over, and the log tells of each once."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from tests.fault.phone_line import DEVICES, PhoneLine, Step
from tests.support.dynamodb import bound_elsewhere
from tests.support.wire import Wire

STORIES = 80
BATCH = 20
STEPS = 40
REQUESTS = 12
"""As many as a step asks for, mostly."""

WEIGHTS = {
    "call_start": 5,
    "call_accept": 6,
    "call_decline": 2,
    "call_leave": 4,
    "call_sync": 2,
    "call_signal": 1,
    "watch": 3,
    "wait": 3,
    "go": 0.1,
    "delete": 0.03,
}
RIVALS = ("call_start", "call_accept", "call_accept", "call_decline", "call_leave", "watch")


def story(seed: int) -> list[Step]:
    """What happens; most of it in one of the two chats."""
    dice = random.Random(seed)
    group = dice.random() < 0.4
    return [_step(dice, group=group) for _ in range(STEPS)]


def _step(dice: random.Random, *, group: bool) -> Step:
    here = group if dice.random() < 0.8 else not group
    [what] = dice.choices([*WEIGHTS], [*WEIGHTS.values()])
    step = _calm(dice, what, group=here)
    match dice.choice(["calm", "dies", "answer lost", "overtaken", "overtaken"]):
        case "calm":
            return step
        case "overtaken":
            rival = _calm(dice, dice.choice(RIVALS), group=here)
            if dice.random() < 0.3:  # the same user, in the other chat, on their other device
                rival = replace(rival, device=step.device ^ 1, group=not here)
            return replace(step, fate="overtaken", at=dice.randrange(4), rival=rival)
        case fate:
            return replace(step, fate=fate, at=dice.randrange(REQUESTS))  # pyright: ignore[reportArgumentType]


def _calm(dice: random.Random, what: str, *, group: bool) -> Step:
    return Step(
        what,
        device=dice.randrange(len(DEVICES) if group else 4),
        group=group,
        video=dice.random() < 0.3,
        leave=dice.random() < 0.3,
        back=dice.choice([0, 0, 0, 0, 1]),
        seconds=dice.choice([1, 2, 10, 30, 46, 61]),
    )


@pytest.mark.parametrize("first", range(0, STORIES, BATCH))
def test_whatever_happens_a_call_is_what_everybody_thinks_it_is(first: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("snowfight.storage.database.pool", Wire())
    for seed in range(first, first + BATCH):
        with bound_elsewhere():
            line = PhoneLine(seed)
            for step in story(seed):
                line.take(step)
            line.settle()
            assert line.ended() == [], f"story {seed}"


def test_a_story_has_calls_that_are_answered_and_calls_that_are_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("snowfight.storage.database.pool", Wire())
    answered: list[bool] = []
    for seed in range(5):
        with bound_elsewhere():
            line = PhoneLine(seed)
            for step in story(seed):
                line.take(step)
            answered += [call.answered is not None for calls in line.kept.values() for call in calls.values()]
    assert answered.count(True) > 5
    assert answered.count(False) > 5
