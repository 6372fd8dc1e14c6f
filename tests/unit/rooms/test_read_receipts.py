"""Unread counts, and who learns how far somebody has read."""

from __future__ import annotations

import pytest

from snowfight.domain.rooms.read_receipts import AUDIENCE
from snowfight.errors import NoSuchChat
from snowfight.models.chat import EditGroup, NewGroup
from snowfight.models.client_frames import Read
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.preferences import SettingsPatch
from snowfight.models.records import Entry, Link
from tests.support.chat import Chat
from tests.support.crowd import fill
from tests.support.wire import Wire


class Two:
    """Ann and Bob in a private chat of ten messages of Ann's."""

    def __init__(self, chat: Chat) -> None:
        self.chat = chat
        for name in ("ann", "bob"):
            chat.user(name, verified=True)
        self.room = chat.private_chats.with_user("ann", "bob")
        self.ann, self.bob = chat.connect("ann"), chat.connect("bob")
        fill(chat, self.room, ["ann"], 10)

    def read(self, seq: int, link: Link | None = None, room: str | None = None) -> None:
        self.chat.read_receipts.read(link or self.bob, Read(type="read", room=room or self.room, seq=seq))

    def unread(self, username: str = "bob", room: str | None = None) -> tuple[int, int]:
        one = self.chat.chat_lists.one(username, room or self.room)
        return one.read_seq, one.unread

    def receipts(self, link: Link | None = None) -> list[int]:
        frames = self.chat.gateway.frames((link or self.ann).connection_id, "read_handler")
        assert all(frame["username"] == "bob" for frame in frames)
        return [frame["seq"] for frame in frames]

    def wait(self, seconds: float) -> None:
        self.chat.clock.advance(seconds=seconds)
        self.chat.work()


@pytest.fixture
def two(chat: Chat) -> Two:
    return Two(chat)


def test_what_is_read_is_no_longer_unread_and_reading_never_goes_back(two: Two) -> None:
    assert two.unread() == (0, 10)
    for seq, after in ((4, (4, 6)), (2, (4, 6)), (10**15, (10, 0)), (0, (10, 0))):
        two.read(seq)
        assert two.unread() == after


def test_a_message_can_be_read_before_the_chats_row_knows_of_it(two: Two) -> None:
    # Given a message that is stored and posted, while its chat's row still says ten
    stored = Entry(two.room, 11, two.chat.client_id(), "ann", two.chat.clock.now(), body="quick")
    two.chat.messages.append(stored)
    # When
    two.read(11)
    # Then it is not unread once the row knows
    state = two.chat.rooms.states([two.room])[two.room]
    two.chat.rooms.advance(state, 11, "ann", stored.created)
    assert two.unread() == (11, 0)


def test_ones_own_messages_are_never_unread(two: Two) -> None:
    assert two.unread("ann") == (10, 0)
    two.chat.say(two.bob, room=two.room)
    assert two.unread("bob") == (11, 0)
    assert two.unread("ann") == (10, 1)


def test_whoever_joins_has_nothing_unread(chat: Chat) -> None:
    chat.user("ann", verified=True)
    chat.user("bob", verified=True)
    group = chat.groups.create("ann", NewGroup(groupchat_name="old"))
    fill(chat, group, ["ann"], 10)
    chat.groups.edit("ann", group, EditGroup(add_members=["bob"]))
    assert (chat.chat_lists.one("bob", group).read_seq, chat.chat_lists.one("bob", group).unread) == (10, 0)


def test_the_others_are_told_and_the_reader_is_not(two: Two) -> None:
    two.read(3)
    assert two.receipts() == [3]
    assert two.receipts(two.bob) == []


def test_the_others_are_told_at_most_once_in_two_seconds_and_always_of_the_last_state(two: Two) -> None:
    # Given
    moments: list[tuple[float, list[int]]] = []
    for seq in range(1, 9):
        two.read(seq)
        two.wait(0.5)
        moments.append((seq * 0.5, two.receipts()))
    # Then: at once, then at 2 seconds; what came later waits for its turn
    assert [seqs for _, seqs in moments] == [[1], [1], [1], [1, 4], [1, 4], [1, 4], [1, 4], [1, 4, 8]]
    two.wait(10)
    assert two.receipts() == [1, 4, 8]
    assert two.unread() == (8, 2)


def test_somebody_who_reads_in_very_many_chats_is_told_of_within_a_budget_and_of_the_last_state(chat: Chat) -> None:
    # Given Bob in forty private chats
    chat.user("bob")
    others = [chat.connect(chat.user(f"user_{number}")) for number in range(40)]
    rooms = [chat.private_chats.with_user("bob", link.username) for link in others]
    for room, link in zip(rooms, others, strict=True):
        fill(chat, room, [link.username], 3)
    bob = chat.connect("bob")

    def receipts() -> list[int]:
        frames = [chat.gateway.frames(link.connection_id, "read_handler") for link in others]
        return [each[-1]["seq"] for each in frames if each]

    # When he reads in all of them at once, and again
    for seq in (2, 3):
        for room in rooms:
            chat.read_receipts.read(bob, Read(type="read", room=room, seq=seq))
    # Then
    assert receipts() == [2] * 30
    for _ in range(4):
        chat.clock.advance(seconds=31)
        chat.work()
    assert receipts() == [3] * 40


def test_after_a_while_the_others_are_told_at_once_again(two: Two) -> None:
    two.read(1)
    two.wait(2)
    two.read(2)
    assert two.receipts() == [1, 2]
    assert two.chat.jobs.due() == []


def test_what_is_no_news_is_not_told(two: Two) -> None:
    two.read(5)
    two.wait(10)
    for seq in (5, 3, 0):
        two.read(seq)
    two.wait(10)
    assert two.receipts() == [5]


def test_sending_is_not_announced_as_reading(two: Two) -> None:
    two.chat.say(two.bob, room=two.room)
    two.wait(10)
    assert two.receipts() == []


def test_a_turn_that_a_dying_function_had_taken_is_taken_again(two: Two, wire: Wire) -> None:
    """Wherever the worker dies on its way, the last state is told in the end."""
    for place in range(8):
        last = place + 2
        two.chat.clock.advance(minutes=1)
        two.read(last - 1)
        two.read(last)
        two.chat.clock.advance(seconds=2)
        with wire.dead_after(place):
            two.chat.work()
        for _round in range(3):
            two.wait(2)
        assert two.receipts()[-1] == last, f"died after {place} requests"
        assert two.chat.jobs.due() == []


def test_whoever_has_left_is_not_told_of(chat: Chat) -> None:
    # Given
    for name in ("ann", "bob"):
        chat.user(name, verified=True)
    group = chat.groups.create("ann", NewGroup(groupchat_name="group"))
    chat.groups.edit("ann", group, EditGroup(add_members=["bob"]))
    fill(chat, group, ["ann"], 3)
    ann, bob = chat.connect("ann"), chat.connect("bob")
    for seq in (1, 2):
        chat.read_receipts.read(bob, Read(type="read", room=group, seq=seq))
    # When
    chat.groups.leave("bob", group)
    chat.clock.advance(seconds=5)
    chat.work()
    # Then
    assert [frame["seq"] for frame in chat.gateway.frames(ann.connection_id, "read_handler")] == [1]
    assert chat.jobs.due() == []
    with pytest.raises(NoSuchChat):
        chat.read_receipts.read(bob, Read(type="read", room=group, seq=3))


@pytest.mark.parametrize(("members", "expected"), [(AUDIENCE, [1]), (AUDIENCE + 1, [])])
def test_groups_of_up_to_twenty_are_told(chat: Chat, members: int, expected: list[int]) -> None:
    # Given
    names = [chat.user(f"user_{number}", verified=True) for number in range(members)]
    group = chat.groups.create(names[0], NewGroup(groupchat_name="group"))
    chat.groups.edit(names[0], group, EditGroup(add_members=names[1:]))
    fill(chat, group, [names[0]], 1)
    first, reader = chat.connect(names[0]), chat.connect(names[1])
    # When
    chat.read_receipts.read(reader, Read(type="read", room=group, seq=1))
    # Then
    assert [frame["seq"] for frame in chat.gateway.frames(first.connection_id, "read_handler")] == expected
    assert chat.chat_lists.one(names[1], group).unread == 0


def test_in_the_public_chat_nobody_is_told(two: Two) -> None:
    fill(two.chat, PUBLIC_CHAT, ["ann"], 1)
    two.read(1, room=PUBLIC_CHAT)
    two.wait(10)
    assert two.receipts() == []
    assert two.unread(room=PUBLIC_CHAT) == (1, 0)


@pytest.mark.parametrize("silent", ["ann", "bob"])
def test_receipts_are_told_neither_from_nor_to_who_has_switched_them_off(two: Two, silent: str) -> None:
    # Given
    two.read(1)
    two.wait(2)
    two.chat.user_settings.change(silent, SettingsPatch(receipts=False))
    # When
    two.read(4)
    two.wait(2)
    # Then reading counts as ever, and nobody is told, nor shown
    assert two.receipts() == [1]
    assert two.unread() == (4, 6)
    assert two.chat.chat_lists.open("ann", two.room).readers == {}
    assert two.chat.chat_lists.open("bob", two.room).readers == {}
    # And with them on again everybody is
    two.chat.user_settings.change(silent, SettingsPatch(receipts=True))
    two.read(5)
    assert two.receipts() == [1, 5]
    assert two.chat.chat_lists.open("ann", two.room).readers == {"bob": 5}


def test_what_waits_to_be_told_is_not_told_of_who_has_switched_receipts_off_meanwhile(two: Two) -> None:
    two.read(1)
    two.read(2)
    two.chat.user_settings.change("bob", SettingsPatch(receipts=False))
    two.wait(2)
    assert two.receipts() == [1]
    assert two.chat.jobs.due() == []


def test_in_a_group_the_others_are_still_told(chat: Chat) -> None:
    # Given Cat, who has switched them off
    for name in ("ann", "bob", "cat"):
        chat.user(name, verified=True)
    group = chat.groups.create("ann", NewGroup(groupchat_name="group"))
    chat.groups.edit("ann", group, EditGroup(add_members=["bob", "cat"]))
    fill(chat, group, ["ann"], 3)
    ann, bob, cat = (chat.connect(name) for name in ("ann", "bob", "cat"))
    chat.user_settings.change("cat", SettingsPatch(receipts=False))
    # When
    for link in (bob, cat):
        chat.read_receipts.read(link, Read(type="read", room=group, seq=2))
    # Then
    told = [chat.gateway.frames(link.connection_id, "read_handler") for link in (ann, bob, cat)]
    assert [[frame["username"] for frame in frames] for frames in told] == [["bob"], [], []]
    assert chat.chat_lists.open("ann", group).readers == {"bob": 2}
    assert chat.chat_lists.open("cat", group).readers == {}
