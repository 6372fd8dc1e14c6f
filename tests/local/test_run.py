"""`make run` that cannot start: one line, a non-zero end, and nothing left running."""

import socket
import subprocess
import sys
from collections.abc import Iterator

import pytest

from local import state
from local.processes import environment
from local.settings import ROOT, Settings


def _run(settings: Settings, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "local.run", *arguments],
        cwd=ROOT,
        env=environment(PORT=str(settings.port), STATE=str(settings.folder)),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def _complaint(result: subprocess.CompletedProcess[str]) -> str:
    [line] = result.stderr.splitlines()
    assert result.returncode == 1
    return line


@pytest.fixture
def taken(settings: Settings) -> Iterator[None]:
    with socket.create_server(("127.0.0.1", settings.port)):
        yield


@pytest.mark.usefixtures("taken")
def test_a_taken_port_is_named_with_a_way_out(settings: Settings) -> None:
    result = _run(settings)

    assert f"Port {settings.port} is in use" in _complaint(result)
    assert "PORT=" in result.stderr


def test_a_damaged_state_is_named_with_a_way_out(settings: Settings) -> None:
    (settings.folder / "saved").mkdir(parents=True)
    (settings.folder / "saved" / state.SEAL).write_text('{"dynamodb.json": "0"}')

    result = _run(settings)

    assert "is damaged (dynamodb.json)" in _complaint(result)
    assert "make reset" in result.stderr


def test_a_second_run_on_the_same_folder_is_refused(settings: Settings) -> None:
    with state.locked(settings):
        result = _run(settings)

    assert "Another run uses" in _complaint(result)


def test_a_state_folder_that_cannot_be_is_named(settings: Settings) -> None:
    settings.folder.write_text("a file")

    result = _run(settings)

    assert f"Cannot write to {settings.folder}" in _complaint(result)


def test_reset_makes_a_damaged_state_startable_again(settings: Settings) -> None:
    (settings.folder / "saved").mkdir(parents=True)

    result = _run(settings, "--reset")

    assert result.returncode == 0
    assert not (settings.folder / "saved").exists()
