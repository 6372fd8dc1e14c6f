"""Given mentions in many chats, when one asks for them, then they come newest first, a page at a time."""

from __future__ import annotations

import pytest

from snowfight.errors import Unauthorized
from snowfight.models.records import Link
from snowfight.storage.mentions.rows import LIFE
from tests.support.changes import delete
from tests.support.chat import Chat
from tests.support.mentions import bodies, kept, mentioned
from tests.support.wire import Wire


def test_they_come_from_all_chats_newest_first(chat: Chat, group: str, private: str, ann: Link, bob: Link) -> None:
    for number, room in enumerate((group, private, group)):
        chat.say(ann, f"@bob {number}", room=room)
        chat.clock.advance(seconds=1)
    page = mentioned(chat, "bob")
    assert [(each.room, each.body) for each in page.messages] == [
        (group, "@bob 2"),
        (private, "@bob 1"),
        (group, "@bob 0"),
    ]
    assert page.cursor is None
    assert mentioned(chat, "ann").messages == []


def test_those_of_one_instant_are_all_there(chat: Chat, group: str, ann: Link, bob: Link) -> None:
    for number in range(20):
        chat.say(ann, f"@bob {number}", room=group)
    assert sorted(bodies(chat, "bob"), key=str) == sorted((f"@bob {number}" for number in range(20)), key=str)


def test_a_page_has_thirty_and_leads_on(chat: Chat, group: str, ann: Link, bob: Link) -> None:
    for number in range(65):
        chat.say(ann, f"@bob {number}", room=group)
        chat.clock.advance(seconds=1)
    found: list[str | None] = []
    sizes: list[int] = []
    cursor = None
    while not sizes or cursor:
        page = mentioned(chat, "bob", cursor)
        found += [message.body for message in page.messages]
        sizes.append(len(page.messages))
        cursor = page.cursor
    assert found == [f"@bob {number}" for number in reversed(range(65))]
    assert sizes == [30, 30, 5]


def test_many_that_are_gone_make_a_short_page_that_leads_on(
    chat: Chat, wire: Wire, group: str, ann: Link, bob: Link
) -> None:
    # Given
    chat.say(ann, "@bob first", room=group)
    for number in range(60):
        chat.clock.advance(seconds=1)
        chat.say(ann, "@bob", room=group)
        delete(chat, ann, number + 2, room=group)
    # When
    with wire.watched() as seen:
        page = mentioned(chat, "bob")
    # Then
    assert page.messages == []
    assert page.cursor is not None
    assert seen.operations == ["Query", "BatchGetItem", "BatchGetItem"]
    assert [each.body for each in mentioned(chat, "bob", page.cursor).messages] == ["@bob first"]


def test_a_page_costs_the_same_for_one_and_for_thirty_in_thirty_chats(chat: Chat, wire: Wire, bob: Link) -> None:
    costs: list[list[str]] = []
    for number in range(30):
        name = chat.user(f"user_{number:02}", verified=True)
        room = chat.private_chats.with_user(name, "bob")
        chat.say(chat.connect(name), "@bob", room=room)
        if number in {0, 29}:
            with wire.watched() as seen:
                assert len(mentioned(chat, "bob").messages) == number + 1
            costs.append(seen.operations)
    assert costs[0] == costs[1] == ["Query", *["BatchGetItem"] * 3]


def test_who_may_not_read_a_chat_any_more_is_not_shown_it(chat: Chat, group: str, ann: Link, bob: Link) -> None:
    chat.say(ann, "@bob", room=group)
    chat.say(ann, "@bob here")
    chat.groups.leave("bob", group)
    assert bodies(chat, "bob") == ["@bob here"]


def test_what_was_in_a_chat_that_is_deleted_is_not_shown(chat: Chat, group: str, ann: Link, bob: Link) -> None:
    chat.say(ann, "@bob", room=group)
    chat.groups.delete("ann", group)
    assert bodies(chat, "bob") == []
    chat.work()
    assert bodies(chat, "bob") == []


def test_it_is_known_for_ninety_days(chat: Chat, group: str, ann: Link, bob: Link) -> None:
    chat.say(ann, "@bob", room=group)
    chat.clock.advance(seconds=LIFE.total_seconds() - 1)
    assert bodies(chat, "bob") == ["@bob"]
    chat.clock.advance(seconds=2)
    assert bodies(chat, "bob") == []


@pytest.mark.parametrize("cursor", ["0", "9" * 40])
def test_any_number_is_a_cursor(chat: Chat, group: str, ann: Link, bob: Link, cursor: str) -> None:
    chat.say(ann, "@bob", room=group)
    assert len(mentioned(chat, "bob", cursor).messages) == (0 if cursor == "0" else 1)


def test_who_is_deleted_is_told_nothing_and_nothing_stays(chat: Chat, group: str, ann: Link, bob: Link) -> None:
    for _ in range(130):
        chat.say(ann, "@bob", room=group)
    chat.accounts.delete("bob")
    with pytest.raises(Unauthorized):
        mentioned(chat, "bob")
    chat.jobs.delete_account("bob", lambda: None)
    chat.work()
    assert kept("bob") == []
