"""Given a subscription, when something happens in its chat, then its receiver is told, in order and in the words of
the contract."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from snowfight.domain.events import occurrences
from snowfight.models.chat import EditGroup, NewGroup
from snowfight.models.client_frames import Delete, Edit, Pin, React
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import Account, Link
from snowfight.storage.accounts.records import account_row
from snowfight.storage.rows.rooms import AccountRow
from tests.support.chat import Chat
from tests.support.community import Community
from tests.support.event_sender import Sender


def told(events: list[dict[str, Any]]) -> list[str]:
    return [f"{event['type']} {event['data'].get('seq') or _what(event['data'])}" for event in events]


def _what(data: dict[str, Any]) -> str:
    return str(data["message"]["seq"]) if "message" in data else data["username"]


def change(chat: Chat, link: Link, kind: str, room: str, seq: int, **parts: Any) -> None:
    models: dict[str, Any] = {"edit": Edit, "delete": Delete, "react": React, "pin": Pin}
    chat.change(link, models[kind](type=kind, room=room, seq=seq, client_id=chat.client_id(), **parts))


def test_a_message_is_told_as_it_is_to_who_shows_the_chat(chat: Chat, sender: Sender, ann: Link, group: str) -> None:
    sender.subscribe(group)
    chat.say(ann, "hello 🐒", room=group)
    [event] = sender.run()
    frame = chat.gateway.frames(ann.connection_id, "message_handler")[-1]
    assert event == {
        "type": "message.created",
        "timestamp": frame["message"]["created"],
        "data": {"room": group, "message": frame["message"]},
    }
    assert event["data"]["message"]["body"] == "hello 🐒"


def test_a_change_is_told_as_its_frame_without_the_type(
    chat: Chat, sender: Sender, ann: Link, bob: Link, group: str
) -> None:
    chat.say(ann, "one", room=group)
    sender.subscribe(group, "change")
    change(chat, ann, "edit", group, 1, body="two")
    change(chat, bob, "react", group, 1, emoji="🐒", on=True)
    change(chat, ann, "pin", group, 1, on=True)
    events = sender.run()
    frames = chat.gateway.frames(bob.connection_id, "change_handler")
    assert [event["type"] for event in events] == ["message.changed"] * 3
    assert [event["data"]["rev"] for event in events] == [1, 2, 3]
    # Each with the message as it is by now, of which the last frame is the same
    assert events[-1]["data"] == {key: value for key, value in frames[-1].items() if key != "type"}
    assert [set(event["data"]) for event in events] == [set(frame) - {"type"} for frame in frames]


def test_a_reply_that_is_deleted_tells_what_is_left_of_its_thread(
    chat: Chat, sender: Sender, ann: Link, bob: Link, group: str
) -> None:
    chat.say(ann, "one", room=group)
    chat.say(bob, "two", room=group, reply_to=1)
    sender.subscribe(group, "change")
    change(chat, bob, "delete", group, 2)
    [event] = sender.run()
    frames = chat.gateway.frames(ann.connection_id, "change_handler")
    assert event["data"] == {key: value for key, value in frames[-1].items() if key != "type"}
    assert event["data"]["thread_replies"] is None


def test_what_happens_to_members_is_told_by_its_name(
    chat: Chat, sender: Sender, ann: Link, cat: Link, group: str
) -> None:
    sender.subscribe(group, "member")
    chat.user("dan", verified=True)
    chat.groups.edit("ann", group, EditGroup(add_members=["dan"], remove_members=["bob"], groupchat_name="Ice"))
    chat.groups.join("cat", group, None)
    chat.groups.leave("cat", group)
    events = sender.run()
    assert [(event["type"], event["data"]["username"]) for event in events] == [
        ("member.removed", "bob"),
        ("member.added", "dan"),
        ("member.renamed", "ann"),
        ("member.joined", "cat"),
        ("member.left", "cat"),
    ]
    for event in events:
        assert event["timestamp"] == event["data"]["created"]
        assert set(event["data"]) == {"room", "username", "created"}


def test_that_the_group_was_deleted_is_the_last_that_is_told(chat: Chat, sender: Sender, ann: Link, group: str) -> None:
    sender.subscribe(group)
    chat.say(ann, room=group)
    chat.groups.delete("ann", group)
    chat.work()
    assert told(sender.run()) == ["member.deleted ann"]
    chat.clock.advance(minutes=3)
    chat.work()
    assert sender.rows.of(group) == []
    assert sender.waits() == []


def test_a_large_edit_is_told_whole(chat: Chat, sender: Sender, ann: Link, group: str) -> None:
    sender.subscribe(group, "member")
    names = [chat.user(f"user_{number:02}", verified=True) for number in range(30)]
    chat.groups.edit("ann", group, EditGroup(add_members=names, groupchat_name="Ice", open=False))
    assert told(sender.run()) == [*(f"member.added {name}" for name in names), "member.renamed ann"]


def test_only_what_was_asked_for_is_told_and_only_from_then_on(
    chat: Chat, sender: Sender, ann: Link, bob: Link, group: str
) -> None:
    chat.say(ann, "before", room=group)
    change(chat, ann, "edit", group, 1, body="before!")
    sender.subscribe(group, "message")
    chat.say(bob, "after", room=group)
    change(chat, ann, "react", group, 1, emoji="🐒", on=True)
    chat.groups.leave("bob", group)
    assert told(sender.run()) == ["message.created 2"]


def test_each_of_five_is_told_at_its_own_pace(chat: Chat, sender: Sender, ann: Link, group: str) -> None:
    for number in range(5):
        sender.subscribe(group, "message", url=f"https://{number}.example.org/")
    sender.receivers.answer = lambda post: 500 if "//3." in post.url else 200
    chat.say(ann, room=group)
    chat.say(ann, room=group)
    sender.run()
    posts = [post.url for post in sender.receivers.posts]
    assert [posts.count(f"https://{number}.example.org/") for number in range(5)] == [2, 2, 2, 1, 2]


def test_the_public_chat_is_told_of_for_moderators(chat: Chat, sender: Sender, ann: Link, bob: Link) -> None:
    Community(chat).appoint("ann", "moderator")
    sender.subscribe(PUBLIC_CHAT)
    chat.say(bob)
    assert told(sender.run()) == ["message.created 1"]


def test_a_chat_without_subscriptions_wakes_nobody(
    chat: Chat, sender: Sender, ann: Link, bob: Link, group: str, private: str
) -> None:
    sender.subscribe(group)
    for room in (private, PUBLIC_CHAT):
        chat.say(ann, room=room)
        change(chat, ann, "react", room, 1, emoji="🐒", on=True)
    other = chat.groups.create("ann", NewGroup(groupchat_name="Other", open=True))
    chat.groups.join("bob", other, None)
    assert sender.waits() == []


def test_a_message_is_told_before_its_changes_and_each_log_in_order_after_days(
    chat: Chat, sender: Sender, ann: Link, bob: Link, cat: Link, group: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(occurrences, "PAGE", 3)
    sender.subscribe(group)
    for number in range(1, 9):
        chat.say(bob, str(number), room=group)
        change(chat, ann, "react", group, number, emoji="🐒", on=True)
        chat.clock.advance(hours=3)
        if number == 4:
            chat.groups.join("cat", group, None)
    change(chat, ann, "react", group, 1, emoji="🔥", on=True)
    chat.clock.advance(days=3)
    events = sender.run()
    names = told(events)
    assert len(events) == 8 + 9 + 1
    assert [name for name in names if "created" in name] == [f"message.created {number}" for number in range(1, 9)]
    revs = [event["data"]["rev"] for event in events if event["type"] == "message.changed"]
    assert revs == list(range(1, 10))
    for number in range(1, 9):
        assert names.index(f"message.created {number}") < names.index(f"message.changed {number}")
    assert sender.run() == []


def test_a_change_of_a_message_that_is_gone_keeps_nothing_back(
    chat: Chat, sender: Sender, ann: Link, group: str
) -> None:
    chat.groups.edit("ann", group, EditGroup(retention_days=1))
    sender.subscribe(group, "message", "change")
    chat.say(ann, "one", room=group)
    change(chat, ann, "edit", group, 1, body="two")
    chat.clock.advance(days=2)
    chat.say(ann, "three", room=group)
    assert told(sender.run()) == ["message.created 2"]


def test_a_message_that_was_deleted_before_it_was_told_shows_nothing(
    chat: Chat, sender: Sender, ann: Link, group: str
) -> None:
    sender.subscribe(group, "message")
    chat.say(ann, "secret", room=group)
    change(chat, ann, "delete", group, 1)
    [event] = sender.run()
    assert event["data"]["message"]["body"] is None
    assert event["data"]["message"]["deleted"] is not None


@pytest.fixture
def robot(chat: Chat, group: str) -> Link:
    chat.accounts.create(Account("robot", "Robot", "", email_verified=True))
    _make_bot(chat, "robot")
    link = chat.connect("robot")
    chat.groups.edit("ann", group, EditGroup(add_members=["robot"]))
    return link


def _make_bot(chat: Chat, name: str) -> None:
    assert chat.database is not None
    chat.database.update(account_row(name), [AccountRow.bot.set(True), AccountRow.maker.set("ann")])


def test_what_bots_say_is_told_to_who_wants_it_alone(
    chat: Chat, sender: Sender, ann: Link, bob: Link, group: str, robot: Link
) -> None:
    sender.subscribe(group, url="https://people.example.org/")
    sender.subscribe(group, url="https://all.example.org/", bots=True)
    chat.say(robot, "one", room=group)
    chat.say(bob, "two", room=group)
    change(chat, bob, "react", group, 1, emoji="🐒", on=True)
    change(chat, robot, "react", group, 2, emoji="🐒", on=True)
    sender.run()

    def at(host: str) -> list[str]:
        return told([post.event for post in sender.receivers.posts if host in post.url])

    assert at("people") == ["message.created 2"]
    assert sorted(at("all")) == ["message.changed 1", "message.changed 2", "message.created 1", "message.created 2"]
    assert all(not each.failures for each in sender.rows.of(group))


def test_a_bot_that_answers_its_own_events_is_slowed_down_and_nothing_is_lost(
    chat: Chat, sender: Sender, ann: Link, group: str, robot: Link
) -> None:
    sender.subscribe(group, "message", bots=True)

    def answer(_post: object) -> int:
        chat.clock.advance(milliseconds=600)  # as fast as a sender's budget lets them
        chat.say(robot, "again", room=group)
        return 200

    sender.receivers.answer = answer
    chat.say(robot, "first", room=group)
    began = chat.clock.now()
    while chat.clock.now() - began < timedelta(minutes=10):
        sender.run()
        chat.clock.advance(seconds=1)
    total = len(sender.receivers.posts)
    assert 200 < total < 420  # one in 2 s, after a burst of 60
    assert [post.event["data"]["message"]["seq"] for post in sender.receivers.posts] == list(range(1, total + 1))


def test_what_is_paced_is_found_by_the_sweep_though_its_wake_is_lost(
    chat: Chat, sender: Sender, ann: Link, group: str, robot: Link, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("snowfight.domain.events.pace.BURST", 1)
    sender.subscribe(group, "message", bots=True)
    for _ in range(3):
        chat.say(robot, room=group)
    assert len(sender.run()) == 1
    for _ in range(2):
        chat.clock.advance(minutes=10)
        assert len(sender.sweep()) == 1


def test_a_run_of_what_is_not_told_ends_with_the_time_and_comes_again(
    chat: Chat, sender: Sender, ann: Link, robot: Link, group: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("snowfight.domain.events.occurrences.PAGE", 2)
    sender.subscribe(group, "message")
    for _ in range(6):
        chat.say(robot, room=group)
    chat.say(ann, "for people", room=group)
    places: list[int] = []
    for _ in range(3):
        assert sender.run(has_time=lambda: False) == []
        places.append(sender.of(group).cursor.seq)
    assert places == [2, 4, 6]
    assert [event["data"]["message"]["body"] for event in sender.run()] == ["for people"]
