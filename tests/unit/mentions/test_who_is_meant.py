"""Given a message with names in it, when it is sent, then it mentions those of them who are in the chat."""

from __future__ import annotations

import pytest

from snowfight.models.chat import EditGroup
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import Link
from tests.support.changes import frames, message
from tests.support.chat import Chat
from tests.support.crowd import crowd
from tests.support.mentions import bodies, kept, unread


def test_a_name_in_a_group_mentions_its_member_in_any_case(chat: Chat, group: str, ann: Link, bob: Link) -> None:
    chat.say(ann, "look, @BOB", room=group)
    assert message(chat, "bob", 1, group).mentions == ["bob"]
    assert frames(chat, bob, "message_handler")[-1]["message"]["mentions"] == ["bob"]
    assert (unread(chat, "bob", group), bodies(chat, "bob")) == (1, ["look, @BOB"])


def test_who_is_not_in_the_group_is_not_mentioned(chat: Chat, group: str, ann: Link, cat: Link) -> None:
    chat.say(ann, "@cat and @nobody", room=group)
    assert message(chat, "ann", 1, group).mentions == []
    assert kept("cat") == kept("nobody") == []


def test_in_the_public_chat_every_user_is_mentioned_and_who_is_none_is_not(chat: Chat, ann: Link, bob: Link) -> None:
    chat.say(ann, "@bob @nobody")
    assert message(chat, "bob", 1).mentions == ["bob"]
    assert (unread(chat, "bob"), kept("nobody")) == (1, [])


@pytest.mark.parametrize("kind", ["private", PUBLIC_CHAT])
def test_who_is_deleted_is_not_mentioned(chat: Chat, private: str, ann: Link, bob: Link, kind: str) -> None:
    room = private if kind == "private" else PUBLIC_CHAT
    chat.accounts.delete("bob")
    chat.say(ann, "@bob", room=room)
    assert message(chat, "ann", 1, room).mentions == []
    assert kept("bob") == []


def test_each_once_in_order_oneself_too_in_vain(chat: Chat, group: str, ann: Link, bob: Link) -> None:
    chat.say(ann, "@bob @ann @Bob", room=group)
    assert message(chat, "bob", 1, group).mentions == ["bob", "ann"]
    assert (unread(chat, "ann", group), kept("ann")) == (0, [])


def test_twenty_are_mentioned_and_the_rest_is_text(chat: Chat, ann: Link) -> None:
    names = [chat.user(f"u_{number:02}") for number in range(22)]
    chat.say(ann, " ".join(f"@n{number:02}" for number in range(25)) + "".join(f" @{name}" for name in names))
    assert message(chat, "ann", 1).mentions == names[:20]
    assert kept(names[19])
    assert not kept(names[20])


def test_a_text_without_names_mentions_nobody(chat: Chat, group: str, ann: Link) -> None:
    chat.say(ann, "`@bob` says hello at bob@example.org", room=group)
    assert message(chat, "ann", 1, group).mentions == []
    assert kept("bob") == []


def test_in_a_private_chat_either_mentions_everybody(chat: Chat, private: str, ann: Link, bob: Link) -> None:
    chat.say(bob, "@all", room=private)
    assert message(chat, "ann", 1, private).mentions_all
    assert (unread(chat, "ann", private), unread(chat, "bob", private)) == (1, 0)
    assert bodies(chat, "ann") == ["@all"]


def test_in_a_small_group_every_member_mentions_everybody(chat: Chat, group: str, bob: Link) -> None:
    crowd(chat, group, [f"user_{number:02}" for number in range(18)])
    chat.say(bob, "@all", room=group)
    assert message(chat, "ann", 1, group).mentions_all
    assert (unread(chat, "ann", group), kept("ann"), kept("user_17")) == (1, [(group, 1)], [(group, 1)])
    assert kept("bob") == []


def test_in_a_larger_one_its_admin_alone_does(chat: Chat, group: str, ann: Link, bob: Link) -> None:
    # Given
    crowd(chat, group, [f"user_{number:02}" for number in range(19)])
    # When
    chat.say(bob, "@all", room=group)
    chat.say(ann, "@all", room=group)
    # Then
    assert [message(chat, "ann", seq, group).mentions_all for seq in (1, 2)] == [False, True]
    assert (unread(chat, "bob", group), unread(chat, "ann", group)) == (1, 0)
    assert (kept("ann"), kept("bob"), kept("user_18")) == ([], [(group, 2)], [(group, 2)])


def test_who_comes_later_is_not_among_everybody(chat: Chat, group: str, ann: Link, cat: Link) -> None:
    crowd(chat, group, [f"user_{number:02}" for number in range(19)])
    chat.say(ann, "@all", room=group)
    chat.groups.edit("ann", group, EditGroup(add_members=["cat"]))
    assert (unread(chat, "cat", group), kept("cat")) == (0, [])


def test_in_the_public_chat_nobody_mentions_everybody(chat: Chat, ann: Link, bob: Link) -> None:
    chat.say(ann, "@all @bob")
    assert not message(chat, "bob", 1).mentions_all
    assert (unread(chat, "bob"), unread(chat, "ann")) == (1, 0)


def test_whose_message_is_answered_is_told_and_not_in_mentions(chat: Chat, group: str, ann: Link, bob: Link) -> None:
    chat.say(bob, "who comes?", room=group)
    chat.say(ann, "I do", room=group, reply_to=1)
    assert message(chat, "bob", 2, group).mentions == []
    assert (unread(chat, "bob", group), bodies(chat, "bob")) == (1, ["I do"])


def test_who_answers_themselves_is_not_told(chat: Chat, group: str, ann: Link) -> None:
    chat.say(ann, "who comes?", room=group)
    chat.say(ann, "nobody", room=group, reply_to=1)
    assert kept("ann") == []


def test_who_has_left_is_not_told_of_answers(chat: Chat, group: str, ann: Link, bob: Link) -> None:
    chat.say(bob, "bye", room=group)
    chat.groups.leave("bob", group)
    chat.say(ann, "bye, @bob", room=group, reply_to=1)
    assert kept("bob") == []
