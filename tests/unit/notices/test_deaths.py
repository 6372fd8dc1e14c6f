"""Given whoever tells dies at any step, then the user is told all the same, in one place of their screen."""

from __future__ import annotations

import pytest

from snowfight.delivery.web_push.push import PushResult
from snowfight.domain.notices.recipients import BURST
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import Link
from tests.support.chat import Chat
from tests.support.notices import Notices
from tests.support.wire import Wire

STEPS = range(14)
"""More requests than a message or a look takes."""


@pytest.fixture(autouse=True)
def away(chat: Chat, notices: Notices, bob: Link) -> str:
    chat.connections.close(bob)
    return notices.subscribe("bob")


def redelivered(notices: Notices, wire: Wire, step: int) -> None:
    """The stream brings its records; the notifier dies at that step, and the stream brings them again."""
    records = notices.waits()
    with wire.dead_after(step):
        for subject, look in records:
            notices.turns.take(subject, look)
    for subject, look in records:
        notices.turns.take(subject, look)


@pytest.mark.parametrize("room", ["private", PUBLIC_CHAT])
@pytest.mark.parametrize("step", STEPS)
def test_a_sender_that_dies_and_tries_again_has_the_user_told(
    chat: Chat, notices: Notices, wire: Wire, ann: Link, private: str, room: str, step: int
) -> None:
    name = private if room == "private" else PUBLIC_CHAT
    client_id = chat.client_id()
    with wire.dead_after(step):
        chat.say(ann, "@bob", room=name, client_id=client_id)
    chat.say(ann, "@bob", room=name, client_id=client_id)
    assert [(each["kind"], each["seq"]) for each in notices.run()] == [("message", 1)]


@pytest.mark.parametrize("step", STEPS)
def test_a_notifier_that_dies_is_followed_by_one_that_tells_in_the_same_place(
    chat: Chat, notices: Notices, wire: Wire, ann: Link, private: str, step: int
) -> None:
    chat.say(ann, room=private)
    redelivered(notices, wire, step)
    assert 1 <= len(notices.services.sent) <= 2
    assert len({push.topic for push in notices.services.sent}) == 1
    chat.clock.advance(seconds=BURST.total_seconds())
    before = len(notices.services.sent)
    notices.run()
    assert len(notices.services.sent) == before


@pytest.mark.parametrize("step", STEPS)
def test_what_is_said_while_it_looks_is_told_too(
    chat: Chat, notices: Notices, wire: Wire, ann: Link, private: str, step: int
) -> None:
    chat.say(ann, "one", room=private)
    with wire.rival_after(step, lambda: chat.say(ann, "two", room=private)):
        first = notices.run()
    chat.clock.advance(seconds=BURST.total_seconds())
    last = [*first, *notices.run()][-1]
    chat.clock.advance(seconds=BURST.total_seconds())
    last = [last, *notices.run()][-1]
    assert last["seq"] == chat.messages.newest(private)


@pytest.mark.parametrize("step", STEPS)
def test_a_retry_that_dies_is_followed_by_another(
    chat: Chat, notices: Notices, wire: Wire, ann: Link, private: str, away: str, step: int
) -> None:
    notices.services.answers[away] = PushResult("failed")
    chat.say(ann, room=private)
    notices.run()
    notices.services.answers.clear()
    chat.clock.advance(minutes=5)
    before = len(notices.services.sent)
    with wire.dead_after(step):
        notices.turns.retry(lambda: True)
    notices.turns.retry(lambda: True)
    assert 1 <= len(notices.services.sent) - before <= 2


@pytest.mark.parametrize("step", STEPS)
def test_an_endpoint_is_never_of_two(chat: Chat, notices: Notices, wire: Wire, ann: Link, away: str, step: int) -> None:
    with wire.dead_after(step):
        notices.subscribe("ann", endpoint=away)
    owners = [name for name in ("ann", "bob") if notices.subscriptions.of(name)]
    assert len(owners) == 1
    notices.subscribe("ann", endpoint=away)
    assert [name for name in ("ann", "bob") if notices.subscriptions.of(name)] == ["ann"]
