"""Given a call that is over, then the chat's log tells of it once, unread to those alone who had nothing to do with
it."""

from __future__ import annotations

from typing import Any

import pytest

from snowfight.errors import NotEditable, NotYours
from snowfight.models.chat import EditGroup
from snowfight.models.client_frames import React
from snowfight.models.records import Link
from tests.support.changes import delete, edit
from tests.support.chat import Chat
from tests.support.phone_calls import Device, Phones
from tests.support.wire import Wire

Circle = tuple[Device, Device, Device]


def unread(chat: Chat, username: str, room: str) -> int:
    return chat.chat_lists.one(username, room).unread


def told(phones: Phones, page: Device) -> list[dict[str, Any]]:
    """The messages that were posted to the page."""
    return [each["message"] for each in phones.news(page.link) if each["type"] == "message_handler"]


def ring(circle: Circle, *, video: bool = False) -> None:
    ann, bob, cat = circle
    ann.start(video=video)
    bob.call = cat.call = ann.call


def test_of_an_answered_call_it_says_who_was_in_it_and_for_how_long(
    chat: Chat, phones: Phones, circle: Circle, group: str
) -> None:
    ann, bob, _cat = circle
    ring(circle)
    chat.clock.advance(seconds=7)
    bob.accept(video=True)
    chat.clock.advance(seconds=12.9)
    ann.leave()
    chat.clock.advance(seconds=20)
    bob.leave()
    [message] = phones.logged("cat", group)
    assert message["author"]["username"] == "ann"
    assert message["body"] is message["file"] is None
    assert message["call"] == {
        "video": True,
        "outcome": "answered",
        "seconds": 32,
        "participants": ["ann", "bob"],
        "missed": ["cat"],
    }
    assert [unread(chat, name, group) for name in ("ann", "bob", "cat")] == [0, 0, 1]
    assert [each["call"] for page in circle for each in told(phones, page)] == [message["call"]] * 3


def test_of_a_missed_call_it_says_who_missed_it(chat: Chat, phones: Phones, circle: Circle, group: str) -> None:
    _ann, bob, _cat = circle
    ring(circle)
    bob.decline()
    phones.wait(group, 60)
    [message] = phones.logged("ann", group)
    assert message["call"] == {
        "video": False,
        "outcome": "missed",
        "seconds": 0,
        "participants": ["ann"],
        "missed": ["cat"],
    }
    assert [unread(chat, name, group) for name in ("ann", "bob", "cat")] == [0, 0, 1]


def test_of_a_declined_and_of_a_cancelled_call(
    chat: Chat, phones: Phones, ann_page: Device, bob_page: Device, private: str
) -> None:
    ann_page.start()
    bob_page.call = ann_page.call
    bob_page.decline()
    ann_page.start()
    ann_page.leave()
    declined, cancelled = [each["call"] for each in phones.logged("bob", private)]
    assert (declined["outcome"], declined["participants"], declined["missed"]) == ("declined", ["ann"], [])
    assert (cancelled["outcome"], cancelled["participants"], cancelled["missed"]) == ("cancelled", ["ann"], ["bob"])
    assert unread(chat, "bob", private) == 1


def test_of_a_call_to_somebody_who_is_busy(
    chat: Chat, phones: Phones, cat: Link, ann_page: Device, bob_page: Device
) -> None:
    ann_page.start()
    room = chat.private_chats.with_user("cat", "ann")
    phones.device("cat", room, link=cat).start()
    [message] = phones.logged("ann", room)
    assert (message["call"]["outcome"], message["call"]["missed"]) == ("missed", [])
    assert unread(chat, "ann", room) == 1


def test_all_other_messages_are_of_no_call(chat: Chat, ann: Link, bob: Link, private: str) -> None:
    chat.say(ann, room=private)
    [frame] = chat.gateway.frames(bob.connection_id, "message_handler")
    assert frame["message"]["call"] is None


def test_a_chat_says_what_rings_and_goes_on_in_it_and_then_nothing(
    phones: Phones, ann_page: Device, bob_page: Device, private: str
) -> None:
    assert phones.going_on("bob", private) is None
    ann_page.start(video=True)
    known = {"call": ann_page.call, "video": True, "started_by": "ann"}
    assert phones.going_on("bob", private) == {**known, "state": "ringing", "version": 1}
    bob_page.call = ann_page.call
    bob_page.accept()
    assert phones.going_on("bob", private) == {**known, "state": "live", "version": 2}
    ann_page.leave()
    bob_page.leave()
    assert phones.going_on("bob", private) is None


def test_nobody_edits_or_deletes_it(
    chat: Chat, phones: Phones, circle: Circle, group: str, ann: Link, bob: Link
) -> None:
    _ann, bob_page, _cat = circle
    bob_page.start()
    bob_page.leave()
    for link in (ann, bob):
        with pytest.raises(NotEditable):
            edit(chat, link, 1, "nothing", room=group)
        with pytest.raises(NotYours):
            delete(chat, link, 1, room=group)
    # Nor is it out of reach of what messages are for otherwise
    chat.change(ann, React(type="react", room=group, seq=1, client_id=chat.client_id(), emoji="👍", on=True))
    chat.say(ann, "sorry, I was skating", room=group, reply_to=1)
    assert len(phones.logged("ann", group)) == 1


def test_retention_takes_it(chat: Chat, phones: Phones, circle: Circle, group: str) -> None:
    chat.groups.edit("ann", group, EditGroup(retention_days=7))
    ring(circle)
    circle[0].leave()
    chat.clock.advance(days=6)
    assert len(phones.logged("bob", group)) == 1
    chat.clock.advance(days=2)
    assert phones.logged("bob", group) == []


def test_whoever_left_the_group_meanwhile_is_not_brought_back_by_it(
    chat: Chat, phones: Phones, circle: Circle, group: str
) -> None:
    ann, bob, cat = circle
    ring(circle)
    bob.accept()
    cat.decline()
    chat.groups.leave("bob", group)
    chat.groups.leave("cat", group)
    ann.leave()
    [message] = phones.logged("ann", group)
    assert message["call"]["participants"] == ["ann", "bob"]
    for name in ("bob", "cat"):
        assert group not in [each.name for each in chat.chat_lists.all(name).chats]


def test_a_starter_who_left_the_group_is_its_author_all_the_same(
    chat: Chat, phones: Phones, circle: Circle, group: str
) -> None:
    ann, bob, cat = circle
    cat.start()
    ann.call = bob.call = cat.call
    bob.accept()
    chat.groups.leave("cat", group)
    bob.leave()
    [message] = phones.logged("ann", group)
    assert message["author"]["username"] == "cat"


@pytest.mark.parametrize("steps", range(18))
def test_whoever_ends_a_call_and_dies_is_followed_by_the_watcher(
    chat: Chat, phones: Phones, wire: Wire, ann_page: Device, bob_page: Device, private: str, steps: int
) -> None:
    ann_page.start()
    bob_page.call = ann_page.call
    with wire.dead_after(steps):
        bob_page.decline()
    bob_page.decline()
    phones.wait(private, 12)
    assert [each["call"]["outcome"] for each in phones.logged("ann", private)] == ["declined"]
    assert unread(chat, "bob", private) == 0
    assert phones.going_on("ann", private) is None


@pytest.mark.parametrize("steps", range(18))
def test_two_who_end_it_at_once_leave_one_message(
    phones: Phones, wire: Wire, ann_page: Device, bob_page: Device, private: str, steps: int
) -> None:
    ann_page.start()
    bob_page.call = ann_page.call
    with wire.rival_after(steps, bob_page.decline):
        ann_page.leave()
    phones.wait(private, 12)
    assert ann_page.sync()["state"] == "over"
    assert len(phones.logged("ann", private)) == 1


@pytest.mark.parametrize("steps", range(24))
def test_the_next_call_waits_for_the_message_of_the_last(
    chat: Chat, phones: Phones, wire: Wire, ann_page: Device, bob_page: Device, private: str, steps: int
) -> None:
    ann_page.start()
    bob_page.call = ann_page.call
    with wire.dead_after(steps):
        bob_page.decline()
    chat.clock.advance(seconds=1)
    again = phones.device("ann", private)
    again.call = again.start()["call"]
    again.leave()
    phones.wait(private, 12)
    outcomes = [each["call"]["outcome"] for each in phones.logged("ann", private)]
    assert outcomes in (["declined", "cancelled"], ["cancelled"])  # where Bob died before, Ann has joined her own call
    assert phones.going_on("ann", private) is None


def test_a_message_that_cannot_be_stored_holds_up_the_next_call(
    phones: Phones, ann_page: Device, bob_page: Device, private: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann_page.start()
    with monkeypatch.context() as broken:
        broken.setattr(phones.parts.messages, "_log", _broken)
        ann_page.leave()
        assert ann_page.start()["code"] == "unavailable"
    assert ann_page.start()["state"] == "ringing"
    assert len(phones.logged("bob", private)) == 1


def _broken(*_arguments: object) -> int:
    raise TimeoutError


def test_a_call_s_length_is_told_in_whole_seconds(
    chat: Chat, ann_page: Device, bob_page: Device, phones: Phones
) -> None:
    ann_page.start()
    bob_page.call = ann_page.call
    bob_page.accept()
    chat.clock.advance(seconds=0.9)
    bob_page.leave()
    ann_page.leave()
    [message] = phones.logged("ann", ann_page.room)
    assert message["call"]["seconds"] == 0
