"""Asking a Lambda function for something, without waiting for it."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from snowfight.aws.credentials import Credentials
from snowfight.aws.endpoint import Endpoint

_QUEUED = {"x-amz-invocation-type": "Event"}

CONNECT_TIMEOUT = 1.0
READ_TIMEOUT = 2.0
"""Seconds; Lambda takes a task in some milliseconds."""


class QueuedFunction:
    """Asynchronous invocations of the Lambda function `name` in `region`."""

    def __init__(
        self,
        name: str,
        region: str,
        credentials: Callable[[], Credentials] | None = None,
        *,
        url: str | None = None,
    ) -> None:
        self._path = f"/2015-03-31/functions/{name}/invocations"
        self._endpoint = Endpoint("lambda", region, credentials, url=url, connect=CONNECT_TIMEOUT, read=READ_TIMEOUT)

    def start(self, payload: bytes) -> bool:
        """Hand over what the function is called with, a JSON object of 256 KB at most; False where Lambda did not take
        it."""
        try:
            return self._endpoint.post(self._path, payload, _QUEUED).status == HTTPStatus.ACCEPTED
        except OSError:
            return False
