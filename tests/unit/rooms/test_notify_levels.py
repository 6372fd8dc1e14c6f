"""Of what in a chat a user is told when they do not look, and until when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from pydantic import ValidationError

from snowfight.clock import iso
from snowfight.errors import Invalid, NoSuchChat, NotAMember, SnowfightError
from snowfight.models.chat import Chat as ChatAnswer
from snowfight.models.chat import EditGroup, Level, NewGroup, NotifyLevel
from snowfight.models.names import PUBLIC_CHAT
from tests.support.chat import Chat
from tests.support.crowd import fill
from tests.support.wire import Wire

HOUR = timedelta(hours=1)


class Muting:
    """Ann's open group with Bob; Dan is in none."""

    def __init__(self, chat: Chat) -> None:
        self.chat = chat
        for name in ("ann", "bob", "dan"):
            chat.user(name, verified=True)
        self.group = chat.groups.create("ann", NewGroup(groupchat_name="Snow", open=True))
        chat.groups.edit("ann", self.group, EditGroup(add_members=["bob"]))

    def set(self, level: Level | None, room: str = "", after: timedelta | None = None, who: str = "bob") -> None:
        body = {"level": level} | ({"until": iso(self.chat.clock.now() + after)} if after is not None else {})
        self.chat.notify_levels.set(who, room or self.group, NotifyLevel.model_validate(body))

    def answers(self, room: str = "", who: str = "bob") -> Iterator[ChatAnswer]:
        """Every answer that gives the chat."""
        name = room or self.group
        yield self.chat.chat_lists.one(who, name)
        yield self.chat.chat_lists.open(who, name).chat
        yield next(each for each in self.chat.chat_lists.all(who).chats if each.name == name)

    def shown(self, room: str = "", who: str = "bob") -> Level | None:
        levels: list[Level | None] = [each.notify for each in self.answers(room, who)]
        assert levels == levels[:1] * 3
        return levels[0]


@pytest.fixture
def muting(chat: Chat) -> Muting:
    return Muting(chat)


@pytest.mark.parametrize("room", ["", PUBLIC_CHAT])
@pytest.mark.parametrize("level", ["all", "mentions", "none"])
def test_a_level_holds_for_its_user_until_it_is_another(muting: Muting, room: str, level: Level) -> None:
    assert muting.shown(room) is None
    muting.set(level, room)
    assert muting.shown(room) == level
    assert all(each.notify_until is None for each in muting.answers(room))
    assert muting.shown(room, "ann") is None
    muting.set(None, room)
    assert muting.shown(room) is None


@pytest.mark.parametrize("room", ["", PUBLIC_CHAT])
def test_from_its_end_on_it_is_as_the_settings_say_without_anybody_writing(
    muting: Muting, wire: Wire, room: str
) -> None:
    muting.set("none", room, HOUR)
    end = muting.chat.clock.now() + HOUR
    muting.chat.clock.advance(seconds=3599)
    assert muting.shown(room) == "none"
    assert all(each.notify_until == end for each in muting.answers(room))
    # When
    muting.chat.clock.advance(seconds=1)
    with wire.watched() as seen:
        assert muting.shown(room) is None
    # Then
    assert seen.write_units == 0
    assert all(each.notify_until is None for each in muting.answers(room))


def test_a_level_for_good_replaces_one_with_an_end(muting: Muting) -> None:
    muting.set("none", after=HOUR)
    muting.set("mentions")
    muting.chat.clock.advance(hours=2)
    assert muting.shown() == "mentions"


@pytest.mark.parametrize("level", ["none", None])
@pytest.mark.parametrize("after", [timedelta(), -HOUR])
def test_an_end_that_is_past_is_refused_and_changes_nothing(
    muting: Muting, level: Level | None, after: timedelta
) -> None:
    muting.set("mentions")
    with pytest.raises(Invalid):
        muting.set(level, after=after)
    assert muting.shown() == "mentions"


@pytest.mark.parametrize("until", ["9999-12-31T23:59:59.999-12:00", "2030-01-01T00:00:00", "tomorrow", 5])
def test_what_is_no_time_is_refused(until: object) -> None:
    with pytest.raises(ValidationError):
        NotifyLevel.model_validate({"level": "none", "until": until})


@pytest.mark.parametrize("body", [{}, {"level": "some"}, {"level": "none", "for": 3}, {"until": None}])
def test_a_body_names_a_level_and_nothing_else(body: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        NotifyLevel.model_validate(body)


@pytest.mark.parametrize(("room", "error"), [("", NotAMember), ("nowhere", NoSuchChat)])
def test_who_is_no_member_is_refused_as_by_every_call(muting: Muting, room: str, error: type[SnowfightError]) -> None:
    with pytest.raises(error):
        muting.set("none", room, who="dan")
    with pytest.raises(error):  # before anything else is looked at
        muting.set("none", room, -HOUR, who="dan")


def test_a_membership_that_begins_anew_starts_without(muting: Muting) -> None:
    muting.set("none")
    muting.chat.groups.leave("bob", muting.group)
    with pytest.raises(NotAMember):
        muting.set("all")
    muting.chat.groups.edit("ann", muting.group, EditGroup(add_members=["bob"]))
    assert muting.shown() is None


def test_it_mutes_no_message(muting: Muting) -> None:
    muting.set("none")
    fill(muting.chat, muting.group, ["ann"], 3)
    assert {each.unread for each in muting.answers()} == {3}


def test_reading_leaves_the_level_and_the_level_leaves_what_was_read(muting: Muting) -> None:
    fill(muting.chat, PUBLIC_CHAT, ["ann"], 3)
    muting.set("none", PUBLIC_CHAT)
    assert {each.unread for each in muting.answers(PUBLIC_CHAT)} == {3}
    muting.chat.rooms.read_positions.read("bob", PUBLIC_CHAT, 2)
    assert {(each.unread, each.notify) for each in muting.answers(PUBLIC_CHAT)} == {(1, "none")}


def test_it_costs_a_read_and_a_write(muting: Muting, wire: Wire) -> None:
    with wire.watched() as seen:
        muting.set("none", after=HOUR)
    assert (seen.operations, seen.write_units) == (["BatchGetItem", "UpdateItem"], 1)
