"""Given somebody who does not look, when they are called, then their devices ring for as long as it does, and tell of
what they missed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from snowfight.delivery.web_push.push import PushResult
from snowfight.models.chat import NotifyLevel
from snowfight.models.client_frames import PresenceFrame
from snowfight.models.records import Link
from snowfight.storage.accounts.user_settings import Quiet, SettingsChange, UserSettingsRows
from tests.support.chat import Chat
from tests.support.mails import PAUSES, Mailing
from tests.support.notices import Notices
from tests.support.phone_calls import Device, Phones
from tests.support.wire import Wire


@pytest.fixture
def phones(chat: Chat) -> Phones:
    return Phones(chat)


@pytest.fixture
def caller(phones: Phones, private: str, ann: Link) -> Device:
    return phones.device("ann", private, link=ann)


@pytest.fixture
def away(chat: Chat, notices: Notices, bob: Link, private: str) -> str:
    """Bob is nowhere, with a phone; its endpoint."""
    chat.connections.close(bob)
    return notices.subscribe("bob")


def test_a_call_is_pushed_at_once_for_as_long_as_it_rings(
    chat: Chat, notices: Notices, caller: Device, private: str, away: str
) -> None:
    expires = caller.start(video=True)["expires"]
    chat.clock.advance(seconds=3)
    assert notices.run() == [
        {
            "kind": "call",
            "room": private,
            "seq": None,
            "title": "Ann",
            "body": "Video call",
            "icon": None,
            "url": f"/chat/{private}",
            "unread": 0,
            "call": caller.call,
            "state": "ringing",
            "expires": expires,
        }
    ]
    [push] = notices.services.sent
    assert (push.urgency, push.ttl, push.subscription.endpoint) == ("high", timedelta(seconds=42), away)


def test_each_device_is_told_in_its_language(notices: Notices, caller: Device, away: str) -> None:
    notices.subscribe("bob", language="tr-TR")
    caller.start()
    assert [each["body"] for each in notices.run()] == ["Voice call", "Sesli arama"]


def test_nobody_is_woken_where_all_look(notices: Notices, bob: Link, caller: Device) -> None:
    notices.subscribe("bob")
    caller.start()
    assert notices.waits() == []


def test_who_is_connected_and_does_not_look_rings_as_well(
    chat: Chat, notices: Notices, bob: Link, caller: Device
) -> None:
    notices.subscribe("bob")
    chat.subscriptions.presence(bob, PresenceFrame(type="presence", state="inactive"))
    caller.start()
    assert [each["state"] for each in notices.run()] == ["ringing"]


@pytest.mark.parametrize("why", ["level none", "quiet", "came meanwhile", "declined", "given up", "rang out"])
def test_whom_it_is_not_to_disturb_it_does_not(
    chat: Chat, phones: Phones, notices: Notices, caller: Device, private: str, away: str, why: str
) -> None:
    assert chat.database is not None
    if why == "level none":
        chat.notify_levels.set("bob", private, NotifyLevel(level="none", until=None))
    if why == "quiet":
        UserSettingsRows(chat.database).change("bob", SettingsChange(quiet=Quiet("00:00", "23:59", "UTC")))
    caller.start()
    callee = phones.device("bob", private) if why in {"came meanwhile", "declined"} else caller
    callee.call = caller.call
    if why == "declined":
        chat.connections.close(callee.link)
        callee.decline()
    if why == "given up":
        caller.leave()
    if why == "rang out":
        chat.clock.advance(seconds=45)
    assert [each for each in notices.run() if each["state"] == "ringing"] == []


def test_a_missed_call_is_told_to_who_missed_it_at_once(
    chat: Chat, phones: Phones, notices: Notices, caller: Device, private: str, away: str
) -> None:
    caller.start()
    notices.run()
    phones.wait(private, 60)
    assert notices.run() == [
        {
            "kind": "call",
            "room": private,
            "seq": 1,
            "title": "Ann",
            "body": "Missed voice call",
            "icon": None,
            "url": f"/chat/{private}/1",
            "unread": 1,
            "call": caller.call,
            "state": "missed",
            "expires": None,
        }
    ]
    ringing, missed = notices.services.sent
    assert missed.urgency == "high"
    assert missed.topic == ringing.topic  # it takes the place of what rang


def test_of_a_call_in_a_group_only_those_are_told_who_missed_it(
    chat: Chat, phones: Phones, notices: Notices, ann: Link, bob: Link, cat: Link, group: str
) -> None:
    for name in ("ann", "bob", "cat"):
        notices.subscribe(name)
    chat.groups.join("cat", group, None)
    pages = {link.username: phones.device(link.username, group, link=link) for link in (ann, bob, cat)}
    pages["ann"].start()
    for name in ("bob", "cat"):
        pages[name].call = pages["ann"].call
    pages["bob"].decline()
    for link in (ann, bob, cat):
        chat.connections.close(link)
    notices.run()
    before = len(notices.services.sent)
    phones.wait(group, 60)
    notices.run()
    owners = {each.endpoint: name for name in pages for each in notices.subscriptions.of(name)}
    assert [owners[push.subscription.endpoint] for push in notices.services.sent[before:]] == ["cat"]


def test_level_mentions_lets_missed_calls_through_and_none_does_not(
    chat: Chat, phones: Phones, notices: Notices, caller: Device, private: str, away: str
) -> None:
    chat.notify_levels.set("bob", private, NotifyLevel(level="mentions", until=None))
    caller.start()
    caller.leave()
    assert [each["state"] for each in notices.run()] == ["missed"]
    chat.clock.advance(minutes=1)
    caller.start()
    chat.notify_levels.set("bob", private, NotifyLevel(level="none", until=None))
    caller.leave()
    assert notices.run() == []


def test_it_is_not_mailed_to_who_did_not_miss_it(
    chat: Chat, phones: Phones, notices: Notices, caller: Device, private: str, bob: Link
) -> None:
    callee = phones.device("bob", private, link=bob)
    caller.start()
    callee.call = caller.call
    callee.decline()
    chat.connections.close(bob)
    notices.run()
    assert notices.mailing.waits == {}
    caller.start()
    caller.leave()
    notices.run()
    assert [*notices.mailing.waits] == ["bob"]
    mailing = Mailing(chat)
    mailing.digests.wait("bob", chat.clock.now())
    chat.clock.advance(seconds=PAUSES.after.total_seconds())
    assert mailing.digests.send_due(lambda: True).sent == 1


@pytest.mark.parametrize("step", range(12))
def test_a_notifier_that_dies_is_followed_by_one_that_rings(
    notices: Notices, wire: Wire, caller: Device, away: str, step: int
) -> None:
    caller.start()
    records = notices.waits()
    with wire.dead_after(step):
        for subject, look in records:
            notices.turns.take(subject, look)
    for subject, look in records:
        notices.turns.take(subject, look)
    assert 1 <= len(notices.services.sent) <= 2
    assert len({push.topic for push in notices.services.sent}) == 1


def test_a_device_that_is_gone_is_forgotten(notices: Notices, caller: Device, away: str) -> None:
    notices.services.answers[away] = PushResult("gone")
    caller.start()
    notices.run()
    assert notices.subscriptions.of("bob") == []
