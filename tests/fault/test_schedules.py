"""Given a few people in a few chats, whatever breaks: what is acknowledged is shown to everybody, once, in order."""

from __future__ import annotations

import os

import pytest

from tests.fault.schedule import lived, planned, told, traced

SCHEDULES = int(os.environ.get("SCHEDULES") or 2000)
SEED = int(os.environ.get("SEED") or 1)


def test_nothing_is_lost_nothing_shown_twice_and_nobody_forgotten_by_mistake() -> None:
    for seed in range(SEED, SEED + SCHEDULES):
        plan = planned(seed)
        if wrong := lived(plan):
            pytest.fail(told(plan, wrong))


@pytest.mark.parametrize("seed", [3, 19, 91])
def test_a_seed_decides_everything(seed: int) -> None:
    assert planned(seed) == planned(seed) != planned(seed + 1)
    assert traced(planned(seed)) == traced(planned(seed))
