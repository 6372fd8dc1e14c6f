"""A management API that takes every post: what both sides of a comparison post to.

It runs in a process of its own, speaks HTTP/1.1 over TLS with a certificate made for the occasion, and answers each
post 200 after `delay` seconds, as API Gateway does after some milliseconds.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import ssl
from collections.abc import Generator
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


@contextmanager
def sink(delay: float = 0.0) -> Generator[Sink]:
    """Run a sink that answers after `delay` seconds until the block ends."""
    with TemporaryDirectory() as folder:
        certificate = certified(Path(folder))
        ours, theirs = multiprocessing.Pipe()
        process = multiprocessing.get_context("spawn").Process(
            target=_main, args=(theirs, certificate, delay), daemon=True
        )
        process.start()
        try:
            yield Sink(ours.recv(), certificate)
        finally:
            process.terminate()
            process.join()


class _Post(asyncio.Protocol):
    """One connection; requests come one after another, whole or in parts."""

    def __init__(self, delay: float) -> None:
        self._delay = delay
        self._received = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        received = self._received + data if self._received else data
        while received and (size := _size(received)) and len(received) >= size:
            received = received[size:]
            self._answer()
        self._received = received

    def _answer(self) -> None:
        if self._delay:
            asyncio.get_running_loop().call_later(self._delay, self._transport.write, _ANSWER)
        else:
            self._transport.write(_ANSWER)


def _size(received: bytes) -> int:
    """Bytes of the request that `received` begins with, 0 where its head is not complete."""
    end = received.find(b"\r\n\r\n")
    if end < 0:
        return 0
    start = received.lower().find(b"content-length:", 0, end)
    length = received[start + 15 : received.find(b"\r\n", start)] if start >= 0 else b"0"
    return end + 4 + int(length)


def _main(pipe: Connection, certificate: Certificate, delay: float) -> None:
    processors = sorted(os.sched_getaffinity(0))
    os.sched_setaffinity(0, {processors[-1]})
    asyncio.run(_serve(pipe, certificate, delay))


async def _serve(pipe: Connection, certificate: Certificate, delay: float) -> None:
    loop = asyncio.get_running_loop()
    server = await loop.create_server(partial(_Post, delay), HOST, 0, ssl=certificate.server(), backlog=1000)
    pipe.send(server.sockets[0].getsockname()[1])
    await server.serve_forever()
