"""Children end with what started them."""

import asyncio
import subprocess
from pathlib import Path

import pytest

from local.processes import environment, run
from local.settings import Failure


async def test_output_goes_to_the_log_and_to_whoever_listens(tmp_path: Path) -> None:
    heard: list[str] = []

    await run(
        ["sh", "-c", "echo one; echo two; echo aside >&2"],
        log=tmp_path / "log",
        env=environment(),
        failure="It failed.",
        tell=heard.append,
    )

    assert heard == ["one", "two"]
    assert "aside" in (tmp_path / "log").read_text()


async def test_a_failure_is_one_line_that_names_the_log(tmp_path: Path) -> None:
    with pytest.raises(Failure, match=f"It failed. See {tmp_path / 'log'}"):
        await run(["false"], log=tmp_path / "log", env=environment(), failure="It failed.")


async def test_a_cancelled_command_is_killed_with_its_children(tmp_path: Path) -> None:
    started = asyncio.Event()
    heard: list[int] = []

    def hear(line: str) -> None:
        heard.append(int(line))
        started.set()

    command = ["sh", "-c", "sleep 100 & echo $!; wait"]
    task = asyncio.create_task(run(command, log=tmp_path / "log", env=environment(), failure="It failed.", tell=hear))
    await started.wait()

    task.cancel()
    await asyncio.gather(task, return_exceptions=True)

    assert _is_gone(heard[0])


def _is_gone(pid: int) -> bool:
    """Whether a process has ended; the kernel takes a moment."""
    for _ in range(200):
        state = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False)
        if not state.stdout.strip() or state.stdout.startswith("Z"):
            return True
    return False


def test_children_know_nothing_of_the_users_aws_account(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_PROFILE", "mine")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "mine")

    variables = environment(AWS_REGION="us-east-1")

    assert {name for name in variables if name.startswith("AWS_")} == {"AWS_REGION"}
