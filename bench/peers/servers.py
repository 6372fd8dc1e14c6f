"""Other chats' servers as they run here: below .local or as they are installed, until a comparison is over."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from infra.bundle.steps import ROOT

FOLDER = ROOT / ".local/peers"
PATIENCE = 60.0
"""Seconds that a server may take to listen, or to end."""


class Missing(Exception):
    """Something that the comparison needs is not there; the message says what to do."""


class Servers:
    """Processes that belong together, and a folder for what they keep."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._processes: list[subprocess.Popen[bytes]] = []

    def start(
        self, command: Sequence[str], port: int, environment: Mapping[str, str] | None = None, user: str | None = None
    ) -> None:
        """Run something, and return when it listens; raises Missing where it ends before."""
        log = self.folder / f"log-{port}"
        with log.open("w") as output:
            process = subprocess.Popen(
                command,
                cwd=self.folder,
                env={**os.environ, **(environment or {})},
                stdout=output,
                stderr=subprocess.STDOUT,
                user=user,
            )
        self._processes.append(process)
        deadline = time.monotonic() + PATIENCE
        while not _listens(port):
            if process.poll() is not None or time.monotonic() > deadline:
                raise Missing(f"{command[0]} does not start:\n{log.read_text()[-2000:]}")
            time.sleep(0.05)

    def memory(self) -> int:
        """Bytes of the processes and their children, each its share of common pages; 0 where there is no /proc."""
        return sum(_share(pid) for process in self._processes for pid in _family(process.pid))

    def end(self) -> None:
        for process in reversed(self._processes):
            process.terminate()
            process.wait(PATIENCE)


@contextmanager
def servers() -> Generator[Servers]:
    """End what was started when the block ends."""
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o711)  # a database runs as somebody else
        started = Servers(Path(folder))
        try:
            yield started
        finally:
            started.end()


def _listens(port: int) -> bool:
    with socket.socket() as trial:
        return trial.connect_ex(("127.0.0.1", port)) == 0


def _family(pid: int) -> list[int]:
    children = [int(each) for path in Path(f"/proc/{pid}/task").glob("*/children") for each in path.read_text().split()]
    return [pid, *(each for child in children for each in _family(child))]


def _share(pid: int) -> int:
    try:
        said = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0
    return 1024 * int(said.partition("\nPss:")[2].split()[0])
