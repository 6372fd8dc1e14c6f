"""Given a receiver that does not take an event, then that is tried again when the contract says, those behind it wait,
and in the end its maker is told."""

from __future__ import annotations

from datetime import timedelta

import pytest

from snowfight.domain.events.sending import RETRIES
from snowfight.errors import Unavailable
from snowfight.models.client_frames import React
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import Link
from tests.support.chat import Chat
from tests.support.community import Community
from tests.support.event_sender import URL, Sender

SWEEP = timedelta(minutes=5)


def test_the_times_are_those_of_the_contract() -> None:
    minutes = [5 / 60, 1, 5, 30, 2 * 60, 8 * 60, 24 * 60]
    assert [delay.total_seconds() for delay in RETRIES] == [60 * each for each in minutes]


@pytest.mark.parametrize("status", [None, 301, 307, 400, 404, 429, 500])
def test_what_fails_is_tried_again_with_the_same_id_and_those_behind_it_wait(
    chat: Chat, sender: Sender, ann: Link, group: str, status: int | None
) -> None:
    sender.subscribe(group)
    sender.receivers.answer = lambda _post: status
    chat.say(ann, "one", room=group)
    chat.say(ann, "two", room=group)
    sender.run()
    failed_at = chat.clock.now()
    assert len(sender.receivers.posts) == 1
    found = sender.of(group)
    assert (found.last_status, found.failing_since, found.failures) == (status, failed_at, 1)
    chat.say(ann, "three", room=group)
    chat.clock.advance(seconds=4)
    assert sender.run() == []
    sender.receivers.answer = lambda _post: 200
    chat.clock.advance(seconds=1)
    assert [event["data"]["message"]["body"] for event in sender.run()] == ["one", "two", "three"]
    posts = sender.receivers.posts
    assert posts[0].id == posts[1].id
    assert posts[0].headers["webhook-timestamp"] < posts[1].headers["webhook-timestamp"]
    assert len({post.id for post in posts}) == 3
    found = sender.of(group)
    assert (found.last_status, found.failing_since, found.failures, found.due) == (200, None, 0, None)


def test_it_is_tried_at_the_times_of_the_contract_then_no_more_and_its_maker_is_told(
    chat: Chat, sender: Sender, ann: Link, group: str
) -> None:
    sender.subscribe(group)
    sender.receivers.answer = lambda _post: 503
    chat.say(ann, room=group)
    sender.run()
    for number, delay in enumerate(RETRIES, start=1):
        is_soon = delay <= timedelta(minutes=1)
        if is_soon:  # by a row that its stream brings again
            chat.clock.advance(seconds=delay.total_seconds() - 0.5)
            assert sender.run() == []
            chat.clock.advance(seconds=0.5)
            assert len(sender.run()) == 1
        else:  # by the schedule
            chat.clock.advance(seconds=delay.total_seconds() - 1)
            assert sender.sweep() == []
            chat.clock.advance(seconds=SWEEP.total_seconds())
            assert len(sender.sweep()) == 1
        assert len(sender.receivers.posts) == number + 1
    assert sender.of(group).disabled
    [(to, subject, body)] = chat.mail.sent
    assert (to, subject) == ("ann@example.org", "Events are no longer sent")
    assert URL in body
    assert "answered 503" in body
    chat.clock.advance(days=3)
    chat.say(ann, room=group)
    assert [*sender.run(), *sender.sweep()] == []
    assert sender.waiting_retries() == 0


def test_gone_is_believed_at_once(chat: Chat, sender: Sender, ann: Link, group: str) -> None:
    sender.subscribe(group)
    sender.receivers.answer = lambda _post: 410
    chat.say(ann, room=group)
    assert len(sender.run()) == 1
    assert sender.of(group).disabled
    assert len(chat.mail.sent) == 1


def test_once_enabled_it_goes_on_where_it_stood(chat: Chat, sender: Sender, ann: Link, group: str) -> None:
    made = sender.subscribe(group)
    sender.receivers.answer = lambda _post: 410
    for body in ("one", "two"):
        chat.say(ann, body, room=group)
    sender.run()
    chat.clock.advance(days=9)
    sender.receivers.answer = lambda _post: 204
    sender.subscriptions.enable("ann", group, made.id, None)
    assert [event["data"]["message"]["body"] for event in sender.run()] == ["one", "two"]
    [view] = sender.subscriptions.list("ann", group, None).subscriptions
    assert (view.disabled, view.failing_since, view.last_status) == (False, None, 204)


def test_who_enables_what_is_tried_again_later_has_it_tried_at_once(
    chat: Chat, sender: Sender, ann: Link, group: str
) -> None:
    made = sender.subscribe(group)
    sender.receivers.answer = lambda _post: None
    chat.say(ann, room=group)
    sender.run()
    sender.receivers.answer = lambda _post: 200
    sender.subscriptions.enable("ann", group, made.id, None)
    assert len(sender.run()) == 1


@pytest.mark.parametrize("status", [410, 500])
def test_who_enables_it_while_it_fails_is_not_undone_by_how_that_ends(
    chat: Chat, sender: Sender, ann: Link, group: str, status: int
) -> None:
    made = sender.subscribe(group)

    def enabled_meanwhile(_post: object) -> int:
        sender.subscriptions.enable("ann", group, made.id, None)
        return status

    sender.receivers.answer = enabled_meanwhile
    chat.say(ann, "one", room=group)
    sender.run()
    found = sender.of(group)
    assert (found.disabled, found.failures, found.due) == (False, 0, None)
    assert chat.mail.sent == []
    sender.receivers.answer = lambda _post: 200
    chat.say(ann, "two", room=group)
    assert [event["data"]["message"]["body"] for event in sender.run()] == ["one", "two"]


def test_who_enables_it_because_of_the_mail_is_not_undone(
    chat: Chat, sender: Sender, ann: Link, group: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = sender.subscribe(group)
    sender.receivers.answer = lambda _post: 410

    def enable(*_: object) -> None:
        sender.subscriptions.enable("ann", group, made.id, None)

    monkeypatch.setattr(chat.mail, "send", enable)
    chat.say(ann, room=group)
    sender.run()
    assert not sender.of(group).disabled
    sender.receivers.answer = lambda _post: 200
    assert len(sender.run()) == 1


def test_one_that_fails_keeps_no_other_chat_back(chat: Chat, sender: Sender, ann: Link, bob: Link, group: str) -> None:
    Community(chat).appoint("ann", "moderator")
    sender.subscribe(group, url="https://broken.example.org/")
    sender.subscribe(PUBLIC_CHAT)

    def answer(post: object) -> int:
        if "broken" in str(post):
            raise RuntimeError
        return 200

    sender.receivers.answer = answer
    chat.say(ann, room=group)
    chat.say(ann)
    with pytest.raises(RuntimeError):
        sender.run()
    assert sum("receiver.example" in post.url for post in sender.receivers.posts) == 1


def test_what_could_not_be_looked_at_is_found_by_the_sweep_though_no_call_comes_again(
    chat: Chat, sender: Sender, ann: Link, group: str
) -> None:
    sender.subscribe(group)

    def broken(_post: object) -> int:
        raise RuntimeError

    sender.receivers.answer = broken
    chat.say(ann, "one", room=group)
    with pytest.raises(RuntimeError):
        sender.run()
    sender.receivers.answer = lambda _post: 200
    chat.clock.advance(minutes=5)
    assert [event["data"]["message"]["body"] for event in sender.sweep()] == ["one"]
    assert sender.waiting_retries() == 0


def test_what_waits_for_somebody_else_is_found_by_the_sweep_though_its_wake_is_lost(
    chat: Chat, sender: Sender, ann: Link, group: str
) -> None:
    sender.subscribe(group)
    assert sender.rows.take(sender.of(group), chat.clock.now()) is not None
    chat.say(ann, room=group)
    for _ in range(10):
        assert sender.run() == []
        chat.clock.advance(seconds=5)
    assert sender.waiting_retries() == 1
    chat.clock.advance(minutes=10)
    assert len(sender.sweep()) == 1


def test_who_has_very_much_to_be_told_comes_again(
    chat: Chat, sender: Sender, ann: Link, group: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("snowfight.domain.events.sending.MOST", 10)
    sender.subscribe(group)
    for _ in range(25):
        chat.clock.advance(seconds=5)
        chat.say(ann, room=group)
    assert [len(sender.run()) for _ in range(4)] == [10, 10, 5, 0]


def test_a_slow_one_leaves_its_turn_and_comes_again(chat: Chat, sender: Sender, ann: Link, group: str) -> None:
    sender.subscribe(group)

    def slow(_post: object) -> int:
        chat.clock.advance(seconds=9)
        return 200

    sender.receivers.answer = slow
    for _ in range(5):
        chat.say(ann, room=group)
    assert [len(sender.run()) for _ in range(3)] == [3, 2, 0]


def test_without_time_nothing_is_begun_and_it_comes_again(chat: Chat, sender: Sender, ann: Link, group: str) -> None:
    sender.subscribe(group)
    chat.say(ann, room=group)
    assert sender.run(has_time=lambda: False) == []
    assert len(sender.run()) == 1


def test_what_could_not_be_begun_has_not_failed_and_is_tried_again_soon(
    chat: Chat, sender: Sender, ann: Link, group: str
) -> None:
    sender.subscribe(group)

    def occupied(_post: object) -> int:
        raise Unavailable

    sender.receivers.answer = occupied
    chat.say(ann, "one", room=group)
    for _ in range(len(RETRIES) + 2):
        assert len(sender.run()) == 1
        assert sender.run() == []
        chat.clock.advance(seconds=5)
    found = sender.of(group)
    assert (found.failures, found.failing_since, found.disabled) == (0, None, False)
    sender.receivers.answer = lambda _post: 200
    assert [event["data"]["message"]["body"] for event in sender.run()] == ["one"]


def test_who_finds_somebody_else_at_it_looks_again(chat: Chat, sender: Sender, ann: Link, group: str) -> None:
    sender.subscribe(group)
    assert sender.rows.take(sender.of(group), chat.clock.now()) is not None
    chat.say(ann, room=group)
    assert sender.run() == []
    chat.clock.advance(seconds=5)
    assert sender.run() == []
    chat.clock.advance(seconds=150)  # the other has died
    assert len(sender.run()) == 1


@pytest.mark.parametrize("end", ["banned", "deleted", "no moderator"])
def test_nothing_is_sent_in_the_name_of_who_may_not_see_to_the_chat(
    chat: Chat, sender: Sender, ann: Link, bob: Link, end: str
) -> None:
    community = Community(chat)
    chat.user("mod", verified=True)
    community.appoint("ann", "moderator")
    community.appoint("mod", "owner")
    made = sender.subscribe(PUBLIC_CHAT)
    if end == "banned":
        community.ban("ann")
    elif end == "deleted":
        chat.accounts.delete("ann")
    else:
        community.roles.give("mod", "ann", "member")
    chat.say(bob)
    assert sender.run() == []
    # Whoever enables it answers for it
    sender.subscriptions.enable("mod", PUBLIC_CHAT, made.id, None)
    assert len(sender.run()) == 1
    assert sender.of(PUBLIC_CHAT).maker == "mod"
    assert chat.mail.sent == [] or end == "banned"


def test_a_group_that_is_handed_over_is_told_of_once_its_admin_wants(
    chat: Chat, sender: Sender, ann: Link, bob: Link, group: str
) -> None:
    made = sender.subscribe(group)
    chat.groups.leave("ann", group)
    chat.say(bob, room=group)
    assert sender.run() == []
    [view] = sender.subscriptions.list("bob", group, None).subscriptions
    assert view.disabled
    sender.subscriptions.enable("bob", group, made.id, None)
    assert [event["type"] for event in sender.run()] == ["member.left", "message.created"]


def test_no_mail_to_who_wants_none(chat: Chat, sender: Sender, ann: Link, group: str) -> None:
    sender.subscribe(group)
    chat.accounts.stop_mail("ann", "ann@example.org", "bounced")
    sender.receivers.answer = lambda _post: 410
    chat.say(ann, room=group)
    sender.run()
    assert chat.mail.sent == []


def test_a_reaction_alone_wakes_too(chat: Chat, sender: Sender, ann: Link, group: str) -> None:
    chat.say(ann, room=group)
    sender.subscribe(group, "change")
    frame = React(type="react", room=group, seq=1, emoji="🐒", on=True, client_id=chat.client_id())
    chat.change(ann, frame)
    assert len(sender.run()) == 1
    chat.change(ann, frame)
    assert sender.run() == []
