"""One kept-alive HTTP/1.1 connection, one request at a time."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Callable
from typing import cast

from snowfight.aws.address import Address
from snowfight.delivery.http_responses import HttpAnswer, read
from snowfight.delivery.tls_session import TlsSession

BUFFER = 4096
"""Bytes that are read at once; of an answer to a post there are some hundred."""


class Broken(ConnectionError):
    """The connection ended or said what is no HTTP; whether the request was taken is unknown."""


class Unreachable(ConnectionError):
    """No connection could be made: nothing was asked of anybody."""


Then = Callable[[HttpAnswer | OSError], None]
"""Gets the answer of a request, or Broken, or TimeoutError."""


class Channel(asyncio.BufferedProtocol):
    """Writes a request as bytes and reads its answer, the body of which is read over."""

    def __init__(self, session: TlsSession | None = None, cut: int | None = None) -> None:
        """Bodies are read up to `cut` bytes, if there is one."""
        self._session = session
        self._cut = cut
        self._loop = asyncio.get_running_loop()
        self._opened: asyncio.Future[None] = self._loop.create_future()
        self._transport: asyncio.Transport | None = None
        self._then: Then | None = None
        self._buffer = bytearray(BUFFER)
        self._received = bytearray()
        self._alarm: asyncio.TimerHandle | None = None
        self._expires = 0.0
        self.closed = False
        self.proven = False
        """Whether it has brought an answer: where it breaks then, the server may have closed it for being idle."""
        self.sent = 0.0
        """When its last request began, in the loop's time."""
        self.used = self._loop.time()
        """When it was last good for something, in the loop's time."""

    @classmethod
    async def open(
        cls, address: Address, tls: ssl.SSLContext | None, seconds: float, cut: int | None = None
    ) -> Channel:
        """Connect within `seconds`; raises Unreachable where that does not succeed."""
        channel = cls(TlsSession(tls, address.host) if tls else None, cut)
        try:
            async with asyncio.timeout(seconds):
                await channel._loop.create_connection(lambda: channel, address.host, address.port)
                await channel._opened
        except BaseException as error:
            channel._opened.cancel()
            channel.abort()
            if isinstance(error, OSError):
                raise Unreachable(str(error)) from error
            raise
        return channel

    def send(self, data: bytes, seconds: float, then: Then) -> None:
        """Send one request; `then` gets its answer, within `seconds`, but where the channel is aborted before."""
        if self.closed or self._transport is None:
            self._loop.call_soon(then, Broken("the connection is closed"))
            return
        self._then = then
        self.sent = self._loop.time()
        self._expires = self.sent + seconds
        if self._alarm is None:
            self._alarm = self._loop.call_at(self._expires, self._watch)
        self._transport.write(self._session.encrypt(data) if self._session else data)

    async def request(self, data: bytes, seconds: float) -> HttpAnswer:
        """Send one request and return its answer; raises Broken, or TimeoutError after `seconds`."""
        waiting: asyncio.Future[HttpAnswer | OSError] = self._loop.create_future()
        self.send(data, seconds, lambda answer: None if waiting.done() else waiting.set_result(answer))
        try:
            answer = await waiting
        except asyncio.CancelledError:
            self.abort()
            raise
        if isinstance(answer, OSError):
            raise answer
        return answer

    def abort(self) -> None:
        """Close at once: an answer that is still on its way must not be taken for the next one's."""
        self.closed = True
        self._then = None
        if self._alarm is not None:
            self._alarm.cancel()
        if self._transport is not None:
            self._transport.abort()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)
        if self._session is None:
            self._opened.set_result(None)
        else:
            self._session.handshake()
            self._transport.write(self._session.owed())

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002  (asyncio's signature)
        self._fail(Broken("the connection was lost"))

    def get_buffer(self, sizehint: int) -> bytearray:  # noqa: ARG002  (asyncio's signature)
        return self._buffer

    def buffer_updated(self, nbytes: int) -> None:
        data: bytes | bytearray = self._buffer[:nbytes]
        try:
            if self._session is not None:
                data = self._decrypted(self._session, data)
            if data:
                self._take(data)
            if self._has_ended and not self.closed:
                self._fail(Broken("the session ended before the answer did"))
        except ssl.SSLError as error:
            self._fail(Broken(str(error)))
        except ValueError:
            self._fail(Broken("no HTTP answer"))

    def _decrypted(self, session: TlsSession, received: bytes | bytearray) -> bytes:
        """What of an answer came with that; raises SSLError."""
        data = session.decrypt(received)
        if (owed := session.owed()) and self._transport is not None:
            self._transport.write(owed)
        if session.established and not self._opened.done():
            self._opened.set_result(None)
        return data

    @property
    def _has_ended(self) -> bool:
        """Whether the server has said, beneath HTTP, that nothing more will come."""
        return self._session is not None and self._session.ended

    def _take(self, data: bytes | bytearray) -> None:
        """Read on; raises ValueError for what is no answer."""
        then = self._then
        if then is None:
            self._fail(Broken("an answer that nobody asked for"))
            return
        if self._received:
            self._received += data
            data = self._received
        answer = read(data, self._cut)
        if answer is None:
            self._received = data if data is self._received else bytearray(data)
            return
        if not answer.keeps or answer.size < len(data) or self._has_ended:
            self.abort()
        self._received = bytearray()
        self._then = None
        self.proven = True
        self.used = self._loop.time()
        then(answer)

    def _watch(self) -> None:
        """Look when the answer is due at the latest: one alarm serves many requests, which are over long before it."""
        self._alarm = None
        if self._then is None:
            return
        if self._loop.time() < self._expires:
            self._alarm = self._loop.call_at(self._expires, self._watch)
        else:
            self._fail(TimeoutError("no answer in time"))

    def _fail(self, why: OSError) -> None:
        then = self._then
        self.abort()
        if not self._opened.done():
            self._opened.set_exception(why)
        if then is not None:
            then(why)
