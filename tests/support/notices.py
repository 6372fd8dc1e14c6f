"""Notices on a chat in memory: what push services got, and turns of the notifier by hand."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any
from uuid import uuid4

import pytest

from snowfight.clock import from_milliseconds
from snowfight.delivery.web_push.push import Push, PushResult
from snowfight.domain.notices.composing import NoticeComposer
from snowfight.domain.notices.looking import Dependencies, Looking
from snowfight.domain.notices.pushing import Pusher
from snowfight.domain.notices.ringing import RingNotices
from snowfight.domain.notices.turns import NoticeTurns
from snowfight.domain.notices.unread_totals import UnreadTotals
from snowfight.domain.notices.waking import NoticeWaker
from snowfight.integrations.notice_secrets import NoticeSecrets
from snowfight.models.records import PushSubscription
from snowfight.storage.calls.calls import CallRows
from snowfight.storage.mentions.rows import MentionRows
from snowfight.storage.notices.noticed import NoticedRows
from snowfight.storage.notices.people import People
from snowfight.storage.notices.push_subscriptions import PushSubscriptions
from snowfight.storage.notices.retries import Retries
from snowfight.storage.notices.waiting import Look, Subject, WaitingNotices
from tests.support.chat import Chat
from tests.support.dynamodb import MemoryConnection
from tests.support.tables import rows

SECRETS = json.dumps({"vapid": "A" * 43, "secret": "B" * 43})


@dataclass
class FakePushServices:
    """Keeps what is pushed; each endpoint answers `sent` unless told otherwise."""

    sent: list[Push] = field(default_factory=list[Push])
    answers: dict[str, PushResult] = field(default_factory=dict[str, PushResult])

    def send(self, pushes: Sequence[Push]) -> list[PushResult]:
        self.sent += pushes
        return [self.answers.get(push.subscription.endpoint, PushResult("sent")) for push in pushes]


def stand_in(pusher: Pusher, monkeypatch: pytest.MonkeyPatch) -> FakePushServices:
    """In place of the push services of a function, and of the secret that it signs with."""
    services = FakePushServices()
    monkeypatch.setattr(pusher, "_services", lambda: services)
    monkeypatch.setattr(pusher, "_secrets", NoticeSecrets("notices", lambda _name: SECRETS))
    return services


@dataclass
class FakeMailing:
    """Keeps who waits for a mail, and since when."""

    waits: dict[str, datetime] = field(default_factory=dict[str, datetime])

    def wait(self, username: str, at: datetime) -> None:
        self.waits.setdefault(username, at)


@dataclass
class Notices:
    """The notifier of `chat`, and those who are pushed to."""

    chat: Chat
    services: FakePushServices = field(default_factory=FakePushServices)
    mailing: FakeMailing = field(default_factory=FakeMailing)

    def __post_init__(self) -> None:
        database = self.chat.database
        assert database is not None
        self.waiting = WaitingNotices(database)
        self.noticed = NoticedRows(database)
        self.retries = Retries(database)
        self.subscriptions = PushSubscriptions(database, pause=lambda _seconds: None)
        self.waker = NoticeWaker(database, self.chat.connections.users, self.chat.accounts, self.chat.clock, on=True)
        self.secrets = NoticeSecrets("notices", lambda _name: SECRETS)

    @cached_property
    def pusher(self) -> Pusher:
        return Pusher(
            lambda: self.services,
            *(self.secrets, self.subscriptions, self.noticed, self.retries, self.chat.clock),
        )

    @cached_property
    def turns(self) -> NoticeTurns:
        assert self.chat.database is not None
        chat = self.chat
        totals = UnreadTotals(chat.rooms, self.noticed, chat.retention)
        people = People(self.chat.database)
        calls = CallRows(self.chat.database)
        rings = RingNotices(chat.rooms, chat.accounts, calls, people, totals, self.pusher, chat.clock)
        looking = Looking(
            Dependencies(
                *(chat.rooms, chat.messages, MentionRows(), people, self.waiting),
                NoticeComposer(chat.accounts, self.subscriptions, totals, chat.clock),
                *(self.pusher, self.mailing, chat.retention, chat.blocking, chat.clock, lambda: rings),
            )
        )
        return NoticeTurns(self.waiting, self.retries, looking, chat.clock)

    def subscribe(self, username: str, *, endpoint: str = "", language: str | None = None) -> str:
        """A browser of the user's is pushed to; returns its endpoint."""
        endpoint = endpoint or f"https://fcm.googleapis.com/{uuid4()}"
        now = self.chat.clock.now()
        self.subscriptions.add(username, PushSubscription(endpoint, "key", "auth", "session", now, now, language))
        return endpoint

    def run(self) -> list[dict[str, Any]]:
        """Whatever waits has its turn, what is not due stays; returns what is pushed by that."""
        before = len(self.services.sent)
        for subject, look in self.waits():
            self.turns.take(subject, look)
        return [json.loads(push.payload) for push in self.services.sent[before:]]

    def waits(self) -> list[tuple[Subject, Look]]:
        """What has to be looked at."""
        looks: dict[str, Look] = {"0": "now", "1": "later"}
        return [
            (Subject.named(row["room"]["S"].removeprefix("NOTICE#")), looks[row["seq"]["N"]]) for row in self._rows()
        ]

    def due(self) -> list[timedelta]:
        """How long that has to wait."""
        return [from_milliseconds(int(row["due"]["N"])) - self.chat.clock.now() for row in self._rows()]

    def _rows(self) -> list[dict[str, Any]]:
        assert self.chat.database is not None
        connection = self.chat.database.connection
        kept = connection.served.rows("messages") if isinstance(connection, MemoryConnection) else rows("messages")
        return [row for row in kept if row["room"]["S"].startswith("NOTICE#")]
