"""`make setup`: two at once do not get into each other's way."""

from __future__ import annotations

import fcntl
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from local.settings import ROOT

NPM = """#!/bin/sh
mkdir -p node_modules
echo "$PWD" >>"$0.log"
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder in which only Node's packages are missing, and an npm that notes where it was called."""
    (tmp_path / "local").mkdir()
    shutil.copy(ROOT / "local/bootstrap.sh", tmp_path / "local")
    for folder, lock in ((".venv", "requirements-dev.lock"), (".local/ministack", "requirements-local.lock")):
        (tmp_path / folder / "bin").mkdir(parents=True)
        (tmp_path / folder / "bin/python").symlink_to(sys.executable)
        (tmp_path / lock).write_text(lock)
        stamp = subprocess.run(["cksum"], input=lock, capture_output=True, text=True, check=True).stdout
        (tmp_path / folder / ".installed").write_text(stamp)
    for folder in ("infra", "web"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "package-lock.json").write_text("{}")
    (tmp_path / "bin").mkdir()
    npm = tmp_path / "bin/npm"
    npm.write_text(NPM)
    npm.chmod(0o755)
    return tmp_path


def setup(project: Path) -> subprocess.Popen[str]:
    path = f"{project / 'bin'}:/usr/local/bin:/usr/bin:/bin:{Path(shutil.which('node') or '').parent}"
    return subprocess.Popen(
        ["sh", "local/bootstrap.sh"],
        cwd=project,
        env={"PATH": path},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def called(project: Path) -> list[str]:
    log = project / "bin/npm.log"
    return [Path(each).name for each in log.read_text().split()] if log.exists() else []


def test_a_set_up_waits_for_another_to_end(project: Path) -> None:
    # Given another set-up of the same folder, under way
    with (project / ".local/setup.lock").open("w") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        waiting = setup(project)
        assert waiting.stdout
        assert waiting.stdout.readline() == "- Waiting for another set-up of this folder to end\n"
        assert called(project) == []

    # When that one ends, this one goes on
    output, _ = waiting.communicate(timeout=60)
    assert (waiting.returncode, called(project)) == (0, ["infra", "web"]), output


def test_of_two_first_set_ups_at_once_one_installs(project: Path) -> None:
    both = [setup(project), setup(project)]

    ended = [each.communicate(timeout=60)[0] for each in both]

    assert [each.returncode for each in both] == [0, 0], ended
    assert called(project) == ["infra", "web"]


def test_a_set_up_that_dies_leaves_no_lock(project: Path) -> None:
    with (project / ".local/setup.lock").open("w") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        first = setup(project)
        assert first.stdout
        first.stdout.readline()
        first.kill()
    first.communicate(timeout=60)  # what it had started may have waited for the lock

    assert "Waiting" not in setup(project).communicate(timeout=60)[0]
