"""The words that whoever started the stack reads."""

from __future__ import annotations

import sys
import time
from collections.abc import Generator
from contextlib import contextmanager, suppress


def say(line: str = "") -> None:
    """Print a line. A terminal that is gone is no reason to fail."""
    with suppress(OSError, ValueError):
        print(line, flush=True)


def complain(line: str) -> None:
    with suppress(OSError, ValueError):
        print(line, file=sys.stderr, flush=True)


@contextmanager
def step(words: str) -> Generator[None]:
    """Say that something has begun and, when it took a noticeable time, how long."""
    say(f"- {words}")
    started = time.monotonic()
    yield
    if (seconds := time.monotonic() - started) >= 1:
        say(f"  done in {seconds:.0f} s")
