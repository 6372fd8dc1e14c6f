"""Lock files: each can be installed from as it is, by the tools of this machine, and names nobody to ask.

Nothing is downloaded: what a lock leaves to the registry, as a dependency on somebody's latest version, fails here. The
Python locks are installed from by `make setup` and, the layer's, by every build.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from local.settings import EMULATOR_PYTHON, ROOT

NODE = ("infra", "web", "tests/lighthouse")
INSTALLED = {"requirements-dev.lock": ROOT / ".venv/bin/python", "requirements-local.lock": EMULATOR_PYTHON}
BENCHES = ("peers", "peers/synapse", "search")
PYTHON = (
    *(*INSTALLED, "requirements-layer.lock", "requirements-sqlite.lock", "requirements-push.lock"),
    *(f"bench/{bench}/requirements.txt" for bench in BENCHES),
)


@pytest.mark.parametrize("folder", NODE)
def test_npm_installs_from_the_lock(folder: str, tmp_path: Path) -> None:
    for name in ("package.json", "package-lock.json"):
        shutil.copy(ROOT / folder / name, tmp_path)

    command = ["npm", "ci", "--dry-run", "--offline", "--cache", str(tmp_path / "cache"), "--no-audit", "--no-fund"]
    result = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False)

    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize(("lock", "python"), INSTALLED.items())
def test_what_is_installed_is_what_the_lock_says(lock: str, python: Path) -> None:
    command = [ROOT / ".venv/bin/uv", "pip", "install", "--dry-run", "--offline", "--require-hashes"]
    result = subprocess.run(
        [*command, "--python", python, "-r", ROOT / lock], capture_output=True, text=True, timeout=60, check=False
    )

    assert result.returncode == 0, result.stderr
    assert "Would make no changes" in result.stderr


@pytest.mark.parametrize("folder", NODE)
def test_an_npm_lock_names_no_registry_and_has_the_hash_of_everything(folder: str) -> None:
    packages = json.loads((ROOT / folder / "package-lock.json").read_text())["packages"]
    del packages[""]

    assert not any("resolved" in package for package in packages.values())
    fetched = [package for package in packages.values() if not package.get("inBundle")]  # others come inside of one
    assert all("integrity" in package for package in fetched)


@pytest.mark.parametrize("lock", PYTHON)
def test_a_python_lock_names_no_index_and_has_the_hash_of_everything(lock: str) -> None:
    text = re.sub(r"^\s*#.*$", "", (ROOT / lock).read_text(), flags=re.MULTILINE)
    requirements = re.findall(r"^\S.*?(?=^\S|\Z)", text, flags=re.MULTILINE | re.DOTALL)

    assert requirements
    assert all(re.match(r"[\w.\[\]-]+==\S+", each) and "--hash=sha256:" in each for each in requirements)
    assert "://" not in text


def test_make_lock_renews_every_lock_that_there_is() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    locks = {name for name in listed if name.endswith((".lock", "package-lock.json", "requirements.txt"))}

    assert locks == {*PYTHON, *(f"{folder}/package-lock.json" for folder in NODE)}
    recipe = (ROOT / "Makefile").read_text().partition("\nlock:")[2].partition("\n\n")[0]
    assert f"for folder in {' '.join(NODE)};" in recipe
    assert "for group in layer sqlite push dev local;" in recipe
    assert f"for each in {' '.join(BENCHES)};" in recipe
