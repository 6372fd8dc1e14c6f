"""Kept-alive connections to one host, on an event loop of their own thread, so that any thread may use them at once."""

from __future__ import annotations

import asyncio
import ssl
import threading
from collections.abc import Coroutine
from typing import Any, TypeVar

from snowfight.aws.address import IDLE_SECONDS, Address
from snowfight.aws.trust import tls_for
from snowfight.delivery.http_connection import Broken, Channel
from snowfight.delivery.http_responses import HttpAnswer

CONNECT_SECONDS = 2.0

T = TypeVar("T")


class Channels:
    """At most `limit` requests are under way at once to `address`; connections are made where none is free."""

    def __init__(self, address: Address, limit: int, tls: ssl.SSLContext | None = None, cut: int | None = None) -> None:
        """Bodies of answers are read up to `cut` bytes, if there is one."""
        self.limit = limit
        self._cut = cut
        self._address = address
        self._tls = tls_for(address, tls)
        self._idle: list[Channel] = []
        self._free = asyncio.Semaphore(limit)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._starting = threading.Lock()

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Run `work` on the loop and wait for its result."""
        return asyncio.run_coroutine_threadsafe(work, self._running()).result()

    async def exchange(self, request: bytes, seconds: float) -> HttpAnswer:
        """The answer of one request, over a kept connection, or a new one where those turn out to be closed.

        Raises OSError where there is none, TimeoutError after `seconds`; the host may have done what it was asked, but
        for Unreachable.
        """
        async with self._free:
            while (kept := self.kept()) is not None:
                try:
                    return await self._over(kept, request, seconds)
                except Broken:
                    continue
            return await self._over(await self.open(), request, seconds)

    def kept(self) -> Channel | None:
        """A connection that is free, the one that was used last; on the loop."""
        oldest = asyncio.get_running_loop().time() - IDLE_SECONDS
        while self._idle:
            channel = self._idle.pop()
            if channel.used >= oldest and not channel.closed:
                return channel
            channel.abort()
        return None

    def keep(self, channel: Channel) -> None:
        """Have the connection used again, unless it is closed; on the loop."""
        if not channel.closed:
            self._idle.append(channel)

    async def open(self) -> Channel:
        """A new connection; raises Unreachable."""
        return await Channel.open(self._address, self._tls, CONNECT_SECONDS, self._cut)

    def stop(self) -> None:
        """Close what is kept and end the thread; it begins anew when there is work again."""
        with self._starting:
            if self._loop is None or self._thread is None:
                return
            asyncio.run_coroutine_threadsafe(self.hang_up(), self._loop).result()
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join()
            self._loop.close()
            self._loop = self._thread = None

    async def _over(self, channel: Channel, request: bytes, seconds: float) -> HttpAnswer:
        answer = await channel.request(request, seconds)
        self.keep(channel)
        return answer

    def _running(self) -> asyncio.AbstractEventLoop:
        with self._starting:
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                self._thread = threading.Thread(target=self._loop.run_forever, name="channels", daemon=True)
                self._thread.start()
            return self._loop

    async def hang_up(self) -> None:
        """Close what is kept; on the loop that it was used on."""
        while self._idle:
            self._idle.pop().abort()
        await asyncio.sleep(0)  # until the transports have closed their sockets
