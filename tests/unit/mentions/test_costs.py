"""What mentions cost at the wire, on top of a message without any: requests, write units, rounds."""

from __future__ import annotations

import pytest

from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import Link
from snowfight.storage.mentions.unread import KEPT, SPARE, UnreadMentions
from tests.support.changes import edit
from tests.support.chat import Chat
from tests.support.crowd import crowd
from tests.support.item_size import size
from tests.support.tables import rows
from tests.support.wire import Watch, Wire

WARM = [
    "BatchGetItem",  # the chat, or who is here
    "PutItem",  # where the message is to be
    "PutItem",  # the message
    "Query",  # the chat with its members, or who shows the public one
    "UpdateItem",  # the sender's budget
    "UpdateItem",  # how far the log has got
]


@pytest.fixture
def unloaded(chat: Chat, monkeypatch: pytest.MonkeyPatch) -> None:
    """What knows whom messages mention must not be asked."""

    def load() -> None:
        raise AssertionError("nobody may be mentioned")

    monkeypatch.setattr(chat.mentioning, "_load", load)


def sent(chat: Chat, wire: Wire, link: Link, body: str, room: str, reply_to: int | None = None) -> Watch:
    with wire.watched() as seen:
        chat.say(link, body, room=room, reply_to=reply_to)
    return seen


@pytest.mark.usefixtures("unloaded")
def test_a_message_without_names_costs_nothing_more(
    chat: Chat, wire: Wire, group: str, private: str, ann: Link, bob: Link
) -> None:
    for room in (group, private, PUBLIC_CHAT):
        for link in (bob, ann):
            chat.say(link, room=room)
        seen = sent(chat, wire, ann, "hello", room)
        assert (sorted(seen.operations), seen.write_units) == (WARM, 4)


@pytest.mark.parametrize("kind", ["group", PUBLIC_CHAT])
def test_a_mention_costs_three_requests_and_two_write_units_more(
    chat: Chat, wire: Wire, group: str, ann: Link, bob: Link, kind: str
) -> None:
    room = group if kind == "group" else PUBLIC_CHAT
    for link in (bob, ann):
        chat.say(link, room=room)
    seen = sent(chat, wire, ann, "@bob", room)
    more = [
        "BatchGetItem",  # is there such a user?
        "BatchWriteItem",  # what mentioned them
        "UpdateItem",  # how many unread messages do
        *(["BatchGetItem"] if room == PUBLIC_CHAT else []),  # do they look, and can they be told where they do not?
    ]
    assert (sorted(seen.operations), seen.write_units) == (sorted([*WARM, *more]), 6)


def test_names_of_nobody_in_the_group_cost_nothing_more(
    chat: Chat, wire: Wire, group: str, ann: Link, bob: Link
) -> None:
    for link in (bob, ann):
        chat.say(link, room=group)
    seen = sent(chat, wire, ann, "@nobody @all_of_you", group)
    assert (sorted(seen.operations), seen.write_units) == (WARM, 4)


def test_twenty_mentions_cost_a_request_and_two_write_units_each(chat: Chat, wire: Wire, ann: Link) -> None:
    chat.say(ann)
    names = [chat.user(f"u_{number:02}") for number in range(20)]
    seen = sent(chat, wire, ann, " ".join(f"@{name}" for name in names), PUBLIC_CHAT)
    assert sorted(seen.operations) == sorted([*WARM, *["BatchGetItem"] * 2, "BatchWriteItem", *["UpdateItem"] * 20])
    assert seen.write_units == 4 + 40
    assert seen.rounds <= 9


def test_an_answer_costs_two_requests_and_two_write_units_for_who_is_answered(
    chat: Chat, wire: Wire, group: str, ann: Link, bob: Link
) -> None:
    for link in (ann, bob):
        chat.say(link, room=group)
    own = sent(chat, wire, bob, "hello", group, reply_to=2)
    others = sent(chat, wire, bob, "hello", group, reply_to=1)
    assert sorted(others.operations) == sorted([*own.operations, "BatchWriteItem", "UpdateItem", "BatchGetItem"])
    assert others.write_units == own.write_units + 2


def test_everybody_in_a_small_group_costs_a_request_and_two_write_units_a_member(
    chat: Chat, wire: Wire, group: str, ann: Link
) -> None:
    crowd(chat, group, [f"user_{number:02}" for number in range(18)])
    chat.say(ann, room=group)
    seen = sent(chat, wire, ann, "@all", group)
    assert (len(seen.requests), seen.write_units) == (len(WARM) + 2 + 19, 4 + 38)


def test_everybody_in_a_large_group_costs_a_write_unit_a_member_and_one(
    chat: Chat, wire: Wire, group: str, ann: Link
) -> None:
    crowd(chat, group, [f"user_{number:03}" for number in range(98)])
    chat.say(ann, room=group)
    seen = sent(chat, wire, ann, "@all", group)
    assert sorted(seen.operations) == sorted([*WARM, *["BatchWriteItem"] * 4, "UpdateItem"])
    assert seen.write_units == 4 + 99 + 1


@pytest.mark.usefixtures("unloaded")
def test_an_edit_without_names_costs_nothing_more(chat: Chat, wire: Wire, private: str, ann: Link, bob: Link) -> None:
    for link in (bob, ann):
        chat.say(link, room=private)
    edit(chat, ann, 2, "hello there", room=private)
    chat.say(ann, room=private)
    with wire.watched() as seen:
        edit(chat, ann, 3, "hello there", room=private)
    assert (len(seen.requests), seen.write_units) == (5, 6)


def test_a_users_row_in_a_chat_stays_one_write_unit(chat: Chat, group: str, ann: Link, bob: Link) -> None:
    assert chat.database is not None
    for number in range(KEPT + SPARE):
        UnreadMentions(chat.database).add(group, 10_000_000 + number * 1000, {"bob"})
    [mine] = [row for row in rows("rooms") if row["pk"]["S"] == "USER#bob" and row["sk"]["S"] == f"ROOM#{group}"]
    assert size(mine) <= 1024
