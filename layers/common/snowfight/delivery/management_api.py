"""Our sender for API Gateway's management API: `POST /@connections/{id}`, a thousand a breath.

Fan-out is what this program exists for, so it owns its sender: signed requests over kept-alive TLS connections, a
bounded number at once, on an event loop of its own thread, so that any thread may broadcast and several may at once.
"""

from __future__ import annotations

import asyncio
import random
import ssl
from collections.abc import Awaitable, Callable, Iterable, Iterator
from functools import lru_cache
from http import HTTPStatus
from urllib.parse import quote, urlsplit

from snowfight.aws.address import Address
from snowfight.aws.credentials import Credentials, of_this_function
from snowfight.aws.signer import Signer
from snowfight.clock import Clock, SystemClock
from snowfight.delivery.gateway import BROADCAST_SECONDS, Report
from snowfight.delivery.http_connection_pool import Channels

CHANNELS = 64
"""Posts under way at once; at 8 ms a post that is 8,000 a second, below the account's 10,000 (API Gateway quotas)."""

POST_SECONDS = 3.0

ATTEMPTS = 4
"""Posts to one connection that may fail; being told to slow down is no failure, and ends with the deadline."""

_PASSING = frozenset({None, 408, 429, 500, 502, 503, 504})
"""Statuses that a later post may not get; None is no answer."""

_BACKOFF = 0.05
_BACKOFF_CAP = 1.0

Post = Callable[[str], Awaitable[int | None]]
"""Sends one request to a connection; the HTTP status of its answer, None where there was none."""


class ManagementGateway:
    """The Gateway of a deployed stack; `callback_url` is the WebSocket API's stage over https."""

    def __init__(
        self,
        callback_url: str,
        region: str,
        credentials: Callable[[], Credentials] | None = None,
        *,
        clock: Clock | None = None,
        tls: ssl.SSLContext | None = None,
        channels: int = CHANNELS,
    ) -> None:
        address = Address.of(callback_url)
        self._path = urlsplit(callback_url).path.rstrip("/") + "/%40connections/"
        self._channels = Channels(address, channels, tls)
        self._signer = Signer(address.name, region, "execute-api")
        self._credentials = credentials or of_this_function()
        self._clock = clock or SystemClock()

    def broadcast(self, connection_ids: Iterable[str], frame: bytes, *, seconds: float = BROADCAST_SECONDS) -> Report:
        wanted = list(dict.fromkeys(connection_ids))
        if not wanted:
            return Report()
        return self._channels.run(self._broadcast("POST", wanted, frame, seconds))

    def close(self, connection_ids: Iterable[str]) -> None:
        if wanted := list(dict.fromkeys(connection_ids)):
            self._channels.run(self._broadcast("DELETE", wanted, b"", BROADCAST_SECONDS))

    def gone(self, connection_ids: Iterable[str]) -> list[str]:
        wanted = list(dict.fromkeys(connection_ids))
        if not wanted:
            return []
        return self._channels.run(self._ask(wanted))

    def stop(self) -> None:
        """Close what is kept and end the thread. A function instance has no need to: it is frozen, and thrown away."""
        self._channels.stop()

    async def _broadcast(self, method: str, wanted: list[str], body: bytes, seconds: float) -> Report:
        broadcast = _Broadcast(wanted, self._requests(method, body))
        return await broadcast.run(min(self._channels.limit, len(wanted)), seconds)

    async def _ask(self, wanted: list[str]) -> list[str]:
        statuses: dict[str, int | None] = {}
        waiting = iter(wanted)
        ask = self._requests("GET", b"")

        async def worker() -> None:
            for connection_id in waiting:
                statuses[connection_id] = await ask(connection_id)

        await asyncio.gather(*(worker() for _ in range(min(self._channels.limit, len(wanted)))))
        return [connection_id for connection_id, status in statuses.items() if status == HTTPStatus.GONE]

    def _requests(self, method: str, body: bytes) -> Post:
        """What sends such a request to a connection, signed with the time and credentials of now."""
        series = self._signer.series(method, body, self._credentials(), self._clock.now())

        async def request(connection_id: str) -> int | None:
            post = series.request(self._path + _quoted(connection_id))
            try:
                return (await self._channels.exchange(post, POST_SECONDS)).status
            except OSError:
                return None

        return request


class _Broadcast:
    """One frame to many connections: each is posted to until it took it, or never will, or time is up."""

    def __init__(self, wanted: list[str], post: Post) -> None:
        self._wanted = wanted
        self._post = post
        self._report = Report()
        self._settled: set[str] = set()
        self._tasks = asyncio.TaskGroup()

    async def run(self, workers: int, seconds: float) -> Report:
        """Post, `workers` at once, until everything is settled or `seconds` are over."""
        try:
            async with asyncio.timeout(seconds), self._tasks:
                waiting = iter(self._wanted)
                for _ in range(workers):
                    self._tasks.create_task(self._work(waiting))
        except TimeoutError:
            pass
        self._report.unreached = [each for each in self._wanted if each not in self._settled]
        return self._report

    async def _work(self, waiting: Iterator[str]) -> None:
        for connection_id in waiting:
            await self._deliver(connection_id, attempt=1)

    async def _deliver(self, connection_id: str, attempt: int) -> None:
        status = await self._post(connection_id)
        if status == HTTPStatus.OK:
            self._report.delivered += 1
            self._settled.add(connection_id)
        elif status == HTTPStatus.GONE:
            self._report.gone.append(connection_id)
            self._settled.add(connection_id)
        elif status in _PASSING and (attempt < ATTEMPTS or status == HTTPStatus.TOO_MANY_REQUESTS):
            self._tasks.create_task(self._deliver_later(connection_id, attempt + 1))

    async def _deliver_later(self, connection_id: str, attempt: int) -> None:
        """Wait with full jitter, in nobody's way, and try again."""
        await asyncio.sleep(random.uniform(0, min(_BACKOFF_CAP, _BACKOFF * 2**attempt)))
        self._report.retries += 1
        await self._deliver(connection_id, attempt)


@lru_cache(maxsize=8192)
def _quoted(connection_id: str) -> str:
    return quote(connection_id, safe="")
