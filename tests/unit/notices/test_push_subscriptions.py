"""Browsers that are pushed to: whose they are, how many, and how long."""

from __future__ import annotations

import pytest

from snowfight.models.records import Link
from snowfight.storage.notices.push_subscriptions import MOST
from tests.support.chat import Chat
from tests.support.notices import Notices


def endpoints(notices: Notices, username: str) -> list[str]:
    return [each.endpoint for each in notices.subscriptions.of(username)]


def has_devices(chat: Chat, username: str) -> bool:
    account = chat.accounts.get(username)
    assert account is not None
    return account.has_devices


@pytest.mark.usefixtures("ann")
def test_the_same_endpoint_again_replaces(chat: Chat, notices: Notices) -> None:
    notices.subscribe("ann", endpoint="https://fcm.googleapis.com/1", language="en")
    notices.subscribe("ann", endpoint="https://fcm.googleapis.com/1", language="tr")
    assert [each.language for each in notices.subscriptions.of("ann")] == ["tr"]
    assert has_devices(chat, "ann")


@pytest.mark.usefixtures("ann", "bob")
def test_an_endpoint_belongs_to_who_subscribed_last(chat: Chat, notices: Notices) -> None:
    notices.subscribe("ann", endpoint="https://fcm.googleapis.com/1")
    notices.subscribe("ann", endpoint="https://fcm.googleapis.com/2")
    notices.subscribe("bob", endpoint="https://fcm.googleapis.com/1")
    assert endpoints(notices, "ann") == ["https://fcm.googleapis.com/2"]
    assert endpoints(notices, "bob") == ["https://fcm.googleapis.com/1"]
    notices.subscribe("bob", endpoint="https://fcm.googleapis.com/2")
    assert endpoints(notices, "ann") == []
    assert not has_devices(chat, "ann")


@pytest.mark.usefixtures("ann")
def test_of_more_than_ten_the_oldest_goes(notices: Notices) -> None:
    made = [notices.subscribe("ann") for _ in range(MOST + 2)]
    assert endpoints(notices, "ann") == made[2:]


@pytest.mark.usefixtures("ann", "bob")
def test_who_does_not_have_it_cannot_end_it(chat: Chat, notices: Notices) -> None:
    endpoint = notices.subscribe("ann")
    notices.subscriptions.remove("bob", lambda each: each.endpoint == endpoint)
    assert endpoints(notices, "ann") == [endpoint]
    notices.subscriptions.remove("ann", lambda each: each.endpoint == endpoint)
    assert endpoints(notices, "ann") == []
    assert not has_devices(chat, "ann")
    notices.subscribe("bob", endpoint=endpoint)
    assert endpoints(notices, "bob") == [endpoint]


def test_one_whose_session_a_new_password_has_ended_is_pushed_to_no_more(
    chat: Chat, notices: Notices, ann: Link, bob: Link, private: str
) -> None:
    chat.connections.close(bob)
    notices.subscribe("bob")
    chat.clock.advance(seconds=1)
    chat.accounts.end_sessions("bob", chat.clock.now())
    chat.say(ann, room=private)
    assert notices.run() == []
    # And what is left of it is forgotten, so that it costs the next message nothing
    assert endpoints(notices, "bob") == []
    assert not has_devices(chat, "bob")


def test_one_does_not_outlive_the_longest_session(
    chat: Chat, notices: Notices, ann: Link, bob: Link, private: str
) -> None:
    chat.connections.close(bob)
    notices.subscribe("bob")
    chat.clock.advance(days=31)
    chat.say(ann, room=private)
    assert notices.run() == []
