"""Posting to push services (RFC 8030)."""

from __future__ import annotations

import asyncio
import ssl
import threading
from collections.abc import Sequence
from datetime import timedelta
from functools import cache
from http import HTTPStatus

import certifi

from snowfight.aws.address import Address
from snowfight.clock import Clock, SystemClock
from snowfight.delivery.http_connection_pool import Channels
from snowfight.delivery.http_responses import HttpAnswer
from snowfight.delivery.web_push.encryption import sealed
from snowfight.delivery.web_push.endpoints import PushEndpoints
from snowfight.delivery.web_push.push import Push, PushResult
from snowfight.delivery.web_push.retry_after import retry_after
from snowfight.delivery.web_push.vapid import Vapid
from snowfight.models.notices import from_base64url

SECONDS = 10.0
"""A push takes no longer, from the call to its answer, a second try of it included."""
AT_ONCE = 16
"""Requests under way to one push service; one that hangs holds up no other."""
SERVICES = 32
"""Push services with connections that are kept."""
ANSWER = 4096
"""Bytes of an answer's body that are read."""

_SENT = frozenset(range(200, 300))
_GONE = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE})
_AGAIN = frozenset({HTTPStatus.NOT_ACCEPTABLE, HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_MANY_REQUESTS})
"""With those from 500 on. 406 is what Microsoft's says of a sender that it throttles."""


class HttpPushServices:
    """Push services, over connections that are kept from one call to the next. Threads take turns."""

    def __init__(
        self, vapid: Vapid, endpoints: PushEndpoints, *, clock: Clock | None = None, tls: ssl.SSLContext | None = None
    ) -> None:
        """`tls` says whom to trust; without it, all whom browsers trust."""
        self._vapid = vapid
        self._endpoints = endpoints
        self._clock = clock or SystemClock()
        self._tls = tls
        self._pools: dict[str, Channels] = {}
        self._runner = asyncio.Runner()
        self._turn = threading.Lock()

    def send(self, pushes: Sequence[Push]) -> list[PushResult]:
        """As PushServices says."""
        if not pushes:
            return []
        with self._turn:
            return self._runner.run(self._all(pushes))

    def stop(self) -> None:
        """Close what is kept; nothing can be sent after it."""
        with self._turn:
            self._runner.run(self._forget(list(self._pools)))
            self._runner.close()

    async def _all(self, pushes: Sequence[Push]) -> list[PushResult]:
        results = await asyncio.gather(*(self._one(push) for push in pushes))
        await self._forget(list(self._pools)[: -SERVICES or None])
        return results

    async def _one(self, push: Push) -> PushResult:
        origin = self._endpoints.origin(push.subscription.endpoint)
        if origin is None:
            return PushResult("gone")  # the deployment no longer knows that service
        try:
            async with asyncio.timeout(SECONDS):
                return self._result(await self._posted(push, origin))
        except TimeoutError:
            return PushResult("late")
        except OSError:
            return PushResult("failed")
        except ValueError:
            return PushResult("refused")  # by us: it cannot be encrypted

    async def _posted(self, push: Push, origin: str) -> HttpAnswer:
        """Raises OSError, or ValueError for what cannot be encrypted."""
        pool = self._pool(origin)
        answer = await pool.exchange(self._request(push, push.payload, origin), SECONDS)
        if answer.status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE and push.short is not None:
            return await pool.exchange(self._request(push, push.short, origin), SECONDS)
        return answer

    def _request(self, push: Push, payload: str, origin: str) -> bytes:
        subscription = push.subscription
        body = sealed(payload.encode(), from_base64url(subscription.p256dh), from_base64url(subscription.auth))
        lines = (
            f"POST {subscription.endpoint.removeprefix(origin)} HTTP/1.1",
            f"Host: {origin.partition('://')[2]}",
            f"Authorization: {self._vapid.authorization(origin)}",
            f"TTL: {int(push.ttl.total_seconds())}",
            f"Urgency: {push.urgency}",
            f"Topic: {push.topic}",
            "Content-Encoding: aes128gcm",
            "Content-Type: application/octet-stream",
            f"Content-Length: {len(body)}",
        )
        return "\r\n".join((*lines, "", "")).encode("ascii") + body

    def _result(self, answer: HttpAnswer) -> PushResult:
        status = answer.status
        if status in _SENT:
            return PushResult("sent", status=status)
        if status in _GONE:
            return PushResult("gone", status=status)
        if status in _AGAIN or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            return PushResult("failed", self._wait(answer), status)
        return PushResult("refused", status=status)

    def _wait(self, answer: HttpAnswer) -> timedelta | None:
        return retry_after(answer.retry_after, self._clock.now()) if answer.retry_after else None

    def _pool(self, origin: str) -> Channels:
        """The connections to a push service; those last used are last."""
        address = Address.of(origin)
        tls = (self._tls or _authorities()) if address.secure else None
        self._pools[origin] = pool = self._pools.pop(origin, None) or Channels(address, AT_ONCE, tls, ANSWER)
        return pool

    async def _forget(self, origins: Sequence[str]) -> None:
        for origin in origins:
            await self._pools.pop(origin).hang_up()


@cache
def _authorities() -> ssl.SSLContext:
    """The authorities that browsers trust. Read when they are first needed, since it takes tens of milliseconds."""
    return ssl.create_default_context(cafile=certifi.where())
