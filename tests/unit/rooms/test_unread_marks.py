"""Given a chat that its user marks unread, when they look at their chats, then …"""

from __future__ import annotations

from dataclasses import replace

import pytest

from snowfight.errors import Invalid, NoSuchChat, NotAMember, RateLimited
from snowfight.models.chat import Chat as Listed
from snowfight.models.chat import NewGroup
from snowfight.models.client_frames import Read
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import Link
from snowfight.storage.database import Database
from tests.support import changes as act
from tests.support.chat import Chat
from tests.support.tables import SETTINGS


@pytest.fixture
def chat(database: Database) -> Chat:
    return Chat(settings=replace(SETTINGS, rate_burst=1000), database=database)


@pytest.fixture
def ann(chat: Chat) -> Link:
    return chat.connect(chat.user("ann", verified=True))


@pytest.fixture
def room(chat: Chat, ann: Link) -> str:
    """Ann's and Bob's private chat: Bob's 1 to 3, her 4, his 5 and 6, all of which she has read."""
    bob = chat.connect(chat.user("bob", verified=True))
    name = chat.private_chats.with_user("ann", "bob")
    for link in (bob, bob, bob, ann, bob, bob):
        chat.say(link, room=name)
    read(chat, ann, name, 6)
    return name


def read(chat: Chat, link: Link, room: str, seq: int) -> None:
    chat.read_receipts.read(link, Read(type="read", room=room, seq=seq))


def listed(chat: Chat, room: str, username: str = "ann") -> Listed:
    """The chat as all ways to look at it have it."""
    [found] = [each for each in chat.chat_lists.all(username).chats if each.name == room]
    assert found == chat.chat_lists.open(username, room).chat
    return found


def counted(chat: Chat, room: str) -> tuple[int, int | None, int]:
    found = listed(chat, room)
    return found.unread, found.unread_from, found.read_seq


def test_others_messages_are_unread_from_the_marked_one_on(chat: Chat, ann: Link, room: str) -> None:
    assert counted(chat, room) == (0, None, 6)
    # When
    chat.unread_marks.mark("ann", room, 2)
    # Then hers is not, and how far she has read stays
    assert counted(chat, room) == (4, 2, 6)
    chat.unread_marks.mark("ann", room, 6)
    assert counted(chat, room) == (1, 6, 6)
    # nor are deleted ones; what comes is
    chat.unread_marks.mark("ann", room, 1)
    bob = chat.connect("bob")
    act.delete(chat, bob, 3, room=room)
    act.delete(chat, ann, 4, room=room)
    chat.say(bob, room=room)
    assert counted(chat, room) == (5, 1, 6)
    # and nothing of it shows to Bob
    assert listed(chat, room, "bob").unread_from is None


def test_what_mentions_the_user_there_counts_again(chat: Chat, ann: Link, room: str) -> None:
    bob = chat.connect("bob")
    chat.say(bob, "@ann look", room=room)
    read(chat, ann, room, 7)
    assert listed(chat, room).unread_mentions == 0
    chat.unread_marks.mark("ann", room, 5)
    assert (listed(chat, room).unread_mentions, listed(chat, room).unread) == (1, 3)


@pytest.mark.parametrize("seq", [1, 6, 99])
def test_the_next_reading_ends_it_however_far(chat: Chat, ann: Link, room: str, seq: int) -> None:
    chat.unread_marks.mark("ann", room, 3)
    read(chat, ann, room, seq)
    assert counted(chat, room) == (0, None, 6)


def test_writing_there_ends_it_and_writing_elsewhere_does_not(chat: Chat, ann: Link, room: str) -> None:
    chat.unread_marks.mark("ann", room, 3)
    chat.say(ann)
    assert counted(chat, room)[1] == 3
    chat.say(ann, room=room)
    assert counted(chat, room) == (0, None, 7)
    # and once more
    chat.unread_marks.mark("ann", room, 7)
    assert counted(chat, room) == (0, 7, 7)


def test_a_busy_chat_does_not_end_it(chat: Chat, ann: Link) -> None:
    """What a chat's row knows of her last message goes to her own row when others have written since."""
    chat.say(ann)
    for number in range(4):
        chat.say(chat.connect(chat.user(f"user_{number}")))
    chat.unread_marks.mark("ann", PUBLIC_CHAT, 2)
    for number in range(10, 20):
        chat.say(chat.connect(chat.user(f"user_{number}")))
    assert counted(chat, PUBLIC_CHAT) == (14, 2, 1)


def test_only_messages_of_the_chat_can_be_marked_and_only_by_who_sees_them(chat: Chat, ann: Link, room: str) -> None:
    for seq in (0, 7, 2**53 - 1):
        with pytest.raises(Invalid):
            chat.unread_marks.mark("ann", room, seq)
    chat.user("eve")
    chat.connect(chat.user("mal", verified=True))
    hall = chat.groups.create("ann", NewGroup(groupchat_name="Hall", open=True))
    for name, refusal in ((room, NoSuchChat), ("nowhere", NoSuchChat), (hall, NotAMember)):
        with pytest.raises(refusal):
            chat.unread_marks.mark("eve", name, 1)


def test_marking_has_a_rate(chat: Chat, ann: Link, room: str) -> None:
    for _ in range(29):  # she has read once
        chat.unread_marks.mark("ann", room, 1)
    with pytest.raises(RateLimited):
        chat.unread_marks.mark("ann", room, 1)


def test_a_new_account_has_read_what_was_said_before(chat: Chat, ann: Link) -> None:
    chat.say(ann)
    chat.say(ann)
    chat.user("zoe")
    assert (listed(chat, PUBLIC_CHAT, "zoe").unread, listed(chat, PUBLIC_CHAT, "zoe").read_seq) == (0, 2)
    chat.say(ann)
    assert listed(chat, PUBLIC_CHAT, "zoe").unread == 1


def test_how_far_the_others_have_read_comes_with_a_small_chat(chat: Chat, ann: Link, room: str) -> None:
    bob = chat.connect("bob")
    assert chat.chat_lists.open("bob", room).readers == {"ann": 6}
    assert chat.chat_lists.open("ann", room).readers == {"bob": 6}  # which he wrote
    chat.say(ann, room=room)
    assert chat.chat_lists.open("ann", room).readers == {"bob": 6}
    read(chat, bob, room, 7)
    assert chat.chat_lists.open("ann", room).readers == {"bob": 7}
    empty = chat.private_chats.with_user("ann", chat.user("cat"))
    assert chat.chat_lists.open("ann", empty).readers == {"cat": 0}
    assert chat.chat_lists.open("ann", PUBLIC_CHAT).readers is None
