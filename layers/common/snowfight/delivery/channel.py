"""One kept-alive HTTP/1.1 connection to the management API, one request at a time."""

from __future__ import annotations

import asyncio
import ssl
from typing import cast

from snowfight.delivery.answers import read


class Broken(ConnectionError):
    """The connection ended or said what is no HTTP; whether the request was taken is unknown."""


class Channel(asyncio.Protocol):
    """Writes a request as bytes and reads the status of its answer; the body is read over."""

    def __init__(self) -> None:
        self._transport: asyncio.Transport | None = None
        self._waiting: asyncio.Future[int] | None = None
        self._received = bytearray()
        self.closed = False

    @classmethod
    async def open(cls, host: str, port: int, tls: ssl.SSLContext | None) -> Channel:
        """Connect; raises OSError where that does not succeed."""
        loop = asyncio.get_running_loop()
        _, channel = await loop.create_connection(cls, host, port, ssl=tls)
        return channel

    async def request(self, data: bytes) -> int:
        """Send one request and return the HTTP status of its answer; raises Broken."""
        if self.closed or self._transport is None:
            raise Broken("the connection is closed")
        self._waiting = asyncio.get_running_loop().create_future()
        self._transport.write(data)
        try:
            return await self._waiting
        except asyncio.CancelledError:
            self.abort()
            raise
        finally:
            self._waiting = None

    def abort(self) -> None:
        """Close at once: an answer that is still on its way must not be taken for the next one's."""
        self.closed = True
        if self._transport is not None:
            self._transport.abort()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002  (asyncio's signature)
        self._fail("the connection was lost")

    def data_received(self, data: bytes) -> None:
        self._received += data
        waiting = self._waiting
        if waiting is None or waiting.done():
            self._fail("an answer that nobody asked for")
            return
        try:
            answer = read(self._received)
        except ValueError:
            self._fail("no HTTP answer")
            return
        if answer is None:
            return
        if not answer.keeps or answer.size < len(self._received):
            self.abort()
        self._received.clear()
        waiting.set_result(answer.status)

    def _fail(self, why: str) -> None:
        self.abort()
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_exception(Broken(why))
