"""Given processes, when their memory is asked for, then it is that of them and of all that they started."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bench.peers import memory
from bench.peers.memory import memory_of, resident

HELD = 30_000_000
LARGE = f"kept = bytearray({HELD}); print(); input()"


@contextmanager
def child() -> Generator[int]:
    """A process of ours that holds much; it is over when its input is."""
    process = subprocess.Popen([sys.executable, "-c", LARGE], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    with process:
        assert process.stdout is not None
        process.stdout.readline()
        yield process.pid
        process.communicate("\n")


def test_what_a_child_holds_is_its_parents_too() -> None:
    before = memory_of(os.getpid())
    with child() as pid:
        assert HELD < memory_of(pid) < 10 * HELD
        assert memory_of(os.getpid()) > before + HELD


def test_where_linux_does_not_say_it_ps_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "PROC", tmp_path)
    (tmp_path / "ps").write_text(f"#!/bin/sh\necho ' 7 {os.getpid()} 40000'\necho ' {os.getpid()} 1 50000'\n")
    (tmp_path / "ps").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")

    assert memory_of(7) == 1024 * 40_000
    assert memory_of(os.getpid()) == 1024 * 90_000


def test_ps_is_read_whatever_the_order_of_its_lines() -> None:
    said = "  30    20 300\n  20 10 200\n10 1 100\n  40 1 5000\n    1     0 900\n"

    assert [resident(said, pid) for pid in (10, 20, 30, 40, 50)] == [600 * 1024, 500 * 1024, 300 * 1024, 5000 * 1024, 0]


def test_of_what_is_over_there_is_none() -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()

    assert memory_of(ended.pid) == 0
