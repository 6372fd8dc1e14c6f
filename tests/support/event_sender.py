"""The sender of events on a chat in memory: what receivers got, and turns by hand."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from snowfight.domain.events.events import Events
from snowfight.domain.events.looking import EventLooking
from snowfight.domain.events.makers import MakerNotices
from snowfight.domain.events.occurrences import Logs
from snowfight.domain.events.sending import Dependencies, EventSending
from snowfight.domain.events.subscriptions import EventSubscriptions
from snowfight.domain.events.turns import EventTurns
from snowfight.errors import BadUrl
from snowfight.models.robots.events import EventKind, NewSubscription, SubscriptionMade
from snowfight.storage.events.retries import EventRetries
from snowfight.storage.events.subscriptions import EventSubscription, EventSubscriptionRows
from snowfight.storage.messages.changes import Changes
from snowfight.storage.rooms.event_wakes import EventWakes, Look, Wake
from snowfight.storage.rooms.member_events import MemberEventLog
from tests.support.chat import Chat
from tests.support.dynamodb import MemoryConnection
from tests.support.tables import rows

URL = "https://receiver.example.org/events"


@dataclass(frozen=True)
class Post:
    """What a receiver got."""

    url: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def event(self) -> dict[str, Any]:
        return json.loads(self.body)

    @property
    def id(self) -> str:
        return self.headers["webhook-id"]


@dataclass
class FakeReceivers:
    """Keeps what is posted; `answer` decides what each post gets, 200 unless told otherwise."""

    posts: list[Post] = field(default_factory=list[Post])
    answer: Callable[[Post], int | None] = lambda _post: 200
    bad: set[str] = field(default_factory=set[str])

    def check(self, url: str) -> None:
        if url in self.bad:
            raise BadUrl

    def post(self, url: str, headers: Mapping[str, str], body: bytes) -> int | None:
        self.posts.append(post := Post(url, headers, body))
        return self.answer(post)


@dataclass
class Sender:
    """What sends events of `chat`."""

    chat: Chat
    receivers: FakeReceivers = field(default_factory=FakeReceivers)

    def __post_init__(self) -> None:
        assert self.chat.database is not None
        self.rows = EventSubscriptionRows(self.chat.database)
        self.wakes = EventWakes(self.chat.database)
        self.retries = EventRetries(self.chat.database)

    @cached_property
    def sending(self) -> EventSending:
        chat = self.chat
        assert chat.database is not None
        logs = Logs(chat.messages, Changes(chat.database), MemberEventLog(chat.database), chat.clock)
        events = Events(chat.messages, chat.accounts, chat.retention)
        makers = MakerNotices(chat.mail, "https://chat.example.org")
        return EventSending(
            Dependencies(self.rows, self.wakes, self.retries, logs, events, self.receivers, makers, chat.clock)
        )

    @cached_property
    def turns(self) -> EventTurns:
        chat = self.chat
        looking = EventLooking(
            *(chat.rooms, chat.accounts, self.rows, self.wakes, self.retries, self.sending, chat.clock)
        )
        return EventTurns(self.wakes, self.retries, looking, chat.clock)

    @cached_property
    def subscriptions(self) -> EventSubscriptions:
        chat = self.chat
        return EventSubscriptions(
            *(chat.rooms, chat.log_ends, self.rows, self.wakes, self.receivers, chat.rate_limits, chat.clock)
        )

    def subscribe(
        self,
        room: str,
        *kinds: EventKind,
        by: str = "ann",
        url: str = URL,
        bots: bool = False,
    ) -> SubscriptionMade:
        """A subscription, which nothing waits for."""
        body = NewSubscription(url=url, events=list(kinds or ("message", "change", "member")), bots=bots)
        made = self.subscriptions.make(by, room, body, None)
        self.run()
        return made

    def of(self, room: str) -> EventSubscription:
        """The chat's only subscription."""
        [found] = self.rows.of(room)
        return found

    def run(self, has_time: Callable[[], bool] = lambda: True) -> list[dict[str, Any]]:
        """Whatever woke the sender has its turn, what is not due stays; returns the events that are posted by that."""
        before = len(self.receivers.posts)
        self.turns.take_all(self.waits(), has_time, lambda _seconds: None)
        return [post.event for post in self.receivers.posts[before:]]

    def sweep(self) -> list[dict[str, Any]]:
        """The schedule calls the sender."""
        before = len(self.receivers.posts)
        self.turns.sweep(lambda: True)
        return [post.event for post in self.receivers.posts[before:]]

    def waits(self) -> list[Wake]:
        """The chats that are to be looked at."""
        looks: dict[str, Look] = {"0": "now", "1": "later"}
        found = [row for row in self._rows("messages", "room", "EVENTS#") if row["seq"]["N"] in looks]
        return [Wake(row["room"]["S"].removeprefix("EVENTS#"), looks[row["seq"]["N"]]) for row in found]

    def waiting_retries(self) -> int:
        """How many retries the sweep will find."""
        return len(self._rows("ephemeral", "pk", "EVENT_RETRIES"))

    def _rows(self, table: str, key: str, prefix: str) -> list[dict[str, Any]]:
        assert self.chat.database is not None
        connection = self.chat.database.connection
        kept = connection.served.rows(table) if isinstance(connection, MemoryConnection) else rows(table)
        return [row for row in kept if row[key]["S"].startswith(prefix)]
