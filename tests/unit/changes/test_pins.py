"""Given a chat, when those who may pin messages to it, then everybody finds them, the newest pin first."""

from __future__ import annotations

from dataclasses import replace

import pytest

from snowfight.models.records import Link
from snowfight.storage.database import Database
from tests.support.changes import delete, edit, frames, message, pin, refusal, revs
from tests.support.chat import Chat
from tests.support.tables import SETTINGS
from tests.support.wire import Wire


def pinned(chat: Chat, room: str, username: str = "ann") -> list[int]:
    return [each.seq for each in chat.changes.pages.pins(username, room).messages]


def say(chat: Chat, link: Link, count: int, room: str) -> None:
    for number in range(count):
        chat.say(link, str(number), room=room)


def test_both_of_a_private_chat_pin_either_ones_messages_and_take_them_down(
    chat: Chat, private: str, ann: Link, bob: Link
) -> None:
    # Given
    say(chat, ann, 3, private)
    # When
    for link, seq in ((ann, 1), (bob, 3), (bob, 2)):
        pin(chat, link, seq, room=private)
    # Then
    assert pinned(chat, private, "bob") == [2, 3, 1]
    assert [message(chat, "ann", seq, private).pinned for seq in (1, 2, 3)] == [True] * 3
    assert [frame["message"]["pinned"] for frame in frames(chat, bob)] == [True] * 3
    pin(chat, ann, 3, on=False, room=private)
    assert pinned(chat, private) == [2, 1]
    assert not message(chat, "ann", 3, private).pinned
    assert (frames(chat, bob)[-1]["on"], frames(chat, bob)[-1]["message"]["pinned"]) == (False, False)
    # and a pin that comes again is the newest
    pin(chat, ann, 1, on=False, room=private)
    pin(chat, ann, 1, room=private)
    assert pinned(chat, private) == [1, 2]


def test_of_a_group_only_the_admin_pins_and_of_the_public_chat_nobody_does(
    chat: Chat, group: str, ann: Link, bob: Link
) -> None:
    for link in (ann, bob):
        chat.say(link, room=group)
        chat.say(link)
    for on in (True, False):
        assert refusal(lambda on=on: pin(chat, bob, 2, on=on, room=group)) == "not_admin"
        assert refusal(lambda on=on: pin(chat, ann, 1, on=on)) == "not_admin"
    pin(chat, ann, 2, room=group)
    assert pinned(chat, group, "bob") == [2]
    assert revs(chat) == []


def test_the_list_shows_what_a_pin_has_become(chat: Chat, private: str, ann: Link, bob: Link) -> None:
    say(chat, ann, 2, private)
    for seq in (1, 2):
        pin(chat, bob, seq, room=private)
    edit(chat, ann, 1, "edited", room=private)
    assert [each.body for each in chat.changes.pages.pins("bob", private).messages] == ["1", "edited"]
    assert chat.changes.pages.pins("bob", private).messages[1] == message(chat, "bob", 1, private)
    delete(chat, ann, 1, room=private)
    assert pinned(chat, private) == [2]


def test_a_chat_has_fifty_pins(chat: Chat, private: str, ann: Link) -> None:
    # Given
    say(chat, ann, 52, private)
    for seq in range(1, 51):
        pin(chat, ann, seq, room=private)
    # When, Then
    assert refusal(lambda: pin(chat, ann, 51, room=private)) == "too_many_pins"
    assert not pin(chat, ann, 50, room=private).stored
    pin(chat, ann, 7, on=False, room=private)
    assert pin(chat, ann, 51, room=private).stored
    # and what is deleted gives its place away
    delete(chat, ann, 8, room=private)
    assert pin(chat, ann, 52, room=private).stored
    assert pinned(chat, private) == [52, 51, *range(50, 8, -1), *range(6, 0, -1)]


def test_pins_that_are_over_take_no_place(database: Database, wire: Wire) -> None:
    # Given a chat that keeps messages for ten days, and fifty pins from the first of them
    chat = Chat(settings=replace(SETTINGS, retention_days=10, rate_burst=1000), database=database)
    ann = chat.connect(chat.user("ann", verified=True))
    chat.user("bob", verified=True)
    private = chat.private_chats.with_user("ann", "bob")
    say(chat, ann, 50, private)
    for seq in range(1, 51):
        pin(chat, ann, seq, room=private)
    chat.clock.advance(days=9)
    say(chat, ann, 2, private)
    assert refusal(lambda: pin(chat, ann, 51, room=private)) == "too_many_pins"
    # When
    chat.clock.advance(days=1)
    # Then
    assert pinned(chat, private) == []
    assert refusal(lambda: pin(chat, ann, 1, on=False, room=private)) == "no_such_message"
    pin(chat, ann, 51, room=private)
    pin(chat, ann, 52, room=private)
    assert pinned(chat, private) == [52, 51]


def test_pins_are_for_who_may_see_the_chat(chat: Chat, private: str, group: str, cat: Link) -> None:
    for room, code in ((private, "no_such_chat"), (group, "not_a_member"), ("nowhere", "no_such_chat")):
        assert refusal(lambda room=room: chat.changes.pages.pins("cat", room)) == code
        assert refusal(lambda room=room: pin(chat, cat, 1, room=room)) == "no_such_chat"


@pytest.mark.parametrize("count", range(5))
@pytest.mark.parametrize("on", [True, False])
def test_two_who_pin_at_once_are_both_there(
    chat: Chat, wire: Wire, private: str, ann: Link, bob: Link, count: int, on: bool
) -> None:
    # Given
    say(chat, ann, 3, private)
    pin(chat, ann, 1, room=private)
    # When
    with wire.rival_after(count, lambda: pin(chat, bob, 1, on=on, room=private)) as acted:
        pin(chat, ann, 2, room=private)
    # Then
    assert acted()
    assert sorted(pinned(chat, private)) == ([1, 2] if on else [2])
    assert [each for each in (1, 2) if message(chat, "ann", each, private).pinned] == sorted(pinned(chat, private))


@pytest.mark.parametrize("count", range(5))
def test_of_two_at_once_one_is_the_fiftieth(chat: Chat, wire: Wire, private: str, count: int) -> None:
    # Given
    ann, bob = chat.connect("ann"), chat.connect("bob")
    say(chat, ann, 51, private)
    for seq in range(1, 50):
        pin(chat, ann, seq, room=private)
    codes: list[str] = []

    def act(link: Link, seq: int) -> None:
        try:
            pin(chat, link, seq, room=private)
        except Exception as error:  # noqa: BLE001
            codes.append(getattr(error, "code", str(error)))

    # When
    with wire.rival_after(count, lambda: act(bob, 51)):
        act(ann, 50)
    # Then
    assert codes == ["too_many_pins"]
    assert len(pinned(chat, private)) == 50


@pytest.mark.parametrize("count", range(5))
def test_a_message_that_is_deleted_while_it_is_pinned_is_no_pin(
    chat: Chat, wire: Wire, private: str, ann: Link, bob: Link, count: int
) -> None:
    say(chat, ann, 1, private)
    with wire.rival_after(count, lambda: delete(chat, ann, 1, room=private)):
        try:
            pin(chat, bob, 1, room=private)
        except Exception as error:  # noqa: BLE001
            assert getattr(error, "code", error) == "no_such_message"  # noqa: PT017
    assert pinned(chat, private) == []
    assert not message(chat, "ann", 1, private).pinned
