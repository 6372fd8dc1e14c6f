"""A management API that takes every post: what both sides of a comparison post to.

It runs in a process of its own, speaks HTTP/1.1 over TLS with a certificate made for the occasion, and answers each
post 200 after `delay` seconds, as API Gateway does after some milliseconds.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import ssl
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import cast

from tests.support.certificate import HOST, Certificate, certified

_ANSWER = b"HTTP/1.1 200 OK\r\nx-amzn-RequestId: 00000000-0000-4000-8000-000000000000\r\nContent-Length: 0\r\n\r\n"


@dataclass(frozen=True)
class Sink:
    """A running sink: where it is, and the certificate that proves it."""

    port: int
    certificate: Certificate

    @property
    def url(self) -> str:
        return f"https://{HOST}:{self.port}/ws"

    def context(self) -> ssl.SSLContext:
        """What a client trusts it with."""
        return self.certificate.client()


Answers = Callable[[bytes], bytes]
"""Gives each whole request its whole answer."""


def taken() -> Answers:
    """Takes everything."""
    return lambda _request: _ANSWER


@contextmanager
def sink(
    delay: float = 0.0, make: Callable[[], Answers] = taken, certificate: Certificate | None = None
) -> Generator[Sink]:
    """Run a sink that answers after `delay` seconds, with what `make` makes there, until the block ends."""
    with TemporaryDirectory() as folder:
        certificate = certificate or certified(Path(folder))
        ours, theirs = multiprocessing.Pipe()
        process = multiprocessing.get_context("spawn").Process(
            target=_main, args=(theirs, certificate, delay, make), daemon=True
        )
        process.start()
        try:
            yield Sink(ours.recv(), certificate)
        finally:
            process.terminate()
            process.join()


class _Post(asyncio.Protocol):
    """One connection; requests come one after another, whole or in parts."""

    def __init__(self, delay: float, answers: Answers) -> None:
        self._delay = delay
        self._answers = answers
        self._received = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        received = self._received + data if self._received else data
        while received and (size := _size(received)) and len(received) >= size:
            request, received = received[:size], received[size:]
            self._answer(self._answers(request))
        self._received = received

    def _answer(self, answer: bytes) -> None:
        if self._delay:
            asyncio.get_running_loop().call_later(self._delay, self._transport.write, answer)
        else:
            self._transport.write(answer)


def _size(received: bytes) -> int:
    """Bytes of the request that `received` begins with, 0 where its head is not complete."""
    end = received.find(b"\r\n\r\n")
    if end < 0:
        return 0
    start = received.lower().find(b"content-length:", 0, end)
    length = received[start + 15 : received.find(b"\r\n", start)] if start >= 0 else b"0"
    return end + 4 + int(length)


def _main(pipe: Connection, certificate: Certificate, delay: float, make: Callable[[], Answers]) -> None:
    processors = sorted(os.sched_getaffinity(0))
    os.sched_setaffinity(0, {processors[-1]})
    asyncio.run(_serve(pipe, certificate, partial(_Post, delay, make())))


async def _serve(pipe: Connection, certificate: Certificate, protocol: Callable[[], _Post]) -> None:
    loop = asyncio.get_running_loop()
    server = await loop.create_server(protocol, HOST, 0, ssl=certificate.server(), backlog=1000)
    pipe.send(server.sockets[0].getsockname()[1])
    await server.serve_forever()
