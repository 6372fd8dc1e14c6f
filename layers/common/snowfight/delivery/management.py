"""Our sender for API Gateway's management API: `POST /@connections/{id}`, a thousand a breath.

Fan-out is what this program exists for, so it owns its sender: signed requests over kept-alive TLS connections, a
bounded number at once, on an event loop of its own thread, so that any thread may broadcast and several may at once.
"""

from __future__ import annotations

import asyncio
import hashlib
import random
import ssl
import threading
from collections.abc import Callable, Iterable
from http import HTTPStatus
from urllib.parse import quote, urlsplit

import botocore.session

from snowfight.clock import Clock, SystemClock
from snowfight.delivery.channel import Broken, Channel
from snowfight.delivery.gateway import BROADCAST_SECONDS, Report
from snowfight.delivery.signer import Credentials, Signer

CHANNELS = 48
"""Posts under way at once; at 8 ms a post that is 6,000 a second, below the account's 10,000 (API Gateway quotas)."""

POST_SECONDS = 3.0
ATTEMPTS = 4
_PASSING = frozenset({408, 429, 500, 502, 503, 504})
"""Statuses that a later post may not get."""

_BACKOFF = 0.05
_BACKOFF_CAP = 1.0


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
        url = urlsplit(callback_url)
        self._host = url.hostname or ""
        self._port = url.port or (443 if url.scheme == "https" else 80)
        self._authority = url.netloc
        self._path = url.path.rstrip("/") + "/%40connections/"
        self._tls = (tls or ssl.create_default_context()) if url.scheme == "https" else None
        self._signer = Signer(self._authority, region)
        self._credentials = credentials or _botocore_credentials()
        self._clock = clock or SystemClock()
        self._idle: list[Channel] = []
        self._slots = channels
        self._loop: asyncio.AbstractEventLoop | None = None
        self._starting = threading.Lock()

    def broadcast(self, connection_ids: Iterable[str], frame: bytes, *, seconds: float = BROADCAST_SECONDS) -> Report:
        wanted = list(dict.fromkeys(connection_ids))
        if not wanted:
            return Report()
        return asyncio.run_coroutine_threadsafe(self._broadcast(wanted, frame, seconds), self._running()).result()

    def close(self, connection_id: str) -> None:
        asyncio.run_coroutine_threadsafe(self._delete(connection_id), self._running()).result()

    def _running(self) -> asyncio.AbstractEventLoop:
        with self._starting:
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                threading.Thread(target=self._loop.run_forever, name="gateway", daemon=True).start()
            return self._loop

    async def _broadcast(self, wanted: list[str], frame: bytes, seconds: float) -> Report:
        report = Report()
        digest = hashlib.sha256(frame).hexdigest()
        deadline = asyncio.get_running_loop().time() + seconds
        waiting = iter(wanted)

        async def worker() -> None:
            for connection_id in waiting:
                await self._deliver(connection_id, frame, digest, deadline, report)

        await asyncio.gather(*(worker() for _ in range(min(self._slots, len(wanted)))))
        return report

    async def _deliver(self, connection_id: str, frame: bytes, digest: str, deadline: float, report: Report) -> None:
        """Post until it is taken, refused for good, or time is up; the report tells which."""
        loop = asyncio.get_running_loop()
        for attempt in range(ATTEMPTS):
            if attempt:
                report.retries += 1
                await asyncio.sleep(random.uniform(0, min(_BACKOFF_CAP, _BACKOFF * 2**attempt)))
            left = deadline - loop.time()
            if left <= 0:
                break
            status = await self._request("POST", connection_id, frame, digest, min(POST_SECONDS, left))
            if status == HTTPStatus.OK:
                report.delivered += 1
                return
            if status == HTTPStatus.GONE:
                report.gone.append(connection_id)
                return
            if status is not None and status not in _PASSING:
                break
        report.unreached.append(connection_id)

    async def _delete(self, connection_id: str) -> None:
        await self._request("DELETE", connection_id, b"", hashlib.sha256(b"").hexdigest(), POST_SECONDS)

    async def _request(self, method: str, connection_id: str, body: bytes, digest: str, seconds: float) -> int | None:
        """The status of one request, None where there was no answer."""
        head = self._head(method, connection_id, len(body), digest)
        try:
            async with asyncio.timeout(seconds):
                return await self._exchange(head + body)
        except (TimeoutError, OSError):
            return None

    async def _exchange(self, request: bytes) -> int:
        """The status of one request, over a kept connection, or a new one where those turn out to be closed."""
        while self._idle:
            try:
                return await self._over(self._idle.pop(), request)
            except Broken:
                continue
        return await self._over(await Channel.open(self._host, self._port, self._tls), request)

    async def _over(self, channel: Channel, request: bytes) -> int:
        status = await channel.request(request)
        if not channel.closed:
            self._idle.append(channel)
        return status

    def _head(self, method: str, connection_id: str, length: int, digest: str) -> bytes:
        path = self._path + quote(connection_id, safe="")
        signed = self._signer.sign(method, path, digest, self._credentials(), self._clock.now())
        token = f"X-Amz-Security-Token: {signed.token}\r\n" if signed.token else ""
        return (
            f"{method} {path} HTTP/1.1\r\nHost: {self._authority}\r\nX-Amz-Date: {signed.date}\r\n{token}"
            f"Authorization: {signed.authorization}\r\nContent-Length: {length}\r\n\r\n"
        ).encode("ascii")


def _botocore_credentials() -> Callable[[], Credentials]:
    """The function's role, refreshed by botocore before it runs out."""
    source = botocore.session.get_session().get_credentials()
    if source is None:
        raise RuntimeError("this function has no AWS credentials")
    return source.get_frozen_credentials
