"""Posts to a few connections, from the thread that asks: most frames have one recipient or two, and to hand such a post
to the sender's event loop and back costs more than to send it (ADR 0077)."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from http import HTTPStatus

from snowfight.aws.credentials import Credentials
from snowfight.aws.endpoint import Endpoint
from snowfight.delivery.gateway import BROADCAST_SECONDS, Gateway, Report
from snowfight.delivery.management_api import connections_path, quoted

FEW = 4
"""Recipients from whose number on the event loop is cheaper."""

CONNECT_SECONDS = 1.0
POST_SECONDS = 2.0
"""Who has not answered by then is left to the sender, which has most of a broadcast's time then."""


class DirectGateway:
    """The Gateway at `callback_url`, the stage of the WebSocket API, for few. `sender` posts to many, and again to whom
    a first post did not settle."""

    def __init__(
        self, sender: Gateway, callback_url: str, region: str, credentials: Callable[[], Credentials] | None = None
    ) -> None:
        self._sender = sender
        self._path = connections_path(callback_url)
        self._endpoint = Endpoint(
            "execute-api", region, credentials, url=callback_url, connect=CONNECT_SECONDS, read=POST_SECONDS
        )

    def broadcast(self, connection_ids: Iterable[str], frame: bytes, *, seconds: float = BROADCAST_SECONDS) -> Report:
        wanted = list(dict.fromkeys(connection_ids))
        if len(wanted) > FEW:
            return self._sender.broadcast(wanted, frame, seconds=seconds)
        end = time.monotonic() + seconds
        report, unsettled = self._posted(wanted, frame, min(seconds, POST_SECONDS))
        if not unsettled:
            return report
        again = self._sender.broadcast(unsettled, frame, seconds=max(0.0, end - time.monotonic()))
        return Report(
            report.delivered + again.delivered,
            report.gone + again.gone,
            again.unreached,
            again.retries + len(unsettled),
        )

    def close(self, connection_ids: Iterable[str]) -> None:
        self._sender.close(connection_ids)

    def _posted(self, wanted: list[str], frame: bytes, seconds: float) -> tuple[Report, list[str]]:
        """What became of one post to each, and whom that left."""
        paths = [self._path + quoted(connection_id) for connection_id in wanted]
        statuses = self._endpoint.post_each(paths, frame, seconds) if wanted else []
        told = list(zip(wanted, statuses, strict=True))
        gone = [each for each, status in told if status == HTTPStatus.GONE]
        settled = (HTTPStatus.OK, HTTPStatus.GONE)
        unsettled = [each for each, status in told if status not in settled]
        return Report(len(wanted) - len(gone) - len(unsettled), gone), unsettled
