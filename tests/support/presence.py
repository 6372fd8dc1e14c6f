"""Presence in the same process: the streams' records come from what is written to tables in memory."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from snowfight.domain.fanout.fanout import Fanout
from snowfight.domain.fanout.shard_worker import ShardWorker
from snowfight.domain.fanout.shards import Sharding
from snowfight.domain.presence.broadcast import PresenceBroadcast
from snowfight.domain.presence.contacts import Contacts
from snowfight.domain.presence.interval import PresenceInterval
from snowfight.domain.presence.online_counts import OnlineCounts
from snowfight.domain.presence.presence_rows import PresenceRows
from snowfight.domain.presence.schedule import PresenceSchedule
from snowfight.domain.presence.statuses import Statuses
from snowfight.domain.presence.sweep import PresenceSweep
from snowfight.domain.presence.welcome import Welcome
from snowfight.models.client_frames import Join
from snowfight.models.records import Link
from snowfight.storage.database import Database
from snowfight.storage.presence.schedule import PresenceTurns
from snowfight.storage.presence.stream_records import changes_of
from tests.support.chat import Chat
from tests.support.dynamodb import MemoryConnection, Tables, Write
from tests.support.gateway import RecordingGateway
from tests.support.tables import SETTINGS
from tests.support.workers import Queue

Record = dict[str, Any]

PREFIXES = ("ONLINE#", "VIEW#", "TICK")


class Presence:
    """The presence function and its sweeper, around the tables of a chat."""

    def __init__(
        self, budget: PresenceInterval | None = None, per_worker: int = 250, gateway: RecordingGateway | None = None
    ) -> None:
        self.tables = Tables()
        self.connection = MemoryConnection(self.tables)
        database = Database(SETTINGS, self.connection)
        chat = self.chat = Chat(database=database, gateway=gateway or RecordingGateway())
        self.budget = budget or PresenceInterval()
        self.turns = PresenceTurns(database)
        self.queue = Queue()
        self.fanout = Fanout(chat.connections, chat.gateway, chat.clock, self.queue)
        self.relay = ShardWorker(chat.connections, self.fanout, self.queue, chat.clock)
        broadcast = PresenceBroadcast(chat.connections.users, self.fanout, self.queue, chat.clock)
        sharding = Sharding(chat.rooms, chat.connections.viewers, chat.clock, per_worker)
        rows = PresenceRows(chat.rooms, chat.connections, chat.counts, self.turns)
        online_counts = OnlineCounts(rows, broadcast, sharding, chat.clock)
        contacts = Contacts(chat.rooms, chat.connections, chat.blocking, chat.clock)
        statuses = Statuses(rows, contacts, self.fanout, chat.clock)
        self.presence_schedule = PresenceSchedule(
            self.turns, chat.counts, online_counts, statuses, chat.clock, self.budget
        )
        self.sweep = PresenceSweep(rows, self.presence_schedule, chat.gateway, chat.clock)
        self.welcome = Welcome(chat.rooms, chat.connections, chat.counts, self.fanout, chat.retention, chat.clock)
        self._log: list[Record] = []
        self.tables.on_commit = self._committed

    def records(self) -> list[Record]:
        """What the streams tell since this was asked last."""
        records, self._log = self._log, []
        return records

    def take(self, records: list[Record]) -> timedelta | None:
        """One invocation of the function; how long what is not due yet has to wait, None where nothing does."""
        waits = self.presence_schedule.run(changes_of(records))
        self.queue.work(self.relay.run)
        return waits

    def greet(self, link: Link) -> None:
        """What the message function does after a connection's first frame."""
        if self.welcome.is_due(link):
            self.welcome.welcome(link)

    def join(self, link: Link, room: str) -> None:
        """What the message function does with a join, the connection's first frame or not."""
        joined, seen = self.chat.subscriptions.join(link, Join(type="join", room=room))
        self.fanout.post([link], joined)
        if seen is not None:
            self.welcome.welcome(link, seen)

    def settle(self, rounds: int = 300) -> None:
        """Let time pass, from one moment at which something is due to the next, until nothing is."""
        for _ in range(rounds):
            records = self.records()
            if not records:
                return
            waits = self.take(records)
            self.chat.clock.advance(seconds=max(0.001, waits.total_seconds() if waits else 0))
        raise AssertionError(f"presence does not come to rest: {self.turns.marks('DUE')}")

    def _committed(self, write: Write) -> None:
        """As the filters of infra/background/presence.py let it through."""
        row = write.after or write.before
        if row is None or write.table is self.tables.tables["messages"]:
            return
        is_talk = write.table is self.tables.tables["rooms"]
        if row["pk"]["S"] == "TICK" and "woken" not in row:
            return
        if row["pk"]["S"].startswith("ROOM#public-chat" if is_talk else PREFIXES):
            name = "INSERT" if write.before is None else "REMOVE" if write.after is None else "MODIFY"
            images = {"OldImage": write.before, "NewImage": write.after}
            keys = {"pk": row["pk"], "sk": row["sk"]}
            visible = {} if is_talk else {name: image for name, image in images.items() if image is not None}
            self._log.append({"eventName": name, "dynamodb": {"Keys": keys, **visible}})
