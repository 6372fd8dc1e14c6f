"""Handing errands to other invocations, so that nobody waits for the slowest part of a large audience."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from typing import Any, Protocol

import botocore.session
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from snowfight.models.errands import WIDTH, Errand

_CONFIG = Config(
    connect_timeout=1,
    read_timeout=3,
    retries={"total_max_attempts": 3, "mode": "standard"},
    max_pool_connections=WIDTH,
)


class Workers(Protocol):
    """Whoever runs errands."""

    def start(self, errands: Sequence[Errand]) -> list[Errand]:
        """Hand out the errands, at most WIDTH, without waiting for any; those that nobody took come back."""
        ...


class LambdaWorkers:
    """Asynchronous invocations of the Lambda function `name`.

    botocore is good enough here: a post to a connection happens a hundred thousand times a message, this 32 times.
    """

    def __init__(self, name: str) -> None:
        self._name = name

    def start(self, errands: Sequence[Errand]) -> list[Errand]:
        if not errands:
            return []
        taken = list(self._threads.map(self._invoke, errands))
        return [errand for errand, taken_up in zip(errands, taken, strict=True) if not taken_up]

    def warm(self) -> None:
        """Make the client before a message has to wait for it."""
        _ = self._client

    def _invoke(self, errand: Errand) -> bool:
        payload = errand.model_dump_json(exclude_defaults=True).encode()
        try:
            self._client.invoke(FunctionName=self._name, InvocationType="Event", Payload=payload)
        except (BotoCoreError, ClientError):
            return False
        return True

    @cached_property
    def _client(self) -> Any:
        return botocore.session.get_session().create_client("lambda", config=_CONFIG)

    @cached_property
    def _threads(self) -> ThreadPoolExecutor:
        _ = self._client
        return ThreadPoolExecutor(max_workers=WIDTH, thread_name_prefix="workers")
