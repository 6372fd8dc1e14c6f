"""A local stack's life: it keeps what was said, ends whole, and says in one line when it cannot go on."""

from __future__ import annotations

import fcntl
import json
import subprocess
import urllib.request
from pathlib import Path
from typing import Any

from local.stack import Stack, running

ACCOUNT = {"username": "lifecycle", "password": "kept over a restart"}


def _post(stack: Stack, path: str, body: dict[str, str]) -> dict[str, Any]:
    request = urllib.request.Request(  # noqa: S310 -- our own http
        f"{stack.base_url}{path}", json.dumps(body).encode(), {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
        return json.load(answer)


def _left_over(folder: Path) -> list[str]:
    """Processes that work in a stack's folder."""
    listed = subprocess.run(["ps", "-eo", "pid=,args="], capture_output=True, text=True, check=True).stdout
    return [line for line in listed.splitlines() if str(folder) in line]


def _children(pid: int) -> list[tuple[int, str]]:
    listed = subprocess.run(["ps", "-eo", "pid=,ppid=,args="], capture_output=True, text=True, check=True).stdout
    rows = [line.split(None, 2) for line in listed.splitlines()]
    return [(int(row[0]), row[2]) for row in rows if int(row[1]) == pid]


def _wait_for_lock(folder: Path) -> None:
    """Return when nobody holds the folder any more."""
    with (folder / "lock").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)


def test_a_stack_keeps_its_accounts_and_leaves_nothing_running_however_it_ends(tmp_path: Path) -> None:
    # Given an account in a stack whose runner is then killed outright
    with running(state=tmp_path) as stack:
        _post(stack, "/api/auth/signup", {**ACCOUNT, "email": "lifecycle@example.com"})
        stack.process.kill()
        stack.process.wait()
        _wait_for_lock(tmp_path)

    # Then nothing of it is left
    assert not _left_over(tmp_path)

    # When it is started again, the account is still there
    with running(state=tmp_path) as stack:
        assert _post(stack, "/api/auth/login", ACCOUNT)["user"]["username"] == "lifecycle"

        # When the emulator dies, the runner says so in one line and ends
        [(emulator, _)] = [child for child in _children(stack.process.pid) if "local.launcher" in child[1]]
        subprocess.run(["kill", "-KILL", str(emulator)], check=True)
        assert stack.process.wait(30) == 1
        [last] = (tmp_path / "words").read_text().strip().splitlines()[-1:]
        assert "MiniStack, which stands in for AWS, has died" in last

    assert not _left_over(tmp_path)
