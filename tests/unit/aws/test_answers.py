"""Given what a service writes, in whatever pieces, then its answer is read, and nothing that is none."""

from __future__ import annotations

import io
from collections.abc import Callable
from http.client import HTTPResponse
from socket import socket
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from snowfight.aws import answers
from snowfight.aws.answers import Answer, read

WHOLE = {
    "with a length": b"HTTP/1.1 200 OK\r\nServer: Server\r\nContent-Length: 4\r\nx-amz-crc32: 1\r\n\r\nbody",
    "whatever the case of its fields": b"HTTP/1.1 400 No\r\nCONTENT-LENGTH:  2 \r\n\r\n{}",
    "without a body": b"HTTP/1.1 204 No Content\r\n\r\n",
    "that says not to keep the connection": b"HTTP/1.1 200 OK\r\nConnection: Close\r\nContent-Length: 1\r\n\r\nx",
    "of an old server": b"HTTP/1.0 200 OK\r\nContent-Length: 1\r\n\r\nx",
    "in chunks": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nbod\r\n1;x=y\r\ny\r\n0\r\nLate: 1\r\n\r\n",
    "without a reason": b"HTTP/1.1 202 \r\nContent-Length: 0\r\n\r\n",
    "up to the end": b"HTTP/1.1 200 OK\r\n\r\nall of it",
}


def arriving(data: bytes, sizes: list[int]) -> Callable[[int], bytes]:
    """Receives `data` in pieces of those sizes, over and over, and then nothing more."""
    stream, turn = io.BytesIO(data), iter(range(1 << 30))
    return lambda most: stream.read(min(most, sizes[next(turn) % len(sizes)]))


class _Socket:
    def __init__(self, data: bytes) -> None:
        self._data = data

    def makefile(self, _mode: str) -> io.BytesIO:
        return io.BytesIO(self._data)


def by_the_standard_library(data: bytes) -> Answer:
    with HTTPResponse(cast("socket", _Socket(data)), method="POST") as response:
        response.begin()
        body = response.read()
        return Answer(response.status, body, not response.will_close)


@pytest.mark.parametrize("data", WHOLE.values(), ids=WHOLE)
@settings(max_examples=30)
@given(st.lists(st.integers(1, 50), min_size=1))
def test_an_answer_is_read_as_the_standard_library_reads_it(data: bytes, sizes: list[int]) -> None:
    assert read(arriving(data, sizes)) == by_the_standard_library(data)


def test_a_connection_on_which_more_came_than_was_asked_for_is_not_kept() -> None:
    answer = read(arriving(WHOLE["with a length"] + b"HTTP/1.1 200 OK", [1000]))
    assert answer == Answer(200, b"body", keeps=False)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"HTTP/1.1 200 OK\r\nContent-Le",
        b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nless",
        b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-2\r\n",
        b"HTTP/1.1 OK\r\n\r\n",
        b"SSH-2.0-OpenSSH\r\n\r\n",
    ],
)
def test_what_is_no_answer_is_an_error_of_the_connection(data: bytes) -> None:
    with pytest.raises(ConnectionError):
        read(arriving(data, [1000]))


@pytest.mark.parametrize(
    "data",
    [
        b"HTTP/1.1 200 OK\r\nContent-Length: 101\r\n\r\n" + b"x" * 101,
        b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * 101,
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + b"32\r\n" + b"x" * 50 + b"\r\n33\r\n" + b"x" * 51,
        b"HTTP/1.1 200 OK\r\nLong: " + b"x" * 300,
    ],
)
def test_an_answer_without_end_is_not_waited_for(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "MAX_BODY", 100)
    monkeypatch.setattr(answers, "MAX_HEAD", 200)
    with pytest.raises(ConnectionError):
        read(arriving(data, [10]))
