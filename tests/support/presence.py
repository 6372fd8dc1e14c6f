"""Presence in the same process: the streams' records are made from what the tables hold before and after."""

from __future__ import annotations

from typing import Any

from snowfight.domain.budget import Budget
from snowfight.domain.counting import Counting
from snowfight.domain.crier import Crier
from snowfight.domain.fanout import Fanout
from snowfight.domain.relay import Relay
from snowfight.domain.sharding import Sharding
from snowfight.domain.statuses import Statuses
from snowfight.domain.sweeping import Sweeping
from snowfight.domain.ticking import Ticking
from snowfight.domain.welcoming import Welcoming
from snowfight.storage.changes import changes_of
from snowfight.storage.database import Database
from snowfight.storage.ticks import Ticks
from tests.support.chat import Chat
from tests.support.dynamodb import MemoryConnection, Tables
from tests.support.tables import SETTINGS
from tests.support.workers import Queue

Record = dict[str, Any]
Rows = dict[tuple[str, str], Record]

PREFIXES = ("ONLINE#", "VIEW#", "TICK")


class Presence:
    """The presence function and its sweeper, around the tables of a chat."""

    def __init__(self, budget: Budget | None = None, per_worker: int = 250) -> None:
        self.tables = Tables()
        database = Database(SETTINGS, MemoryConnection(self.tables))
        chat = self.chat = Chat(database=database)
        self.budget = budget or Budget()
        self.ticks = Ticks(database)
        self.queue = Queue()
        self.fanout = Fanout(chat.connections, chat.gateway, chat.clock, self.queue)
        self.relay = Relay(chat.connections, self.fanout, self.queue, chat.clock)
        crier = Crier(chat.connections, chat.counts, self.fanout, self.queue, chat.clock, self.budget)
        sharding = Sharding(chat.rooms, chat.connections, chat.clock, per_worker)
        counting = Counting(chat.rooms, chat.connections, chat.counts, self.ticks, crier, sharding, chat.clock)
        statuses = Statuses(chat.rooms, chat.connections, chat.counts, self.fanout, self.ticks, chat.clock)
        self.ticking = Ticking(self.ticks, chat.counts, counting, statuses, chat.clock, self.budget)
        self.sweeping = Sweeping(
            chat.rooms,
            chat.connections,
            chat.counts,
            self.ticks,
            self.ticking,
            prober=chat.gateway,
            clock=chat.clock,
        )
        self.welcoming = Welcoming(chat.rooms, chat.connections, chat.counts, self.fanout, chat.clock)
        self._seen = self._now()

    def records(self) -> list[Record]:
        """What the streams tell since this was asked last."""
        before, self._seen = self._seen, self._now()
        return [
            _record(key, before.get(key), self._seen.get(key))
            for key in sorted(before.keys() | self._seen.keys())
            if before.get(key) != self._seen.get(key)
        ]

    def take(self, records: list[Record]) -> bool:
        """One invocation of the function; says whether it asks for another."""
        self.ticking.note(changes_of(records))
        waits = self.ticking.run()
        self.queue.work(self.relay.run)
        if waits is not None:
            self.ticking.wake()
        return waits is not None

    def settle(self, seconds: int = 300) -> None:
        """Let time pass in steps of a second until nothing is due."""
        for _ in range(seconds):
            records = self.records()
            if not records:
                return
            self.take(records)
            self.chat.clock.advance(seconds=1)
        raise AssertionError(f"presence does not come to rest: {self.ticks.marks('DUE')}")

    def _now(self) -> Rows:
        kept = [row for row in self.tables.rows("ephemeral") if row["pk"]["S"].startswith(PREFIXES)]
        talk = [row for row in self.tables.rows("rooms") if row["pk"]["S"] == "ROOM#public-chat"]
        return {(row["pk"]["S"], row["sk"]["S"]): row for row in [*kept, *talk]}


def _record(key: tuple[str, str], old: Record | None, new: Record | None) -> Record:
    name = "INSERT" if old is None else "REMOVE" if new is None else "MODIFY"
    images = {"OldImage": old, "NewImage": new}
    keys = {"pk": {"S": key[0]}, "sk": {"S": key[1]}}
    return {"eventName": name, "dynamodb": {"Keys": keys, **{k: v for k, v in images.items() if v is not None}}}
