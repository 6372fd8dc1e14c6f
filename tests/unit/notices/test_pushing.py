"""What is made of the answers of push services."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from snowfight.delivery.web_push.push import PushResult
from snowfight.domain.notices.pushing import GIVE_UP, SOON
from snowfight.domain.notices.recipients import BURST
from snowfight.errors import Unavailable
from snowfight.models.records import Link, Room
from snowfight.storage.accounts.user_settings import Quiet, SettingsChange, UserSettingsRows
from tests.support.chat import Chat
from tests.support.notices import Notices

ALWAYS = 100
"""Looks at what waits, more than an hour has."""


@pytest.fixture
def away(chat: Chat, notices: Notices, bob: Link) -> list[str]:
    """Bob is nowhere, with a phone and a tablet; their endpoints."""
    chat.connections.close(bob)
    return [notices.subscribe("bob"), notices.subscribe("bob")]


def pushed_to(notices: Notices) -> list[str]:
    return [push.subscription.endpoint for push in notices.services.sent]


def retry(notices: Notices) -> int:
    return notices.turns.retry(lambda: True)


@pytest.mark.usefixtures("ann")
def test_a_device_that_is_gone_is_forgotten_and_the_others_are_told(
    chat: Chat, notices: Notices, ann: Link, private: str, away: list[str]
) -> None:
    notices.services.answers[away[0]] = PushResult("gone")
    chat.say(ann, room=private)
    notices.run()
    assert pushed_to(notices) == away
    assert [each.endpoint for each in notices.subscriptions.of("bob")] == away[1:]
    assert notices.pusher.counts == {"gone": 1, "sent": 1}


def test_what_failed_is_tried_again_on_that_device_alone(
    chat: Chat, notices: Notices, ann: Link, private: str, away: list[str]
) -> None:
    notices.services.answers[away[0]] = PushResult("failed", timedelta(minutes=3))
    chat.say(ann, room=private)
    notices.run()
    assert retry(notices) == 0
    chat.clock.advance(minutes=3)
    notices.services.answers.clear()
    assert retry(notices) == 1
    assert pushed_to(notices) == [*away, away[0]]
    chat.clock.advance(hours=1)
    assert retry(notices) == 0


@pytest.mark.parametrize("outcome", ["failed", "late"])
def test_it_is_tried_for_an_hour_and_no_longer(
    chat: Chat, notices: Notices, ann: Link, private: str, away: list[str], outcome: str
) -> None:
    notices.services.answers[away[0]] = PushResult(outcome)  # pyright: ignore[reportArgumentType]
    began = chat.clock.now()
    chat.say(ann, room=private)
    notices.run()
    last = began
    for _ in range(ALWAYS):
        chat.clock.advance(seconds=SOON.total_seconds())
        if retry(notices):
            last = chat.clock.now()
    tries = pushed_to(notices).count(away[0])
    assert 3 < tries < 10
    assert last - began <= GIVE_UP
    assert chat.clock.now() - began > GIVE_UP


def test_what_was_read_meanwhile_is_not_tried_again(
    chat: Chat, notices: Notices, ann: Link, private: str, away: list[str]
) -> None:
    notices.services.answers[away[0]] = PushResult("failed")
    chat.say(ann, room=private)
    notices.run()
    chat.rooms.read_positions.read("bob", private, 1)
    chat.clock.advance(minutes=10)
    retry(notices)
    assert pushed_to(notices) == away


def test_nothing_is_tried_again_in_quiet_time(
    chat: Chat, notices: Notices, ann: Link, private: str, away: list[str]
) -> None:
    notices.services.answers[away[0]] = PushResult("failed")
    chat.say(ann, room=private)
    notices.run()
    assert chat.database is not None
    UserSettingsRows(chat.database).change("bob", SettingsChange(quiet=Quiet("00:00", "23:59", "UTC")))
    chat.clock.advance(minutes=10)
    retry(notices)
    assert pushed_to(notices) == away


def test_what_was_read_is_taken_back_on_all_devices_by_the_next_notice_and_not_by_what_is_tried_again(
    chat: Chat, notices: Notices, ann: Link, private: str, group: str, away: list[str]
) -> None:
    # Given two chats that Bob was told of, of one of them on the tablet alone
    chat.say(ann, room=private)
    notices.run()
    notices.services.answers[away[0]] = PushResult("failed")
    chat.say(ann, room=group)
    notices.run()
    notices.services.answers.clear()
    # When he reads the other one, and the phone is tried again
    chat.rooms.read_positions.read("bob", private, 1)
    chat.clock.advance(minutes=10)
    before = len(notices.services.sent)
    retry(notices)
    assert [push.subscription.endpoint for push in notices.services.sent[before:]] == away[:1]
    # Then the next notice closes what both of them show
    chat.say(ann, room=group)
    assert [each["kind"] for each in notices.run()] == ["message", "read"] * 2


def test_one_that_cannot_be_tried_again_holds_up_no_other(
    chat: Chat, notices: Notices, ann: Link, private: str, group: str, away: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    notices.services.answers[away[0]] = PushResult("failed")
    for room in (private, group):
        chat.say(ann, room=room)
        notices.run()
        chat.clock.advance(seconds=1)
    notices.services.answers.clear()
    chat.clock.advance(minutes=10)
    load = chat.rooms.load

    def broken(name: str) -> Room | None:
        if name == private:
            raise Unavailable
        return load(name)

    monkeypatch.setattr(chat.rooms, "load", broken)
    before = len(notices.services.sent)
    with pytest.raises(Unavailable):
        retry(notices)
    assert [json.loads(push.payload)["room"] for push in notices.services.sent[before:]] == [group]


def test_a_newer_notice_goes_at_once_and_the_older_one_is_tried_no_more(
    chat: Chat, notices: Notices, ann: Link, private: str, away: list[str]
) -> None:
    notices.services.answers[away[0]] = PushResult("failed", timedelta(minutes=30))
    chat.say(ann, room=private)
    notices.run()
    notices.services.answers.clear()
    chat.clock.advance(seconds=BURST.total_seconds())
    chat.say(ann, room=private)
    notices.run()
    assert pushed_to(notices) == [*away, *away]
    chat.clock.advance(hours=1)
    retry(notices)
    assert pushed_to(notices) == [*away, *away]


def test_our_own_fault_forgets_nobody_and_is_counted(
    chat: Chat, notices: Notices, ann: Link, private: str, away: list[str]
) -> None:
    notices.services.answers[away[0]] = PushResult("refused")
    chat.say(ann, room=private)
    notices.run()
    chat.clock.advance(hours=2)
    assert retry(notices) == 0
    assert len(notices.subscriptions.of("bob")) == 2
    assert notices.pusher.counts["refused"] == 1
