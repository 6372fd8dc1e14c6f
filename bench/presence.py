"""What presence costs: posts a connection and minute, ours against broadcasting every change, in money too.

The presence code itself runs, on tables in memory and in virtual time: its posts, invocations and requests are counted,
not estimated. Prices are AWS's list prices (bench/prices.py).
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from bench import prices
from bench.report import table, title, verdict
from bench.usage import MEMORY_GB, POST_SECONDS, REQUEST_SECONDS
from snowfight.delivery.gateway import BROADCAST_SECONDS, Report
from snowfight.domain.presence.interval import PresenceInterval
from snowfight.models.client_frames import Join
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import Link
from tests.support.dynamodb import Write, bound_elsewhere
from tests.support.gateway import RecordingGateway
from tests.support.item_size import size
from tests.support.presence import Presence

CHURN = 0.10
"""Of the users, a minute: so many go, and as many come."""

SITES = ((10, 20), (100, 20), (1000, 10), (10_000, 4))
"""Users, and minutes that are watched."""

COUNTS = (b'{"type":"online_count_handler"', b'{"type":"online_status_handler"', b'{"type":"chat_indicators"')
STEP = 2.0
"""Seconds that the stream gathers records for."""


class Meter(RecordingGateway):
    """Counts posts, and the least time between two frames of counts to one connection."""

    def __init__(self) -> None:
        super().__init__()
        self.posts = 0
        self.now: Callable[[], float] = lambda: 0.0
        self.closest = math.inf
        self._first: dict[str, float] = {}
        self._last: dict[str, float] = {}

    def broadcast(self, connection_ids: Iterable[str], frame: bytes, *, seconds: float = BROADCAST_SECONDS) -> Report:  # noqa: ARG002
        there = [each for each in connection_ids if each in self.open]
        self.posts += len(there)
        if frame.startswith(COUNTS):
            for each in there:
                first = self._first.setdefault(each, self.now())
                if self.now() > first:  # the welcome is of two frames
                    self.closest = min(self.closest, self.now() - self._last.get(each, first))
                    self._last[each] = self.now()
        return Report(delivered=len(there))


@dataclass
class Site:
    """So many users, half of whom show the public chat; they come and go, each in a connection of their own."""

    users: int
    dice: random.Random = field(default_factory=lambda: random.Random(5))
    writes: int = 0
    reads: float = 0.0
    requests: int = 0
    invocations: int = 0

    def __post_init__(self) -> None:
        self.meter = Meter()
        self.presence = Presence(PresenceInterval(), gateway=self.meter)
        self.chat = self.presence.chat
        self.meter.now = lambda: self.chat.clock.now().timestamp()
        on_commit = self.presence.tables.on_commit
        self.presence.tables.on_commit = lambda write: (on_commit(write), self._written(write))[0]
        self.presence.connection.carry = self._carried
        self.here = [self._come(number) for number in range(self.users)]
        while self.presence.turns.pending():
            self._tick(PresenceInterval().between(self.users).total_seconds())
        self.writes, self.reads, self.requests, self.invocations = 0, 0.0, 0, 0
        self.meter.posts, self.meter.closest = 0, math.inf

    def live(self, minutes: int) -> None:
        """Let minutes pass, in which users come and go."""
        number, owed = self.users, 0.0
        for _ in range(int(minutes * 60 / STEP)):
            owed += self.users * CHURN * STEP / 60
            for _ in range(int(owed)):
                self._go(self.here.pop(self.dice.randrange(len(self.here))))
                self.here.append(self._come(number))
                number += 1
            owed -= int(owed)
            self._tick(STEP)

    def _come(self, number: int) -> Link:
        link = Link(f"c{number}", f"user{number}", self.chat.clock.now())
        self.meter.open.add(link.connection_id)
        self.chat.connections.open(link)
        if number % 2:
            self.chat.subscriptions.join(link, Join(type="join", room=PUBLIC_CHAT))
        self.presence.greet(link)
        return link

    def _go(self, link: Link) -> None:
        self.meter.open.discard(link.connection_id)
        self.chat.connection_lifecycle.closed(link)

    def _tick(self, seconds: float) -> None:
        self.chat.clock.advance(seconds=seconds)
        records = self.presence.records()
        if records:
            self.invocations += 1
            self.presence.take(records)

    def _written(self, write: Write) -> None:
        self.writes += max(1, *(math.ceil(size(row or {}) / 1024) for row in (write.before, write.after)))

    def _carried(self, operation: str, call: dict[str, Any], serve: Callable[[], Any]) -> Any:
        answer = serve()
        self.requests += 1
        if operation == "Query":
            read = sum(size(item) for item in answer["Items"]) or answer["ScannedCount"] * 120
            self.reads += max(1, math.ceil(read / 4096)) * (1.0 if call.get("ConsistentRead") else 0.5)
        elif operation == "BatchGetItem":
            self.reads += sum(len(request["Keys"]) for request in call["RequestItems"].values())
        return answer

    def dollars(self) -> float:
        """Of all that presence has done."""
        seconds = self.requests * REQUEST_SECONDS + self.meter.posts * POST_SECONDS
        functions = self.invocations * prices.INVOCATION + seconds * MEMORY_GB * prices.GB_SECOND
        return (
            self.meter.posts * prices.SOCKET_MESSAGE
            + self.writes * prices.WRITE_UNIT
            + self.reads * prices.READ_UNIT
            + functions
        )


def presence() -> bool:
    """Ours against "broadcast every change", with a tenth of the users coming and going each minute."""
    title("Presence, 10% of the users coming and 10% going each minute, half of them in the public chat")
    rows: list[list[str]] = []
    met = True
    for users, minutes in SITES:
        with bound_elsewhere():
            site = Site(users)
            site.live(minutes)
        ours = site.meter.posts / users / minutes
        interval = PresenceInterval().between(users).total_seconds()
        allowed = 60 / interval + CHURN * 4
        broadcast = 2 * CHURN * users * 1.5
        hours = users * minutes / 60
        rows.append(
            [
                f"{users:,}",
                f"{ours:.2f}",
                f"{allowed:.2f}",
                f"{broadcast:,.0f}",
                f"{site.meter.closest:.1f}",
                f"{interval:.0f}",
                f"{site.dollars() / hours * 1000:.4f}",
                f"{broadcast * 60 * 1000 * prices.SOCKET_MESSAGE:,.2f}",
            ]
        )
        met = met and ours <= allowed and site.meter.closest >= interval
    head = ["users", "posts/conn/min", "allowed", "broadcast", "closest s", "interval s", "$/1,000 h", "broadcast $"]
    table(head, rows)
    print(f"An open connection itself costs ${prices.CONNECTION_MINUTE * 60_000:.3f} per 1,000 hours, in either case.")
    return verdict("rows in which the budget holds", float(met), 1, at_least=True)
