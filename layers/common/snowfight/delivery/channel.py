"""One kept-alive HTTP/1.1 connection to the management API, one request at a time."""

from __future__ import annotations

import asyncio
import ssl
from typing import cast

_MAX_HEAD = 16_384
_MAX_BODY = 65_536


class Broken(ConnectionError):
    """The connection ended or said what is no HTTP; whether the request was taken is unknown."""


class Channel(asyncio.Protocol):
    """Writes a request as bytes and reads the status of its answer; the body is read over."""

    def __init__(self) -> None:
        self._transport: asyncio.Transport | None = None
        self._waiting: asyncio.Future[int] | None = None
        self._buffer = bytearray()
        self._closing = False
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
        self._buffer += data
        head_end = self._buffer.find(b"\r\n\r\n")
        if head_end < 0:
            if len(self._buffer) > _MAX_HEAD:
                self._fail("an endless head")
            return
        try:
            status, length, keep = _head(bytes(self._buffer[:head_end]))
        except ValueError:
            self._fail("no HTTP answer")
            return
        end = head_end + 4 + length
        if len(self._buffer) < end:
            return
        del self._buffer[:end]
        if not keep:
            self.abort()
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_result(status)

    def _fail(self, why: str) -> None:
        self.abort()
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_exception(Broken(why))


def _head(head: bytes) -> tuple[int, int, bool]:
    """The status, the length of the body and whether the connection stays; raises ValueError."""
    lines = head.split(b"\r\n")
    status = int(lines[0].split(b" ", 2)[1])
    length, keep = 0, True
    for line in lines[1:]:
        name, _, value = line.partition(b":")
        match name.strip().lower():
            case b"content-length":
                length = int(value)
            case b"connection":
                keep = value.strip().lower() != b"close"
            case b"transfer-encoding":
                raise ValueError("chunked answers are not expected of the management API")
            case _:
                pass
    if not 0 <= length <= _MAX_BODY:
        raise ValueError("an answer too long")
    return status, length, keep
