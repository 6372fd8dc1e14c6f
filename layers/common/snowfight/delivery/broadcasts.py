"""Broadcasts that are under way, in turn over connections that they share, as many posts at once as the limit says.

No task and no future a post: a connection whose answer has come is given the next recipient at once (ADR 0076).
"""

from __future__ import annotations

import asyncio
import random
from collections import deque
from collections.abc import Callable, Iterable
from functools import partial
from http import HTTPStatus

from snowfight.delivery.concurrency_limit import ConcurrencyLimit
from snowfight.delivery.gateway import Report
from snowfight.delivery.http_connection import Broken, Channel
from snowfight.delivery.http_connection_pool import Channels
from snowfight.delivery.http_responses import HttpAnswer

POST_SECONDS = 3.0

ATTEMPTS = 4
"""Posts to one connection that may fail; being told to slow down is no failure, and ends with the deadline."""

HANDSHAKES = 16
"""Connections being made at once. A handshake costs as much processor as twenty posts: with more of them at once, those
that are ready would wait for all the others."""

_PASSING = frozenset({None, 408, 429, 500, 502, 503, 504})
"""Statuses that a later post may not get; None is no answer."""

_BACKOFF = 0.05
_BACKOFF_CAP = 1.0


class Broadcast:
    """One request to each of many recipients, until each took it, or never will, or time is up."""

    def __init__(self, recipients: Iterable[str], request: Callable[[str], bytes]) -> None:
        """`request` is what to send to a recipient, an HTTP/1.1 request."""
        self.request = request
        self.report = Report()
        self.over = asyncio.Event()
        self._failures = dict.fromkeys(recipients, 0)
        """Of those who are not settled."""
        self.waiting = deque(self._failures)
        """Whom a request could go to now."""
        self._open = len(self.waiting)
        """Those who are neither settled nor given up."""

    def settle(self, recipient: str, status: int | None) -> float | None:
        """Take note of the status of an answer; the seconds until the recipient is to be asked again, if it is."""
        if status == HTTPStatus.OK:
            self.report.delivered += 1
            del self._failures[recipient]
        elif status == HTTPStatus.GONE:
            self.report.gone.append(recipient)
            del self._failures[recipient]
        elif status in _PASSING:
            self._failures[recipient] += 1
            attempt = self._failures[recipient] + 1
            if attempt <= ATTEMPTS or status == HTTPStatus.TOO_MANY_REQUESTS:
                return random.uniform(0, min(_BACKOFF_CAP, _BACKOFF * 2**attempt))
        self._open -= 1
        if not self._open:
            self.over.set()
        return None

    def end(self) -> Report:
        """Nobody is asked any more; who is not settled was not reached."""
        self.over.set()
        self.waiting.clear()
        self.report.unreached = list(self._failures)
        return self.report


class Broadcasts:
    """Those of one event loop, over `channels`."""

    def __init__(self, channels: Channels, limit: ConcurrencyLimit) -> None:
        self._channels = channels
        self._limit = limit
        self._running = 0
        self._waiting: deque[Broadcast] = deque()
        """Those with somebody to ask now; each has its turn."""
        self._under_way: dict[Channel, Broadcast] = {}
        self._handshakes: set[asyncio.Task[None] | None] = set()

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
        handshakes = [task for task in self._handshakes if task is not None]
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
        room = min(HANDSHAKES, self._limit.now - len(self._under_way), sum(len(each.waiting) for each in self._waiting))
        while len(self._handshakes) < room:
            self._handshakes.add(asyncio.get_running_loop().create_task(self._connected()))

    async def _connected(self) -> None:
        """Make a connection; where that fails, it is as if somebody had been asked in vain."""
        try:
            channel = await self._channels.open()
        except OSError:
            if self._waiting:
                self._settle(*self._next(), None)
            channel = None
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
        channel.send(
            broadcast.request(recipient), POST_SECONDS, partial(self._answered, channel, broadcast, recipient)
        )

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
