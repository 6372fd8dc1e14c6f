"""Handing tasks to other invocations, so that nobody waits for the slowest part of a large audience."""

from __future__ import annotations

import asyncio
import os
import ssl
from collections.abc import Awaitable, Callable, Mapping, Sequence
from http import HTTPStatus
from typing import Protocol

from snowfight.aws.address import Address, url_of
from snowfight.aws.credentials import Credentials, of_this_function
from snowfight.aws.signer import Signer
from snowfight.clock import SystemClock
from snowfight.delivery.http_connection_pool import Channels
from snowfight.delivery.http_responses import HttpAnswer
from snowfight.models.tasks import WIDTH, ShardTask

CALL_SECONDS = 12.0
"""A worker's broadcast ends after 8 s; what takes longer than this is left to itself."""

_QUEUED = {"x-amz-invocation-type": "Event"}

_TRACE = "_X_AMZN_TRACE_ID"
"""Where Lambda tells a function, anew at each call, which trace it is part of."""


class Workers(Protocol):
    """Whoever runs tasks, at most WIDTH at once."""

    def call(self, tasks: Sequence[ShardTask]) -> list[ShardTask]:
        """Have the tasks run now and wait until they are; those that may not have been come back."""
        ...

    def start(self, tasks: Sequence[ShardTask]) -> list[ShardTask]:
        """Hand out the tasks without waiting for any; those that nobody took come back."""
        ...


class LambdaWorkers:
    """Invocations of the Lambda function `name` in `region`.

    A synchronous one runs within milliseconds of being asked for, an asynchronous one when Lambda's queue has got to
    it, but surely: so what is called and fails, or finds no function free (429), is queued (ADR 0022).
    """

    def __init__(
        self,
        name: str,
        region: str,
        credentials: Callable[[], Credentials] | None = None,
        *,
        url: str | None = None,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        address = Address.of(url or url_of("lambda", region))
        self._path = f"/2015-03-31/functions/{name}/invocations"
        self._channels = Channels(address, WIDTH, tls)
        self._signer = Signer(address.name, region, "lambda")
        self._credentials = credentials or of_this_function()
        self._clock = SystemClock()

    def call(self, tasks: Sequence[ShardTask]) -> list[ShardTask]:
        return self._handed_out(tasks, self._call)

    def start(self, tasks: Sequence[ShardTask]) -> list[ShardTask]:
        return self._handed_out(tasks, self._start)

    def stop(self) -> None:
        """Close what is kept and end the thread."""
        self._channels.stop()

    def _handed_out(self, tasks: Sequence[ShardTask], to: Callable[[ShardTask], Awaitable[bool]]) -> list[ShardTask]:
        if not tasks:
            return []

        async def hand_out() -> list[bool]:
            return await asyncio.gather(*(to(task) for task in tasks))

        taken = self._channels.run(hand_out())
        return [task for task, taken_up in zip(tasks, taken, strict=True) if not taken_up]

    async def _call(self, task: ShardTask) -> bool:
        try:
            answer = await self._invoke(task, {})
        except TimeoutError:
            return False  # it was asked and runs: a second one would only bring everybody the frame twice
        except OSError:
            return await self._start(task)
        return (answer.status == HTTPStatus.OK and not answer.erred) or await self._start(task)

    async def _start(self, task: ShardTask) -> bool:
        try:
            return (await self._invoke(task, _QUEUED)).status == HTTPStatus.ACCEPTED
        except OSError:
            return False

    async def _invoke(self, task: ShardTask, headers: Mapping[str, str]) -> HttpAnswer:
        body = task.model_dump_json(exclude_defaults=True).encode()
        trace = os.environ.get(_TRACE)
        passed = {"x-amzn-trace-id": trace} if trace else {}
        series = self._signer.series("POST", body, self._credentials(), self._clock.now(), headers, passed)
        return await self._channels.exchange(series.request(self._path), CALL_SECONDS)
