"""A whole local stack for tests: the same program that `make run` starts, on ports and in a folder of its own.

with running() as stack:
    requests.get(f"{stack.base_url}/api/health")
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Generator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from local.deploy import Deployed
from local.ministack import free_port
from local.processes import environment
from local.settings import HOST, ROOT, Failure

START_SECONDS = 240.0
STOP_SECONDS = 120.0
"""How long a stack may take to save and end. It takes 1.5 s; processors that are busy with other things, more."""


@dataclass(frozen=True)
class Stack:
    """A stack that serves."""

    base_url: str
    """Its one origin, e.g. http://localhost:40123."""
    endpoint_url: str
    """MiniStack's address, for AWS clients (key `test`, secret `test`)."""
    outputs: Mapping[str, str]
    """The stack's outputs: names of tables, ids of APIs and of the user pool."""
    folder: Path
    """State and logs."""


@dataclass(frozen=True)
class Running(Stack):
    """A stack that was started here."""

    process: subprocess.Popen[bytes]


@contextmanager
def running(port: int = 0, state: Path | None = None, seconds: float = START_SECONDS) -> Generator[Running]:
    """Start a stack, wait until it serves, and stop it at the end, which saves its state.

    `port` 0 takes a free one; without `state` the folder is a temporary one. Raises Failure with the stack's own words
    when it ends before it serves, or does not serve within `seconds`.
    """
    with ExitStack() as cleanup:
        folder = state or Path(cleanup.enter_context(tempfile.TemporaryDirectory()))
        folder.mkdir(parents=True, exist_ok=True)
        port = port or free_port()
        words = folder / "words"
        with words.open("wb") as output:
            process = subprocess.Popen(
                [sys.executable, "-m", "local.run"],
                cwd=ROOT,
                env=environment(PORT=str(port), STATE=str(folder)),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
            )
        cleanup.callback(_stop, process)
        base_url = f"http://localhost:{port}"
        _wait(process, f"{base_url}/api/health", words, seconds)
        stack = attached(base_url, folder)
        yield Running(stack.base_url, stack.endpoint_url, stack.outputs, folder, process)


def attached(base_url: str, folder: Path) -> Stack:
    """A stack that serves at `base_url`, with its state in `folder`."""
    deployed = Deployed.load(folder / "running")
    return Stack(base_url, f"http://{HOST}:{deployed.port}", deployed.outputs, folder)


def _wait(process: subprocess.Popen[bytes], url: str, words: Path, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not _answers(url):
        output = words.read_text().strip()
        if process.poll() is not None:
            raise Failure(output.rpartition("\n")[2])
        if time.monotonic() > deadline:
            raise Failure(f"The stack does not serve after {seconds:.0f} s. It said:\n{output}")
        time.sleep(0.2)


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=10) as answer:  # noqa: S310 -- http, of our own making
            return json.load(answer).get("status") == "ok"
    except (OSError, ValueError):
        return False


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(STOP_SECONDS)
    finally:
        process.kill()
