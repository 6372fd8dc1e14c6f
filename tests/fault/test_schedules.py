"""Given a few people in a few chats, whatever breaks: what is acknowledged is shown to everybody, once, in order."""

from __future__ import annotations

import os

import pytest

from tests.fault.schedule import lived, planned, report, traced

SCHEDULES = int(os.environ.get("SCHEDULES") or 2000)
SEED = int(os.environ.get("SEED") or 1)
BATCH = 100
"""Seeds a test, so that every processor has its share of them."""


@pytest.mark.parametrize("first", range(SEED, SEED + SCHEDULES, BATCH))
def test_nothing_is_lost_nothing_shown_twice_and_nobody_forgotten_by_mistake(first: int) -> None:
    for seed in range(first, min(first + BATCH, SEED + SCHEDULES)):
        plan = planned(seed)
        if wrong := lived(plan):
            pytest.fail(report(plan, wrong))


@pytest.mark.parametrize("seed", [3, 19, 91])
def test_a_seed_decides_everything(seed: int) -> None:
    assert planned(seed) == planned(seed) != planned(seed + 1)
    assert traced(planned(seed)) == traced(planned(seed))
