"""Given mentions, when lists of chats are asked for, then they say how many unread messages mention one."""

from __future__ import annotations

import pytest

from snowfight.domain.presence.welcome import Welcome
from snowfight.models.chat import EditGroup
from snowfight.models.client_frames import Read
from snowfight.models.records import Link
from snowfight.storage.mentions.unread import KEPT, SPARE, UnreadMentions
from tests.support.changes import delete, edit, frames, message
from tests.support.chat import Chat
from tests.support.crowd import crowd
from tests.support.mentions import bodies, kept, unread
from tests.support.wire import Wire


def read(chat: Chat, link: Link, room: str, seq: int) -> None:
    chat.read_receipts.read(link, Read(type="read", room=room, seq=seq))


def test_what_is_read_is_counted_no_more(chat: Chat, group: str, ann: Link, bob: Link) -> None:
    for body in ("@bob", "hello", "@bob"):
        chat.say(ann, body, room=group)
    assert unread(chat, "bob", group) == 2
    read(chat, bob, group, 1)
    assert unread(chat, "bob", group) == 1
    read(chat, bob, group, 3)
    assert unread(chat, "bob", group) == 0


def test_who_writes_has_read(chat: Chat, group: str, ann: Link, bob: Link) -> None:
    chat.say(ann, "@bob", room=group)
    chat.say(bob, "yes?", room=group)
    assert unread(chat, "bob", group) == 0


def test_each_chat_is_counted_by_itself(chat: Chat, group: str, private: str, ann: Link, bob: Link) -> None:
    chat.say(ann, "@bob", room=group)
    chat.say(ann, "@bob", room=private)
    chat.say(ann, "@bob")
    read(chat, bob, private, 1)
    assert [unread(chat, "bob", room) for room in (group, private)] == [1, 0]
    assert unread(chat, "bob") == 1


def test_a_new_connection_is_told_how_many(chat: Chat, group: str, ann: Link, bob: Link) -> None:
    chat.say(ann, "@bob", room=group)
    welcome = Welcome(chat.rooms, chat.connections, chat.counts, chat.fanout, chat.retention, chat.clock)
    welcome.welcome(bob)
    assert frames(chat, bob, "chat_indicators")[-1]["unread_mentions"] == {group: 1}


@pytest.mark.parametrize("body", ["@bob", "@all"])
def test_a_deleted_message_mentions_nobody(chat: Chat, group: str, ann: Link, bob: Link, body: str) -> None:
    crowd(chat, group, [f"user_{number:02}" for number in range(19)])
    chat.say(ann, body, room=group)
    assert unread(chat, "bob", group) == 1
    delete(chat, ann, 1, room=group)
    assert (unread(chat, "bob", group), bodies(chat, "bob")) == (0, [])
    assert message(chat, "bob", 1, group).mentions == []
    assert not message(chat, "bob", 1, group).mentions_all


def test_a_message_that_is_over_mentions_nobody(chat: Chat, group: str, ann: Link, bob: Link) -> None:
    chat.groups.edit("ann", group, EditGroup(retention_days=1))
    chat.say(ann, "@bob", room=group)
    chat.clock.advance(hours=23)
    chat.say(ann, "@bob again", room=group)
    assert unread(chat, "bob", group) == 2
    chat.clock.advance(hours=2)
    assert (unread(chat, "bob", group), bodies(chat, "bob")) == (1, ["@bob again"])


def test_up_to_a_hundred_are_counted_and_the_oldest_forgotten(chat: Chat, group: str, ann: Link, bob: Link) -> None:
    for _ in range(KEPT + SPARE + 1):
        chat.say(ann, "@bob", room=group)
    assert unread(chat, "bob", group) == 100
    read(chat, bob, group, KEPT + SPARE - 1)
    assert unread(chat, "bob", group) == 2
    numbers = chat.rooms.memberships.of("bob")[group].mentions
    assert sorted(numbers) == list(range(SPARE + 2, KEPT + SPARE + 2))


def test_of_what_mentions_everybody_the_newest_are_remembered(chat: Chat, group: str, ann: Link) -> None:
    crowd(chat, group, [f"user_{number:02}" for number in range(19)])
    for _ in range(KEPT + 5):
        chat.say(ann, "@all", room=group)
    assert unread(chat, "bob", group) == KEPT
    assert kept("bob")[-1] == (group, KEPT + 5)


def test_two_at_once_both_count(chat: Chat, group: str, ann: Link, bob: Link) -> None:
    """Each of the two has read the chat's row before the other wrote it."""
    state = chat.rooms.states([group])[group]
    assert chat.database is not None
    marks = UnreadMentions(chat.database)
    for seq in (2, 1):
        marks.add(group, seq, {"bob"})
        marks.add_all(state, seq)
    found = chat.rooms.states([group])[group]
    assert set(chat.rooms.memberships.of("bob")[group].mentions) == set(found.mentions_all) == {1, 2}


def test_who_has_gone_is_passed_over(chat: Chat, group: str, ann: Link, bob: Link) -> None:
    room = chat.rooms.load(group)
    chat.groups.leave("bob", group)
    assert room is not None
    assert chat.database is not None
    UnreadMentions(chat.database).add(group, 1, {"bob", "cat"})
    assert group not in chat.rooms.memberships.of("bob")
    assert group not in chat.rooms.memberships.of("cat")


class TestEdits:
    def test_who_is_mentioned_by_an_edit_is_told_then(self, chat: Chat, group: str, ann: Link, bob: Link) -> None:
        chat.say(ann, "hello", room=group)
        edit(chat, ann, 1, "hello, @bob", room=group)
        assert frames(chat, bob)[-1]["message"]["mentions"] == ["bob"]
        assert (unread(chat, "bob", group), bodies(chat, "bob")) == (1, ["hello, @bob"])

    def test_who_is_mentioned_no_more_is_not_told(self, chat: Chat, group: str, ann: Link, bob: Link) -> None:
        chat.say(ann, "hello, @bob", room=group)
        edit(chat, ann, 1, "hello", room=group)
        assert message(chat, "bob", 1, group).mentions == []
        assert (unread(chat, "bob", group), kept("bob")) == (0, [])

    def test_who_was_told_already_has_nothing_written(
        self, chat: Chat, group: str, ann: Link, bob: Link, wire: Wire
    ) -> None:
        chat.groups.edit("ann", group, EditGroup(add_members=[chat.user("cat", verified=True)]))
        chat.say(ann, "hello, @bob", room=group)
        with wire.watched() as seen:
            edit(chat, ann, 1, "hello, @bob and @cat", room=group)
        written = str([each.arguments for each in seen.requests if each.writes])
        assert "MENTIONS#cat" in written
        assert "MENTIONS#bob" not in written
        assert "USER#bob" not in written

    def test_everybody_is_mentioned_and_not_any_more(self, chat: Chat, group: str, ann: Link, bob: Link) -> None:
        crowd(chat, group, [f"user_{number:02}" for number in range(19)])
        chat.say(ann, "@all", room=group)
        edit(chat, ann, 1, "only @bob", room=group)
        assert (unread(chat, "bob", group), kept("bob"), kept("user_07")) == (1, [(group, 1)], [])
        edit(chat, ann, 1, "none", room=group, known=message(chat, "ann", 1, group).model_dump(mode="json")["edited"])
        assert (unread(chat, "bob", group), kept("bob")) == (0, [])

    def test_the_author_of_what_is_answered_stays_told(self, chat: Chat, group: str, ann: Link, bob: Link) -> None:
        chat.say(bob, "who comes?", room=group)
        chat.say(ann, "I do", room=group, reply_to=1)
        edit(chat, ann, 2, "I do not", room=group)
        assert (unread(chat, "bob", group), bodies(chat, "bob")) == (1, ["I do not"])
