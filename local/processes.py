"""Child processes that never outlive what started them."""

from __future__ import annotations

import asyncio
import os
import signal
from asyncio.subprocess import Process
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from local.settings import ROOT, Failure


def environment(**extra: str) -> dict[str, str]:
    """This process's environment without what would lead AWS tools elsewhere, and with what is given."""
    unwanted = ("AWS_", "CDK_", "PYTHONDONTWRITEBYTECODE", "PYTHONPATH")
    return {name: value for name, value in os.environ.items() if not name.startswith(unwanted)} | extra


async def run(
    command: Sequence[str],
    *,
    log: Path,
    env: Mapping[str, str],
    failure: str,
    tell: Callable[[str], None] | None = None,
) -> None:
    """Run a command to its end; `log` gets its output, `tell` each line of its standard output.

    Raises Failure with `failure` and the log's name when it fails; kills it with all its children when cancelled.
    """
    with log.open("wb") as file:
        process = await asyncio.create_subprocess_exec(
            *command,
            cwd=ROOT,
            env=env,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=file,
            start_new_session=True,
        )
        try:
            while line := await _line(process):
                file.write(line)
                file.flush()
                if tell:
                    tell(line.decode(errors="replace").rstrip())
            code = await process.wait()
        finally:
            kill_group(process)
    if code:
        raise Failure(failure, log)


async def _line(process: Process) -> bytes:
    return await process.stdout.readline() if process.stdout else b""


def kill_group(process: Process) -> None:
    """Kill a process that leads a group, and the whole group."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
