"""Given more reactions to a message than it names, then nobody is lost, and what one sees is in the order of coming."""

from __future__ import annotations

import pytest

from snowfight.models.export import ReactionLine
from snowfight.models.message import ReactionPage, ReactionQuery
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import Link
from tests.support.changes import changes, chip, delete, frames, leftovers, react, refusal, revs
from tests.support.chat import Chat
from tests.support.crowd import cheer
from tests.support.wire import Wire

NAMES = [f"user_{number:03}" for number in range(450)]


@pytest.fixture
def crowd(chat: Chat, ann: Link) -> None:
    """53 people have reacted to Ann's message, one after another."""
    chat.say(ann)
    cheer(chat, PUBLIC_CHAT, 1, "👍", NAMES[:53])


def connected(chat: Chat, number: int) -> Link:
    """A connection of one of them."""
    return chat.connect(chat.user(NAMES[number]))


def page(
    chat: Chat, cursor: str | None = None, emoji: str = "👍", username: str = "ann", room: str = PUBLIC_CHAT
) -> ReactionPage:
    return chat.changes.pages.reactions(username, room, 1, ReactionQuery(emoji=emoji, cursor=cursor))


def test_the_first_fifty_are_named_all_are_counted_and_each_knows_about_themselves(chat: Chat, ann: Link) -> None:
    # Given
    chat.say(ann)
    cheer(chat, PUBLIC_CHAT, 1, "👍", NAMES[:48])
    # When
    for number in range(48, 53):
        react(chat, connected(chat, number), 1)
    # Then
    chat.user(NAMES[0])
    chat.user(NAMES[47])
    for reader, me in ((NAMES[0], True), (NAMES[47], True), (NAMES[50], True), (NAMES[52], True), ("ann", False)):
        for found in (chip(chat, 1, reader), changes(chat, reader).messages[0].reactions[0]):
            assert (found.count, found.usernames, found.me) == (53, NAMES[:50], me)
    told = [frame["message"]["reactions"][0] for frame in frames(chat, ann)]
    assert [(each["count"], each["usernames"], each["me"]) for each in told] == [
        (count, NAMES[: min(count, 50)], None) for count in range(49, 54)
    ]
    assert page(chat).usernames == NAMES[:53]
    assert revs(chat) == list(range(1, 54))


@pytest.mark.usefixtures("crowd")
def test_when_one_of_the_fifty_leaves_the_next_moves_up(chat: Chat) -> None:
    seventh = connected(chat, 7)
    react(chat, seventh, 1, on=False)
    there = [*NAMES[:7], *NAMES[8:53]]
    assert (chip(chat, 1).count, chip(chat, 1).usernames) == (52, there[:50])
    assert page(chat).usernames == there
    assert not chip(chat, 1, NAMES[7]).me
    # whoever comes back, comes last
    react(chat, seventh, 1)
    assert (chip(chat, 1).count, chip(chat, 1).usernames) == (53, there[:50])
    assert page(chat).usernames == [*there, NAMES[7]]
    assert chip(chat, 1, NAMES[7]).me


@pytest.mark.usefixtures("crowd")
def test_whoever_is_not_named_leaves_without_a_trace(chat: Chat) -> None:
    links = [connected(chat, number) for number in range(53)]
    react(chat, links[51], 1, on=False)
    assert (chip(chat, 1).count, chip(chat, 1).usernames) == (52, NAMES[:50])
    assert page(chat).usernames == [*NAMES[:51], NAMES[52]]
    assert not chip(chat, 1, NAMES[51]).me
    # one who moved up leaves like any other
    react(chat, links[0], 1, on=False)
    react(chat, links[50], 1, on=False)
    assert page(chat).usernames == chip(chat, 1).usernames == [*NAMES[1:50], NAMES[52]]
    for link in (*links[1:50], links[52]):
        react(chat, link, 1, on=False)
    assert chat.history.last(chat.rooms.states([PUBLIC_CHAT]).values())[PUBLIC_CHAT].reactions == ()
    assert [key for key in leftovers(PUBLIC_CHAT) if key.startswith("REACTIONS#")] == []


@pytest.mark.parametrize("count", range(6))
@pytest.mark.parametrize(("one", "other"), [(3, 50), (50, 3), (3, 4), (50, 51)])
@pytest.mark.parametrize("size", [51, 53])
@pytest.mark.usefixtures("ann")
def test_two_who_leave_at_once_are_both_gone(
    chat: Chat, wire: Wire, count: int, one: int, other: int, size: int
) -> None:
    # Given
    chat.say(chat.connect("ann"))
    cheer(chat, PUBLIC_CHAT, 1, "👍", NAMES[:size])
    links = {number: connected(chat, number) for number in {one, other}}
    # When
    with wire.rival_after(count, lambda: react(chat, links[other], 1, on=False)) as acted:
        react(chat, links[one], 1, on=False)
    # Then
    gone = {NAMES[one], NAMES[other]} if acted() else {NAMES[one]}
    left = [name for name in NAMES[:size] if name not in gone]
    assert page(chat).usernames == left
    assert (chip(chat, 1).count, chip(chat, 1).usernames) == (len(left), left[:50])


def test_all_names_come_in_pages_of_two_hundred_in_the_order_of_coming(chat: Chat, ann: Link) -> None:
    # Given
    chat.say(ann)
    cheer(chat, PUBLIC_CHAT, 1, "❤️", NAMES)
    # When
    pages = [page(chat, emoji="❤")]
    while pages[-1].cursor is not None:
        pages.append(page(chat, pages[-1].cursor, "❤️"))
    # Then
    assert [each.usernames for each in pages] == [NAMES[:200], NAMES[200:400], NAMES[400:]]
    assert page(chat, emoji="👍") == page(chat, emoji="x") == ReactionPage(usernames=[], cursor=None)


def test_a_page_that_is_just_full_is_the_last(chat: Chat, ann: Link) -> None:
    chat.say(ann)
    cheer(chat, PUBLIC_CHAT, 1, "👍", NAMES[:200])
    assert page(chat) == ReactionPage(usernames=NAMES[:200], cursor=None)


def test_names_are_for_who_may_see_the_message(chat: Chat, private: str, group: str, ann: Link, cat: Link) -> None:
    for room, code in ((private, "no_such_chat"), (group, "not_a_member")):
        assert refusal(lambda room=room: page(chat, room=room)) == "no_such_message"
        chat.say(ann, room=room)
        react(chat, ann, 1, room=room)
        assert page(chat, room=room).usernames == ["ann"]
        assert refusal(lambda room=room: page(chat, username="cat", room=room)) == code
        delete(chat, ann, 1, room=room)
        assert refusal(lambda room=room: page(chat, room=room)) == "no_such_message"


def test_a_deleted_message_leaves_no_row_of_anybody(chat: Chat, private: str, ann: Link) -> None:
    # Given more than one page of the job
    chat.say(ann, room=private)
    cheer(chat, private, 1, "👍", NAMES[:300])
    react(chat, ann, 1, "🎉", room=private)
    assert len(leftovers(private)) > 500
    # When
    delete(chat, ann, 1, room=private)
    chat.work()
    # Then
    assert {key.split()[0] for key in leftovers(private)} == {"change"}
    assert chat.jobs.due() == []


@pytest.mark.usefixtures("crowd")
def test_those_whom_a_message_does_not_name_find_their_reaction_in_their_copy(chat: Chat) -> None:
    wanted = ReactionLine(room=PUBLIC_CHAT, seq=1, emoji="👍").model_dump_json()
    for name, there in ((NAMES[0], True), (NAMES[52], True), ("ann", False)):
        lines: list[str] = []
        cursor: str | None = ""
        if name != "ann":
            chat.user(name)
        while cursor is not None:
            found = chat.export.page(name, cursor)
            lines, cursor = lines + found.lines, found.cursor
        assert (wanted in lines) == there
