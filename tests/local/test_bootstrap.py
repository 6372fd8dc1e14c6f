"""What `make` says when something cannot be installed or run."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from local.processes import environment
from local.settings import ROOT

MAKEFILE = (ROOT / "Makefile").read_text()
SPEAKS = ("Makefile", "local/bootstrap.sh", "web/package.json", "infra/bundle/client.py")
"""Whatever starts npm."""


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A set-up project with one more folder, of which nothing is installed."""
    for name in (".venv", "infra", "web", "requirements-dev.lock", "requirements-local.lock"):
        (tmp_path / name).symlink_to(ROOT / name)
    for folder in (".local", "local", "more", "bin"):
        (tmp_path / folder).mkdir()
    (tmp_path / ".local/ministack").symlink_to(ROOT / ".local/ministack")
    shutil.copy(ROOT / "local/bootstrap.sh", tmp_path / "local")
    (tmp_path / "more/package-lock.json").write_text("{}")
    return tmp_path


def test_an_install_that_fails_says_what_failed_and_why(clone: Path) -> None:
    # Given an npm that finds fault with a lock
    npm = clone / "bin/npm"
    npm.write_text("#!/bin/sh\necho 'npm error Missing: snow@1.0.0 from lock file' >&2\nexit 1\n")
    npm.chmod(0o755)
    path = f"{clone / 'bin'}:{environment()['PATH']}"
    # When
    result = subprocess.run(
        ["sh", "local/bootstrap.sh", "more"],
        cwd=clone,
        env=environment(PATH=path),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    # Then
    assert result.returncode == 1
    [why, line] = result.stderr.splitlines()
    assert why == "npm error Missing: snow@1.0.0 from lock file"
    assert line.startswith("The packages of more could not be installed")
    assert not (clone / "more/node_modules").exists()


@pytest.mark.parametrize("file", SPEAKS)
def test_npm_is_never_told_to_be_silent(file: str) -> None:
    """It would fail without a word: of a script that is not there, of a lock that it cannot install from."""
    assert "--silent" not in (ROOT / file).read_text()


def test_every_target_is_listed_and_is_no_file() -> None:
    targets = re.findall(r"^([a-z0-9]+):", MAKEFILE, flags=re.MULTILINE)
    [phony] = re.findall(r"^\.PHONY: (.*)$", MAKEFILE, flags=re.MULTILINE)

    assert sorted(phony.split()) == sorted(targets)
    assert sorted(re.findall(r"^([a-z0-9]+):.*## \w", MAKEFILE, flags=re.MULTILINE)) == sorted(targets)


def test_every_script_that_is_run_exists() -> None:
    scripts = json.loads((ROOT / "web/package.json").read_text())["scripts"]
    run = re.findall(r"\$\(SCRIPT\) (\S+)", MAKEFILE)

    assert run
    assert set(run) <= set(scripts)
