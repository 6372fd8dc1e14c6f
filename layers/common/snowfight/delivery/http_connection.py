"""One kept-alive HTTP/1.1 connection, one request at a time."""

from __future__ import annotations

import asyncio
import ssl
from typing import cast

from snowfight.aws.address import Address
from snowfight.delivery.http_responses import HttpAnswer, read


class Broken(ConnectionError):
    """The connection ended or said what is no HTTP; whether the request was taken is unknown."""


class Unreachable(ConnectionError):
    """No connection could be made: nothing was asked of anybody."""


class Channel(asyncio.Protocol):
    """Writes a request as bytes and reads its answer, the body of which is read over."""

    def __init__(self, cut: int | None = None) -> None:
        """Bodies are read up to `cut` bytes, if there is one."""
        self._cut = cut
        self._loop = asyncio.get_running_loop()
        self._transport: asyncio.Transport | None = None
        self._waiting: asyncio.Future[HttpAnswer] | None = None
        self._received = bytearray()
        self._alarm: asyncio.TimerHandle | None = None
        self._expires = 0.0
        self.closed = False
        self.used = self._loop.time()
        """When it was last good for something, in the loop's time."""

    @classmethod
    async def open(
        cls, address: Address, tls: ssl.SSLContext | None, seconds: float, cut: int | None = None
    ) -> Channel:
        """Connect within `seconds`; raises Unreachable where that does not succeed."""
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(seconds):
                _, channel = await loop.create_connection(lambda: cls(cut), address.host, address.port, ssl=tls)
        except OSError as error:
            raise Unreachable(str(error)) from error
        return channel

    async def request(self, data: bytes, seconds: float) -> HttpAnswer:
        """Send one request and return its answer; raises Broken, or TimeoutError after `seconds`."""
        if self.closed or self._transport is None:
            raise Broken("the connection is closed")
        self._waiting = waiting = self._loop.create_future()
        self._expires = self._loop.time() + seconds
        if self._alarm is None:
            self._watch()
        self._transport.write(data)
        try:
            return await waiting
        except asyncio.CancelledError:
            self.abort()
            raise
        finally:
            self._waiting = None

    def abort(self) -> None:
        """Close at once: an answer that is still on its way must not be taken for the next one's."""
        self.closed = True
        if self._alarm is not None:
            self._alarm.cancel()
        if self._transport is not None:
            self._transport.abort()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002  (asyncio's signature)
        self._fail(Broken("the connection was lost"))

    def data_received(self, data: bytes) -> None:
        self._received += data
        waiting = self._waiting
        if waiting is None or waiting.done():
            self._fail(Broken("an answer that nobody asked for"))
            return
        try:
            answer = read(self._received, self._cut)
        except ValueError:
            self._fail(Broken("no HTTP answer"))
            return
        if answer is None:
            return
        if not answer.keeps or answer.size < len(self._received):
            self.abort()
        self._received.clear()
        self.used = self._loop.time()
        waiting.set_result(answer)

    def _watch(self) -> None:
        """Look when the answer is due at the latest: one alarm serves many requests, which are over long before it."""
        self._alarm = None
        if self._waiting is None:
            return
        if self._loop.time() < self._expires:
            self._alarm = self._loop.call_at(self._expires, self._watch)
        else:
            self._fail(TimeoutError("no answer in time"))

    def _fail(self, why: OSError) -> None:
        self.abort()
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_exception(why)
