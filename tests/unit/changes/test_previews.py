"""Given what was said has changed, when somebody looks at their chats or takes a copy, then they find it so there."""

from __future__ import annotations

import json
from typing import Any

import pytest

from snowfight.domain.presence.welcome import Welcome
from snowfight.models.chat import Chat as ChatView
from snowfight.models.client_frames import Join, Read
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import Link
from tests.support.changes import delete, edit, frames, message, pin, react
from tests.support.chat import Chat
from tests.support.wire import Wire


def listed(chat: Chat, username: str, room: str) -> ChatView:
    [found] = [each for each in chat.chat_lists.all(username).chats if each.name == room]
    return found


def export(chat: Chat, username: str) -> list[dict[str, Any]]:
    lines: list[str] = []
    cursor: str | None = ""
    while cursor is not None:
        page = chat.export.page(username, cursor)
        lines, cursor = lines + page.lines, page.cursor
    return [json.loads(line) for line in lines]


def test_a_change_makes_nothing_unread_and_moves_no_chat(
    chat: Chat, private: str, group: str, ann: Link, bob: Link
) -> None:
    # Given
    chat.say(ann, "one", room=private)
    chat.say(ann, "two", room=group)
    before = [(each.name, each.unread, each.last_seq) for each in chat.chat_lists.all("bob").chats]
    # When
    edit(chat, ann, 1, "three", room=private)
    react(chat, ann, 1, room=private)
    pin(chat, bob, 1, room=private)
    # Then
    assert [(each.name, each.unread, each.last_seq) for each in chat.chat_lists.all("bob").chats] == before
    assert listed(chat, "bob", private).last_rev == 3
    assert listed(chat, "bob", group).last_rev == 0


def test_the_last_message_of_a_chat_is_shown_as_it_is_now(chat: Chat, private: str, ann: Link, bob: Link) -> None:
    chat.say(ann, "one", room=private)
    chat.say(ann, "two", room=private)
    edit(chat, ann, 1, "one, edited", room=private)
    assert listed(chat, "bob", private).last_message == message(chat, "bob", 2, private)
    edit(chat, ann, 2, "two, edited", room=private)
    react(chat, bob, 2, room=private)
    last = listed(chat, "bob", private).last_message
    assert last is not None
    assert last == message(chat, "bob", 2, private)
    assert (last.body, last.reactions[0].me) == ("two, edited", True)
    delete(chat, ann, 2, room=private)
    last = listed(chat, "bob", private).last_message
    assert last is not None
    assert last == message(chat, "bob", 2, private)
    assert (last.seq, last.body, last.deleted_by) == (2, None, "ann")


def test_unread_falls_by_what_is_deleted_unread_and_by_nothing_else(
    chat: Chat, group: str, ann: Link, bob: Link
) -> None:
    # Given
    for number in range(5):
        chat.say(ann, str(number), room=group)
    chat.read_receipts.read(bob, Read(type="read", room=group, seq=2))
    assert listed(chat, "bob", group).unread == 3
    # When, Then
    for seq, unread in ((1, 3), (4, 2), (4, 2), (5, 1), (3, 0)):
        delete(chat, ann, seq, room=group)
        assert listed(chat, "bob", group).unread == unread
        told = _welcomed(chat, "bob")
        assert (told["unread"][group], told["last_revs"][group]) == (unread, listed(chat, "bob", group).last_rev)
    chat.say(ann, "new", room=group)
    assert listed(chat, "bob", group).unread == 1


def _welcomed(chat: Chat, username: str) -> dict[str, Any]:
    welcome = Welcome(chat.rooms, chat.connections, chat.counts, chat.fanout, chat.retention, chat.clock)
    link = chat.connect(username)
    welcome.welcome(link)
    [indicators] = frames(chat, link, "chat_indicators")
    return indicators


def test_the_newest_two_hundred_deletions_count(chat: Chat, private: str, ann: Link, bob: Link) -> None:
    # Given
    for number in range(205):
        chat.say(ann, str(number), room=private)
    # When the oldest are deleted first
    for seq in range(1, 206):
        delete(chat, ann, seq, room=private)
    # Then those of the newest two hundred are known
    assert listed(chat, "bob", private).unread == 5
    chat.read_receipts.read(bob, Read(type="read", room=private, seq=5))
    assert listed(chat, "bob", private).unread == 0


def test_who_wrote_the_tombstone_has_read_it(chat: Chat, private: str, ann: Link, bob: Link) -> None:
    chat.say(bob, "one", room=private)
    chat.say(ann, "two", room=private)
    delete(chat, ann, 2, room=private)
    assert [listed(chat, name, private).unread for name in ("ann", "bob")] == [0, 0]


@pytest.mark.parametrize("count", range(5))
def test_two_deletions_at_once_both_count(
    chat: Chat, wire: Wire, private: str, ann: Link, bob: Link, count: int
) -> None:
    for author in (ann, bob, ann):
        chat.say(author, room=private)
    chat.user("eve", verified=True)
    with wire.rival_after(count, lambda: delete(chat, bob, 2, room=private)):
        delete(chat, ann, 3, room=private)
    assert set(chat.rooms.states([private])[private].deletions) == {2, 3}


def test_a_copy_has_ones_own_messages_as_they_are_now_and_ones_own_reactions(
    chat: Chat, private: str, ann: Link, bob: Link
) -> None:
    # Given
    for body in ("one", "two", "three"):
        chat.say(ann, body, room=private)
    chat.say(bob, "bob's")
    edit(chat, ann, 1, "one, edited", room=private)
    delete(chat, ann, 2, room=private)
    for seq, emoji in ((1, "👍"), (1, "🎉"), (3, "👍")):
        react(chat, ann, seq, emoji, room=private)
    react(chat, bob, 1, room=private)
    react(chat, ann, 1, "❤")
    react(chat, ann, 3, on=False, room=private)
    # When
    lines = export(chat, "ann")
    # Then
    own = [line for line in lines if line["kind"] == "message"]
    assert [(line["seq"], line["body"], line["rev"]) for line in own] == [
        (1, "one, edited", 6),
        (2, None, 2),
        (3, "three", 7),
    ]
    assert own[0]["edited"]
    assert own[1]["deleted_by"] == "ann"
    assert "two" not in str(lines)
    reactions = sorted((line for line in lines if line["kind"] == "reaction"), key=lambda line: line["emoji"])
    assert reactions == [
        {"kind": "reaction", "room": PUBLIC_CHAT, "seq": 1, "emoji": "❤️"},
        {"kind": "reaction", "room": private, "seq": 1, "emoji": "🎉"},
        {"kind": "reaction", "room": private, "seq": 1, "emoji": "👍"},
    ]
    delete(chat, ann, 1, room=private)
    assert {line["room"] for line in export(chat, "ann") if line["kind"] == "reaction"} == {PUBLIC_CHAT}


def test_opening_a_chat_tells_of_its_changes(chat: Chat, private: str, ann: Link, bob: Link) -> None:
    chat.say(ann, "one", room=private)
    assert chat.subscriptions.join(bob, Join(type="join", room=private))[0].last_rev == 0
    react(chat, bob, 1, room=private)
    assert chat.subscriptions.join(bob, Join(type="join", room=private))[0].last_rev == 1
    page = chat.chat_lists.open("bob", private)
    assert (page.rev, page.chat.last_rev, page.messages[0].rev) == (1, 1, 1)
