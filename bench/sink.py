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

_RECORD = 16_384


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
    """One connection; requests come one after another, whole or in parts.

    TLS is a session in memory, since asyncio's would take longer than what is measured.
    """

    def __init__(self, tls: ssl.SSLContext, delay: float, answers: Answers) -> None:
        self._incoming, self._outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        self._session = tls.wrap_bio(self._incoming, self._outgoing, server_side=True)
        self._established = False
        self._delay = delay
        self._answers = answers
        self._received = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        self._incoming.write(data)
        try:
            if not self._established:
                self._session.do_handshake()
                self._established = True
            while self._incoming.pending and (part := self._session.read(_RECORD)):
                self._received += part
        except ssl.SSLWantReadError:
            pass
        if self._outgoing.pending:
            self._transport.write(self._outgoing.read())
        while (size := _size(self._received)) and len(self._received) >= size:
            request, self._received = self._received[:size], self._received[size:]
            self._answer(self._answers(request))

    def _answer(self, answer: bytes) -> None:
        if self._delay:
            asyncio.get_running_loop().call_later(self._delay, self._write, answer)
        else:
            self._write(answer)

    def _write(self, answer: bytes) -> None:
        self._session.write(answer)
        self._transport.write(self._outgoing.read())


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
    asyncio.run(_serve(pipe, partial(_Post, certificate.server(), delay, make())))


async def _serve(pipe: Connection, protocol: Callable[[], _Post]) -> None:
    loop = asyncio.get_running_loop()
    server = await loop.create_server(protocol, HOST, 0, backlog=1000)
    pipe.send(server.sockets[0].getsockname()[1])
    await server.serve_forever()
