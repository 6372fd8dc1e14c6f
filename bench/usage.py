"""What an action asks of AWS, counted while the real code does it on tables in memory, and what that costs."""

from __future__ import annotations

import math
from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager
from dataclasses import dataclass, fields
from typing import Any, Self

from bench import prices
from snowfight.delivery.gateway import BROADCAST_SECONDS, Report
from tests.support.dynamodb import Write
from tests.support.gateway import RecordingGateway
from tests.support.presence import Presence
from tests.support.wire import size

KB = 1024
READ_KB = 4
MEMORY_GB = 0.5
"""Of a function."""

POST_SECONDS = 0.008 / 48
REQUEST_SECONDS = 0.004
OWN_SECONDS = 0.005
"""What an invocation is billed for: posts of 8 ms, 48 at once, requests of 4 ms in turn, and its own work."""

LOG_LINE_KB = 0.7
"""Of an invocation: its own line, and Lambda's three."""


@dataclass
class Usage:
    """Requests of every kind. `frames` come in, `posts` go out; `writes` and `reads` are DynamoDB's units."""

    calls: float = 0
    frames: float = 0
    posts: float = 0
    invocations: float = 0
    requests: float = 0
    writes: float = 0
    reads: float = 0

    @property
    def seconds(self) -> float:
        """What Lambda bills."""
        return self.requests * REQUEST_SECONDS + self.posts * POST_SECONDS + self.invocations * OWN_SECONDS

    @property
    def dollars(self) -> float:
        """At list prices."""
        gateway = (self.frames + self.posts) * prices.SOCKET_MESSAGE + self.calls * (prices.CALL + prices.EDGE_CALL)
        tables = self.writes * prices.WRITE_UNIT + self.reads * prices.READ_UNIT
        functions = self.invocations * prices.INVOCATION + self.seconds * MEMORY_GB * prices.GB_SECOND
        return gateway + tables + functions + self.invocations * LOG_LINE_KB / KB / KB * prices.LOG_GB

    def over(self, count: float) -> Self:
        """The share of one, where `count` did this."""
        return type(self)(**{each.name: getattr(self, each.name) / count for each in fields(self)})


class Posts(RecordingGateway):
    """Counts what is posted."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def broadcast(self, connection_ids: Iterable[str], frame: bytes, *, seconds: float = BROADCAST_SECONDS) -> Report:  # noqa: ARG002
        there = [each for each in connection_ids if each in self.open]
        self.count += len(there)
        return Report(delivered=len(there))


class Till:
    """Looks over a chat's shoulder."""

    def __init__(self, presence: Presence, posts: Posts) -> None:
        self._posts = posts
        self._usage = Usage()
        self._factor = 1
        told = presence.tables.on_commit
        presence.tables.on_commit = lambda write: (told(write), self._written(write))[0]
        presence.connection.carry = self._carried

    @contextmanager
    def counted(self, *, calls: int = 0, frames: int = 0, invocations: int | None = None) -> Generator[Usage]:
        """Count what is done meanwhile; each call and frame is an invocation, unless told otherwise."""
        usage = self._usage = Usage(calls=calls, frames=frames)
        usage.invocations = calls + frames if invocations is None else invocations
        before = self._posts.count
        yield usage
        usage.posts = self._posts.count - before
        self._usage = Usage()

    def _written(self, write: Write) -> None:
        largest = max(size(row or {}) for row in (write.before, write.after))
        self._usage.writes += self._factor * max(1, math.ceil(largest / KB))

    def _carried(self, operation: str, call: dict[str, Any], serve: Callable[[], Any]) -> Any:
        self._factor = 2 if operation == "TransactWriteItems" else 1
        answer = serve()
        self._usage.requests += 1
        if operation == "Query":
            read = sum(size(item) for item in answer["Items"])
            self._usage.reads += _units(read) * (1.0 if call.get("ConsistentRead") else 0.5)
        elif operation == "BatchGetItem":
            found = [item for items in answer["Responses"].values() for item in items]
            missing = sum(len(request["Keys"]) for request in call["RequestItems"].values()) - len(found)
            self._usage.reads += sum(_units(size(item)) for item in found) + missing
        return answer


def _units(read: int) -> int:
    return max(1, math.ceil(read / KB / READ_KB))
