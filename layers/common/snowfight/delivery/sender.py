"""Posts of broadcasts that are under way, each in turn, over connections that they share, as many as the limit says.

No task and no future a post: a connection whose answer has come is given the next recipient at once (ADR 0076).
"""

from __future__ import annotations

import asyncio
from collections import deque
from functools import partial

from snowfight.delivery.broadcast import Broadcast
from snowfight.delivery.concurrency_limit import ConcurrencyLimit
from snowfight.delivery.gateway import Report
from snowfight.delivery.http_connection import Broken, Channel, Unreachable
from snowfight.delivery.http_connection_pool import Channels
from snowfight.delivery.http_responses import HttpAnswer

POST_SECONDS = 3.0

SOON = 0.05
"""Seconds in which a post that nothing holds up is answered."""

HANDSHAKES = 16
"""Connections being made at once. A handshake takes the processor as long as thirty posts: with more of them at once,
those that are ready would wait for all the others."""


class Sender:
    """Posts over `channels`, on their loop."""

    def __init__(self, channels: Channels, limit: ConcurrencyLimit) -> None:
        self._channels = channels
        self._limit = limit
        self._running = 0
        self._waiting: deque[Broadcast] = deque()
        """Those with somebody to ask now; each has its turn."""
        self._under_way: dict[Channel, Broadcast] = {}
        """The longest under way is first."""
        self._handshakes: set[asyncio.Task[None] | None] = set()
        self._alarm: asyncio.TimerHandle | None = None

    async def run(self, broadcast: Broadcast, seconds: float) -> Report:
        """Ask until everything is settled or `seconds` are over; nobody, if there are none."""
        if seconds <= 0:
            return broadcast.end()
        self._running += 1
        try:
            async with asyncio.timeout(seconds):
                self._waiting.append(broadcast)
                self._fill()
                await broadcast.over.wait()
        except TimeoutError:
            pass
        finally:
            self._running -= 1
            report = broadcast.end()
            await self._leave(broadcast)
        return report

    async def _leave(self, broadcast: Broadcast) -> None:
        """Give up what is under way of it, and with the last one connections that nobody needs yet."""
        if broadcast in self._waiting:
            self._waiting.remove(broadcast)
        for channel in [channel for channel, asks in self._under_way.items() if asks is broadcast]:
            channel.abort()
            del self._under_way[channel]
        if self._running:
            self._fill()
            return
        if self._alarm is not None:
            self._alarm.cancel()
            self._alarm = None
        handshakes = [task for task in self._handshakes if task is not None]
        self._handshakes.clear()  # whoever comes before they have ended makes their own
        for task in handshakes:
            task.cancel()
        await asyncio.gather(*handshakes, return_exceptions=True)

    def _fill(self) -> None:
        """Begin what may begin."""
        while self._waiting and len(self._under_way) < self._limit.now:
            channel = self._channels.kept()
            if channel is None:
                self._connect()
                return
            self._ask(channel)

    def _use(self, channel: Channel) -> None:
        """Ask somebody over a connection that is free now, if there is anybody and the limit allows."""
        if self._waiting and not channel.closed and len(self._under_way) < self._limit.now:
            self._ask(channel)
        else:
            self._channels.keep(channel)
        self._fill()

    def _connect(self) -> None:
        """Make connections, unless those that are busy will soon be through with whoever waits."""
        loop = asyncio.get_running_loop()
        busy, waiting = len(self._under_way), sum(len(each.waiting) for each in self._waiting)
        if waiting <= busy and loop.time() - next(iter(self._under_way)).sent < SOON:
            self._alarm = self._alarm or loop.call_later(SOON, self._look)
            return
        room = min(HANDSHAKES, waiting, self._limit.now - busy)
        while len(self._handshakes) < room:
            self._handshakes.add(loop.create_task(self._connected()))

    def _look(self) -> None:
        """See whether those that were busy are through."""
        self._alarm = None
        self._fill()

    async def _connected(self) -> None:
        """Make a connection and use it; where that fails, it is as if somebody had been asked in vain."""
        channel = None
        try:
            channel = await self._channels.open()
        except Unreachable:
            if self._waiting:
                self._settle(*self._next(), None)
        finally:
            self._handshakes.discard(asyncio.current_task())
        if channel is None:
            self._fill()
        else:
            self._use(channel)

    def _next(self) -> tuple[Broadcast, str]:
        """Whom to ask, of the broadcast whose turn it is; its next turn comes after those of the others."""
        broadcast = self._waiting.popleft()
        recipient = broadcast.waiting.popleft()
        if broadcast.waiting:
            self._waiting.append(broadcast)
        return broadcast, recipient

    def _ask(self, channel: Channel) -> None:
        broadcast, recipient = self._next()
        self._under_way[channel] = broadcast
        channel.send(broadcast.request(recipient), POST_SECONDS, partial(self._answered, channel, broadcast, recipient))

    def _answered(self, channel: Channel, broadcast: Broadcast, recipient: str, answer: HttpAnswer | OSError) -> None:
        busy = len(self._under_way)
        del self._under_way[channel]
        if channel.proven and isinstance(answer, Broken):
            self._put(broadcast, recipient)
        else:
            status = answer.status if isinstance(answer, HttpAnswer) else None
            self._limit.answered(channel.sent, channel.used, status, busy)
            self._settle(broadcast, recipient, status)
        self._use(channel)

    def _settle(self, broadcast: Broadcast, recipient: str, status: int | None) -> None:
        wait = broadcast.settle(recipient, status)
        if wait is not None:
            asyncio.get_running_loop().call_later(wait, self._again, broadcast, recipient)

    def _again(self, broadcast: Broadcast, recipient: str) -> None:
        if not broadcast.over.is_set():
            broadcast.report.retries += 1
            self._put(broadcast, recipient)
            self._fill()

    def _put(self, broadcast: Broadcast, recipient: str) -> None:
        if not broadcast.waiting:
            self._waiting.append(broadcast)
        broadcast.waiting.append(recipient)
