"""Who learns that somebody is writing, how often, and what that costs."""

from __future__ import annotations

import pytest

from snowfight.domain.rooms.typing import MAX_VIEWERS
from snowfight.errors import NoSuchChat
from snowfight.models.chat import EditGroup, NewGroup
from snowfight.models.client_frames import Join, Leave, Typing
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.preferences import SettingsPatch
from snowfight.models.records import Link
from snowfight.storage.presence.viewers import view_of
from tests.support.chat import Chat
from tests.support.wire import Wire


class Three:
    """A group of Ann's with Bob and Cat, which one connection of each shows; Ann and Bob have a private chat too."""

    def __init__(self, chat: Chat) -> None:
        self.chat = chat
        for name in ("ann", "bob", "cat", "dan"):
            chat.user(name, verified=True)
        self.group = chat.groups.create("ann", NewGroup(groupchat_name="Snow"))
        chat.groups.edit("ann", self.group, EditGroup(add_members=["bob", "cat"]))
        self.private = chat.private_chats.with_user("ann", "bob")
        self.ann, self.bob, self.cat = (chat.connect(name, self.group) for name in ("ann", "bob", "cat"))

    def type(self, link: Link | None = None, room: str | None = None) -> None:
        self.chat.typing.tell(link or self.ann, Typing(type="typing", room=room or self.group))

    def told(self, link: Link) -> int:
        """How often the connection was told that Ann writes in the group."""
        frames = self.chat.gateway.frames(link.connection_id, "typing_handler")
        assert all(frame == {"type": "typing_handler", "room": self.group, "username": "ann"} for frame in frames)
        return len(frames)

    def switch(self, username: str, *, on: bool) -> None:
        self.chat.user_settings.change(username, SettingsPatch(typing=on))


@pytest.fixture
def three(chat: Chat) -> Three:
    return Three(chat)


def test_the_others_who_have_the_chat_open_are_told_and_nobody_else(three: Three) -> None:
    # Given another tab of Ann's, one of Bob's that shows it too, and one of Cat's that shows something else
    again, second, elsewhere = (
        three.chat.connect("ann", three.group),
        three.chat.connect("bob", three.group),
        three.chat.connect("cat", PUBLIC_CHAT),
    )
    # When
    three.type()
    # Then
    assert [three.told(link) for link in (three.bob, second, three.cat)] == [1, 1, 1]
    assert [three.told(link) for link in (three.ann, again, elsewhere)] == [0, 0, 0]


def test_who_has_not_opened_the_chat_may_still_tell_that_they_write(three: Three) -> None:
    three.type(three.chat.connect("ann"))
    assert three.told(three.bob) == 1


def test_who_has_closed_the_chat_is_not_told(three: Three) -> None:
    three.chat.subscriptions.leave(three.bob, Leave(type="leave", room=three.group))
    three.type()
    assert (three.told(three.bob), three.told(three.cat)) == (0, 1)


def test_at_most_once_in_three_seconds_over_all_connections_of_a_user(three: Three) -> None:
    second = three.chat.connect("ann")
    counts: list[int] = []
    for number in range(13):
        three.type((three.ann, second)[number % 2])
        counts.append(three.told(three.bob))
        three.chat.clock.advance(seconds=0.5)
    assert counts == [1] * 6 + [2] * 6 + [3]


def test_a_user_tells_in_two_chats_at_once_and_two_users_in_one(three: Three) -> None:
    three.chat.subscriptions.join(three.bob, Join(type="join", room=three.private))
    three.type(room=three.private)
    three.chat.typing.tell(three.cat, Typing(type="typing", room=three.group))
    three.type()
    frames = three.chat.gateway.frames(three.bob.connection_id, "typing_handler")
    assert [(frame["room"], frame["username"]) for frame in frames] == [
        (three.private, "ann"),
        (three.group, "cat"),
        (three.group, "ann"),
    ]


def test_where_nobody_else_looks_nothing_is_written_and_the_turn_stays(three: Three, wire: Wire) -> None:
    with wire.watched() as seen:
        three.type(room=three.private)
    assert seen.write_units == 0
    three.chat.subscriptions.join(three.bob, Join(type="join", room=three.private))
    three.type(room=three.private)
    assert len(three.chat.gateway.frames(three.bob.connection_id, "typing_handler")) == 1


@pytest.mark.parametrize(("more", "told"), [(MAX_VIEWERS - 3, 1), (MAX_VIEWERS - 2, 0)])
@pytest.mark.parametrize("shards", [1, 3])
def test_where_more_than_twenty_connections_are_nobody_is_told(three: Three, more: int, told: int, shards: int) -> None:
    # Given viewers of the chat, in one shard or in three
    chat = three.chat
    state = chat.rooms.states([three.group])[three.group]
    if shards > 1:
        assert chat.rooms.resize(state, shards, shards, chat.clock.now())
    for _ in range(more):
        chat.connect("dan")
    for number in range(more):
        link = Link(f"bob-more-{number}", "bob", chat.clock.now())
        chat.connections.viewers.add(link, view_of(three.group, number % shards), chat.clock.now())
    # When
    three.type()
    # Then
    assert three.told(three.cat) == told


def test_in_the_public_chat_nothing_happens_and_it_is_asked_only_whether_the_user_is_muted(
    three: Three, wire: Wire
) -> None:
    shown = three.chat.connect("bob", PUBLIC_CHAT)
    with wire.watched() as seen:
        three.type(room=PUBLIC_CHAT)
    assert seen.operations == ["BatchGetItem"]
    assert three.told(shown) == 0


@pytest.mark.parametrize("room", ["nowhere", "6f9619ff-8b86-4d01-b42d-00cf4fc964ff", "the group"])
def test_who_is_no_member_is_told_that_there_is_no_such_chat(three: Three, room: str) -> None:
    with pytest.raises(NoSuchChat):
        three.type(three.chat.connect("dan"), three.group if room == "the group" else room)
    assert three.told(three.bob) == 0


def test_whoever_has_left_neither_tells_nor_is_told(three: Three) -> None:
    # Given Bob, whose connection still counts as one that shows the group
    three.chat.groups.leave("bob", three.group)
    three.chat.connections.view(three.bob, three.group)
    # When
    with pytest.raises(NoSuchChat):
        three.type(three.bob)
    three.type()
    # Then
    assert (three.told(three.bob), three.told(three.cat)) == (0, 1)


def test_a_chat_that_is_being_deleted_is_none(three: Three) -> None:
    three.chat.groups.delete("ann", three.group)
    with pytest.raises(NoSuchChat):
        three.type()


def test_who_has_switched_it_off_tells_nobody_from_the_answer_on(three: Three, wire: Wire) -> None:
    three.switch("ann", on=False)
    with wire.watched() as seen:
        three.type()
    assert (three.told(three.bob), seen.write_units, len(seen.requests)) == (0, 0, 1)
    three.switch("ann", on=True)
    three.type()
    assert three.told(three.bob) == 1


def test_who_has_switched_it_off_is_told_of_nobody_and_the_others_are(three: Three) -> None:
    three.switch("bob", on=False)
    three.type()
    assert (three.told(three.bob), three.told(three.cat)) == (0, 1)
    three.switch("bob", on=True)
    three.chat.clock.advance(seconds=3)
    three.type()
    assert (three.told(three.bob), three.told(three.cat)) == (1, 2)


def test_a_connection_that_opens_while_it_is_switched_off_is_not_told(three: Three) -> None:
    before = three.chat.connect("bob", three.group)
    three.switch("bob", on=False)
    after = three.chat.connect("bob", three.group)
    three.type()
    assert (three.told(before), three.told(after)) == (0, 0)


def test_a_frame_that_is_told_costs_four_requests_and_one_write_and_one_too_early_a_read(
    three: Three, wire: Wire
) -> None:
    with wire.watched() as told:
        three.type()
    assert (told.operations, told.write_units) == (["BatchGetItem", "Query", "BatchGetItem", "UpdateItem"], 1)
    with wire.watched() as early:
        three.type()
    assert (early.operations, early.write_units) == (["BatchGetItem"], 0)
