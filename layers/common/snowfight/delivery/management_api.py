"""Our sender for API Gateway's management API: `POST /@connections/{id}`, a thousand a breath.

Fan-out is what this program exists for, so it owns its sender: signed requests over kept-alive TLS connections, a
bounded number at once, on an event loop of its own thread, so that any thread may broadcast and several may at once.
"""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterable
from functools import lru_cache, partial
from urllib.parse import quote, urlsplit

from snowfight.aws.address import Address
from snowfight.aws.credentials import Credentials, of_this_function
from snowfight.aws.signer import Series, Signer
from snowfight.clock import Clock, SystemClock
from snowfight.delivery.broadcast import Broadcast
from snowfight.delivery.concurrency_limit import MOST, ConcurrencyLimit
from snowfight.delivery.gateway import BROADCAST_SECONDS, Report
from snowfight.delivery.http_connection_pool import Channels
from snowfight.delivery.sender import Sender


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
        channels: int = MOST,
    ) -> None:
        address = Address.of(callback_url)
        self._path = connections_path(callback_url)
        self._channels = Channels(address, channels, tls)
        self._sender = Sender(self._channels, ConcurrencyLimit(channels))
        self._signer = Signer(address.name, region, "execute-api")
        self._credentials = credentials or of_this_function()
        self._clock = clock or SystemClock()

    def broadcast(self, connection_ids: Iterable[str], frame: bytes, *, seconds: float = BROADCAST_SECONDS) -> Report:
        return self._run("POST", connection_ids, frame, seconds)

    def close(self, connection_ids: Iterable[str]) -> None:
        self._run("DELETE", connection_ids, b"", BROADCAST_SECONDS)

    def gone(self, connection_ids: Iterable[str]) -> list[str]:
        return self._run("GET", connection_ids, b"", BROADCAST_SECONDS).gone

    def stop(self) -> None:
        """Close what is kept and end the thread. A function instance has no need to: it is frozen, and thrown away."""
        self._channels.stop()

    def _run(self, method: str, connection_ids: Iterable[str], body: bytes, seconds: float) -> Report:
        """Send each of the connections such a request, signed with the time and credentials of now."""
        wanted = dict.fromkeys(connection_ids)
        if not wanted:
            return Report()
        series = self._signer.series(method, body, self._credentials(), self._clock.now())
        requests = partial(self._request, series)
        return self._channels.run(self._sender.run(Broadcast(wanted, requests), seconds))

    def _request(self, series: Series, connection_id: str) -> bytes:
        return series.request(self._path + quoted(connection_id))


def connections_path(callback_url: str) -> str:
    """The path below which the connections of the stage at `callback_url` are, by their ids as `quoted` has them."""
    return urlsplit(callback_url).path.rstrip("/") + "/%40connections/"


@lru_cache(maxsize=8192)
def quoted(connection_id: str) -> str:
    return quote(connection_id, safe="")
