"""What the launcher changes in MiniStack, tried on MiniStack itself."""

from __future__ import annotations

import itertools
import json
import subprocess
import time
from typing import Any

import pytest

from local.launcher import LOOK_SECONDS, QUIET_SECONDS, SETTLE_SECONDS, answer_at_once, settle
from local.processes import environment
from local.settings import EMULATOR_PYTHON, ROOT

MINISTACK_WAITS = 0.050
"""Seconds for which MiniStack by itself holds back the answer of a function that logs nothing."""


def _invoke(*events: dict[str, Any]) -> list[dict[str, Any]]:
    done = subprocess.run(
        [EMULATOR_PYTHON, "-m", "tests.local.worker"],
        cwd=ROOT,
        env=environment(),
        input=json.dumps(events),
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return json.loads(done.stdout.splitlines()[-1])


def test_a_function_that_logs_nothing_is_answered_at_once() -> None:
    answers = _invoke(*[{} for _ in range(20)])

    assert {answer["status"] for answer in answers} == {"ok"}
    assert min(answer["seconds"] for answer in answers) < MINISTACK_WAITS / 2


def test_no_log_line_is_lost_for_it() -> None:
    lines = [f"line {number}" for number in range(20)]

    answers = _invoke(*[{"say": line} for line in lines], {"say": "the last", "fail": True})

    assert answers[-1]["status"] == "error"
    assert "\n".join(filter(None, (answer["log"] for answer in answers))).splitlines() == [*lines, "the last"]


def test_workers_that_wait_in_another_way_are_a_failure_in_words() -> None:
    class Worker:
        def _drain_stderr_bounded(self, patience: float = MINISTACK_WAITS) -> str:
            return f"{patience}"

    with pytest.raises(RuntimeError, match="adapt local/launcher"):
        answer_at_once(Worker)


def test_a_stop_waits_for_what_is_under_way_and_until_nothing_follows() -> None:
    running = iter([True, True, True])
    looks: list[float] = []

    def is_busy() -> bool:
        looks.append(time.monotonic())
        return next(running, False)

    settle(is_busy)

    assert next(running, None) is None
    assert time.monotonic() - looks[2] >= QUIET_SECONDS


def test_a_stop_waits_for_nobody_for_ever() -> None:
    looks = itertools.count()

    settle(lambda: next(looks) >= 0)

    assert 1 < next(looks) < 1 + SETTLE_SECONDS / LOOK_SECONDS
