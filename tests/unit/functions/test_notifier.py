"""The notifier as Lambda calls it: by records of a stream, and by a schedule."""

from __future__ import annotations

import importlib
import json
from typing import Any

import pytest

from snowfight.clock import SystemClock
from snowfight.errors import Unavailable
from snowfight.models.records import Link
from tests.support.chat import Chat
from tests.support.lambdas import Lambdas
from tests.support.notices import FakePushServices, Notices, stand_in
from tests.support.tables import rows


class Context:
    """A function with a minute left."""

    def get_remaining_time_in_millis(self) -> int:
        return 60_000


@pytest.fixture
def push_services(lambdas: Lambdas, monkeypatch: pytest.MonkeyPatch) -> FakePushServices:
    return stand_in(lambdas.notices_service.pusher, monkeypatch)


def to_now(chat: Chat) -> None:
    """The chat's clock shows what the function's does."""
    chat.clock.advance(seconds=(SystemClock().now() - chat.clock.now()).total_seconds())


def records(notices: Notices) -> list[dict[str, Any]]:
    """What the stream tells of what waits."""
    places = {"now": "0", "later": "1"}
    keys = [{"room": {"S": f"NOTICE#{s.name}"}, "seq": {"N": places[look]}} for s, look in notices.waits()]
    return [{"eventName": "INSERT", "dynamodb": {"Keys": key}} for key in keys]


def test_records_have_somebody_told_by_push_and_wait_for_a_mail(
    chat: Chat, lambdas: Lambdas, push_services: FakePushServices, ann: Link, bob: Link, private: str
) -> None:
    notices = Notices(chat)
    chat.connections.close(bob)
    to_now(chat)
    endpoint = notices.subscribe("bob")
    chat.say(ann, room=private)
    woken = records(notices)
    lambdas.notifier.handler({"Records": woken}, Context())
    assert [push.subscription.endpoint for push in push_services.sent] == [endpoint]
    assert [row["username"]["S"] for row in rows("ephemeral") if row["pk"]["S"] == "MAILS"] == ["bob"]
    # When the stream brings them again, nobody is told twice
    lambdas.notifier.handler({"Records": woken}, Context())
    assert len(push_services.sent) == 1


def test_the_schedule_finds_nothing_where_nothing_waits(chat: Chat, lambdas: Lambdas) -> None:
    lambdas.notifier.handler({}, Context())
    assert [row for row in rows("ephemeral") if row["pk"]["S"] in ("MAILS", "RETRIES")] == []


def test_records_about_events_are_handed_on_as_they_are(
    lambdas: Lambdas, monkeypatch: pytest.MonkeyPatch, chat: Chat
) -> None:
    # Given Lambda, which takes what it is given, or does not
    taken: list[dict[str, Any]] = []
    answers = [True, False]

    def start(payload: bytes) -> bool:
        taken.append(json.loads(payload))
        return answers[len(taken) - 1]

    monkeypatch.setattr(importlib.import_module("functions.notices.events").sender, "start", start)
    woken = [{"eventName": "INSERT", "dynamodb": {"Keys": {"room": {"S": "EVENTS#den"}, "seq": {"N": "0"}}}}]
    # When the stream tells of events
    lambdas.notifier.handler({"Records": woken}, Context())
    # Then what sends them hears the same
    assert taken == [{"Records": woken}]
    # And what was not taken comes again
    with pytest.raises(Unavailable):
        lambdas.notifier.handler({"Records": woken}, Context())


def test_what_cannot_be_handed_on_keeps_no_notice_back(
    chat: Chat,
    lambdas: Lambdas,
    push_services: FakePushServices,
    ann: Link,
    bob: Link,
    private: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Given somebody to be told, and events that Lambda does not take
    notices = Notices(chat)
    chat.connections.close(bob)
    to_now(chat)
    notices.subscribe("bob")
    chat.say(ann, room=private)
    monkeypatch.setattr(importlib.import_module("functions.notices.events").sender, "start", _refused)
    events = {"eventName": "INSERT", "dynamodb": {"Keys": {"room": {"S": "EVENTS#den"}, "seq": {"N": "0"}}}}
    woken = [events, *records(notices)]
    # When the stream tells of both, then they are told, and the events come again
    with pytest.raises(Unavailable):
        lambdas.notifier.handler({"Records": woken}, Context())
    assert len(push_services.sent) == 1
    # And where neither can be done, both errors are seen
    monkeypatch.setattr(lambdas.notifier.turns, "take_all", _broken)
    with pytest.raises(RuntimeError) as raised:
        lambdas.notifier.handler({"Records": woken}, Context())
    assert isinstance(raised.value.__context__, Unavailable)


def _broken(*_: object) -> None:
    raise RuntimeError


def _refused(_payload: bytes) -> bool:
    return False
