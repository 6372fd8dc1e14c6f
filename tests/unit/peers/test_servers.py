"""Given another chat's server, when it runs or does not, then its memory is known, or what it said."""

from __future__ import annotations

import sys

import pytest

from bench.peers.servers import Missing, servers
from local.ministack import free_port

CHILD = "kept = bytearray(30_000_000); print(); input()"
"""Large, and over when nobody holds its input any more."""

SERVER = f"""
import socket, subprocess, sys
child = subprocess.Popen([sys.executable, "-c", {CHILD!r}], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
child.stdout.readline()
listening = socket.create_server(("127.0.0.1", int(sys.argv[1])))
while True:
    listening.accept()
"""


def test_a_server_listens_until_the_block_ends() -> None:
    port = free_port()
    with servers() as started:
        started.start([sys.executable, "-c", SERVER, f"{port}"], port)
        folder = started.folder

    assert free_port(port) == port
    assert not folder.exists()


def test_memory_is_that_of_the_server_and_of_its_children() -> None:
    port = free_port()
    with servers() as started:
        before = started.memory()
        started.start([sys.executable, "-c", SERVER, f"{port}"], port)

        assert before == 0
        assert 30_000_000 < started.memory() < 300_000_000


def test_what_a_server_said_that_does_not_start_is_told() -> None:
    with servers() as started, pytest.raises(Missing, match="no such database"):
        started.start([sys.executable, "-c", "raise SystemExit('no such database')"], free_port())
