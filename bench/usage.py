"""What an action asks of AWS, counted while the real code does it on tables in memory, and what that costs."""

from __future__ import annotations

import math
from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace
from typing import Any, Self

from bench import prices
from snowfight.delivery.gateway import BROADCAST_SECONDS, Report
from tests.support.dynamodb import Write
from tests.support.gateway import RecordingGateway
from tests.support.item_size import size
from tests.support.presence import Presence

KB = 1024
READ_KB = 4
MEMORY_GB = 0.5
"""Of most functions."""

POST_SECONDS = 0.008 / 48
REQUEST_SECONDS = 0.004
OWN_SECONDS = 0.005
"""What an invocation is billed for: posts of 8 ms, 48 at once, requests of 4 ms in turn, and its own work."""

OBJECT_SECONDS = 0.05
"""Until 3 MB have come from S3 or gone there."""

NOTICE_SECONDS = 0.1
"""Until a push service, or SES, has answered."""

PUSH_KB = 1.2
"""Of a push, what is encrypted and its head."""

LOG_LINE_KB = 0.7
"""Of an invocation: its own line, and Lambda's three."""


@dataclass
class Usage:
    """Requests of every kind. `frames` come in, `posts` go out; `writes` and `reads` are DynamoDB's units, `puts` and
    `gets` are objects of S3; `work` is in seconds, beyond the little that any invocation does; `memory` is that of the
    functions, in GB."""

    calls: float = 0
    frames: float = 0
    posts: float = 0
    invocations: float = 0
    requests: float = 0
    writes: float = 0
    reads: float = 0
    puts: float = 0
    gets: float = 0
    pushes: float = 0
    mails: float = 0
    work: float = 0
    memory: float = MEMORY_GB

    @property
    def seconds(self) -> float:
        """What Lambda bills."""
        waits = self.requests * REQUEST_SECONDS + (self.puts + self.gets) * OBJECT_SECONDS
        waits += (self.pushes + self.mails) * NOTICE_SECONDS
        return waits + self.posts * POST_SECONDS + self.invocations * OWN_SECONDS + self.work

    @property
    def dollars(self) -> float:
        """At list prices."""
        gateway = (self.frames + self.posts) * prices.SOCKET_MESSAGE + self.calls * prices.EACH_CALL
        tables = self.writes * prices.WRITE_UNIT + self.reads * prices.READ_UNIT
        objects = self.puts * prices.OBJECT_WRITE + self.gets * prices.OBJECT_READ
        notices = self.pushes * PUSH_KB / KB / KB * prices.TRANSFER_GB + self.mails * prices.MAIL
        functions = self.invocations * prices.INVOCATION + self.seconds * self.memory * prices.GB_SECOND
        logs = self.invocations * LOG_LINE_KB / KB / KB * prices.LOG_GB
        return gateway + tables + objects + notices + functions + logs

    def over(self, count: float) -> Self:
        """The share of one, where `count` did this."""
        return replace(self, **{name: getattr(self, name) / count for name in COUNTS})

    def less(self, other: Self) -> Self:
        """What this is more than the other."""
        return replace(self, **{name: getattr(self, name) - getattr(other, name) for name in COUNTS})


COUNTS = [each.name for each in fields(Usage) if each.name != "memory"]


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
        on_commit = presence.tables.on_commit
        presence.tables.on_commit = lambda write: (on_commit(write), self._written(write))[0]
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
        self._usage.writes += self._factor * write_units(write)

    def _carried(self, operation: str, call: dict[str, Any], serve: Callable[[], Any]) -> Any:
        self._factor = 2 if operation == "TransactWriteItems" else 1
        answer = serve()
        self._usage.requests += 1
        self._usage.reads += read_units(operation, call, answer)
        return answer


def write_units(write: Write) -> int:
    """What DynamoDB takes for it, outside a transaction."""
    largest = max(size(row or {}) for row in (write.before, write.after))
    return max(1, math.ceil(largest / KB))


def read_units(operation: str, call: dict[str, Any], answer: dict[str, Any]) -> float:
    """What DynamoDB takes for the answer to a Query or a BatchGetItem; nothing else is asked to read."""
    if operation == "Query":
        read = sum(size(item) for item in answer["Items"])
        return _units(read) * (1.0 if call.get("ConsistentRead") else 0.5)
    if operation == "BatchGetItem":
        responses = answer["Responses"]
        return sum(_got(request, responses.get(table, [])) for table, request in call["RequestItems"].items())
    return 0.0


def _got(request: dict[str, Any], found: list[dict[str, Any]]) -> float:
    """Of one table; what is not there is a unit too."""
    units = sum(_units(size(item)) for item in found) + len(request["Keys"]) - len(found)
    return units * (1.0 if request.get("ConsistentRead") else 0.5)


def _units(read: int) -> int:
    return max(1, math.ceil(read / KB / READ_KB))
