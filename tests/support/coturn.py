"""coturn on this machine's loopback, with a secret that it shares with whoever makes credentials."""

from __future__ import annotations

import secrets
import socket
import subprocess
import time
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from local.coturn import program
from local.processes import Failure

HOST = "127.0.0.1"
OPEN = (
    *("use-auth-secret", "realm=snowfight.example", "fingerprint", "no-cli", "no-tls", "no-dtls"),
    "allow-loopback-peers",
)
"""Relays to whom nobody relays unless told: this machine itself."""

PATIENCE = 20.0
"""Seconds until it has to listen."""


@dataclass(frozen=True)
class Relay:
    """A server that runs; `log` is what it says."""

    port: int
    secret: str
    log: Path

    @property
    def urls(self) -> tuple[str, ...]:
        return (f"turn:{HOST}:{self.port}?transport=udp",)


@contextmanager
def relay(folder: Path, lines: Sequence[str] = OPEN) -> Generator[Relay]:
    """Runs with those lines of settings until the block ends; `folder` gets its log. Raises Failure where it does not
    start."""
    port, secret, log = _free_port(), secrets.token_hex(16), folder / "coturn.log"
    settings = folder / "turnserver.conf"
    settings.write_text("\n".join([*_here(port, secret), *lines]))
    coturn = program()
    with log.open("wb") as output:
        process = subprocess.Popen(
            [coturn.path, "-c", str(settings)],
            cwd=folder,
            env=coturn.environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        _wait(process, port, log)
        yield Relay(port, secret, log)
    finally:
        process.kill()
        process.wait()


def _here(port: int, secret: str) -> list[str]:
    """Settings that are of this machine and this run."""
    return [
        *(f"listening-ip={HOST}", f"relay-ip={HOST}", f"listening-port={port}", f"static-auth-secret={secret}"),
        *(f"tls-listening-port={_free_port()}", "log-file=stdout", "verbose", "pidfile=turnserver.pid"),
    ]


def _free_port() -> int:
    """One that nobody has for TCP; coturn has it for UDP too."""
    with socket.socket() as free:
        free.bind((HOST, 0))
        return int(free.getsockname()[1])


def _wait(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex((HOST, port)) == 0:
                return
        time.sleep(0.05)
    raise Failure("coturn does not listen.", log)
