"""Where the local stack listens and keeps its things: every port and folder follows from here."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
EMULATOR_PYTHON = ROOT / ".local/ministack/bin/python"
REGION = "us-east-1"  # as cdk.json says of the local stage
HOST = "127.0.0.1"
LAST_PORT = 65_535
CLOUDINARY = "/_local/cloudinary"
"""Where the front door has the stand-in for Cloudinary."""
PUSH = "/_local/push"
"""Where it has the one for push services."""


class Failure(Exception):
    """The stack cannot go on. The message is one line: what is wrong and what to do; `log` has more."""

    def __init__(self, words: str, log: Path | None = None) -> None:
        super().__init__(f"{words} See {log}." if log else words)
        self.log = log


@dataclass(frozen=True)
class Settings:
    """One local stack. Two run side by side when both `port` and `folder` differ."""

    port: int
    folder: Path
    watch: bool = False

    @classmethod
    def from_environment(cls, watch: bool) -> Settings:
        """PORT (8080 unless told) and STATE, the folder (.local/state unless told). Raises Failure."""
        port = os.environ.get("PORT") or "8080"
        if not port.isdecimal() or not 1 <= int(port) <= LAST_PORT:
            raise Failure(f"PORT is {port!r}: give a number from 1 to {LAST_PORT}.")
        return cls(int(port), (ROOT / (os.environ.get("STATE") or ".local/state")).resolve(), watch)

    @property
    def address(self) -> str:
        return f"http://localhost:{self.port}"

    @property
    def origins(self) -> str:
        """What browsers may send as Origin, comma separated."""
        return f"http://localhost:{self.port},http://127.0.0.1:{self.port}"

    @property
    def file_host(self) -> str:
        """The origin that browsers bring files to, and read them from."""
        return f"http://{HOST}:{self.port}"

    @property
    def log(self) -> Path:
        return self.folder / "log"
