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

from bench.peers.memory import memory_of
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
        """Bytes of the processes and their children."""
        return sum(memory_of(process.pid) for process in self._processes)

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
