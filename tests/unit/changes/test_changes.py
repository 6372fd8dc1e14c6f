"""Given messages, when one is changed, then everybody sees it so, however they look."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from snowfight.domain.changes.changes import Outcome
from snowfight.models.records import Link
from snowfight.storage.rows.messages import MessageRow
from tests.support.changes import changes, delete, edit, frames, message, pin, react, refusal, revs, shown
from tests.support.chat import Chat
from tests.support.wire import Wire

Act = Callable[[Chat, Link, int, str], Outcome]


def edits(chat: Chat, link: Link, seq: int, room: str) -> Outcome:
    return edit(chat, link, seq, "hello", room=room)


def deletes(chat: Chat, link: Link, seq: int, room: str) -> Outcome:
    return delete(chat, link, seq, room=room)


def reacts(chat: Chat, link: Link, seq: int, room: str) -> Outcome:
    return react(chat, link, seq, room=room)


def pins(chat: Chat, link: Link, seq: int, room: str) -> Outcome:
    return pin(chat, link, seq, room=room)


every_kind = pytest.mark.parametrize(
    ("kind", "act"), [("edit", edits), ("delete", deletes), ("react", reacts), ("pin", pins)]
)


def test_an_edit_reaches_everybody_who_shows_the_chat_and_is_found_by_everybody_who_looks(
    chat: Chat, ann: Link, bob: Link
) -> None:
    # Given
    chat.say(ann, "helo")
    # When
    outcome = edit(chat, ann, 1, "  hello ")
    # Then
    assert (outcome.stored, outcome.rev) == (True, 1)
    for link in (ann, bob):
        [frame] = frames(chat, link)
        assert (frame["rev"], frame["seq"], frame["kind"], frame["username"]) == (1, 1, "edit", "ann")
        assert frame["message"]["body"] == "hello"
        assert frame["message"]["edited"] is not None
        assert frame["message"]["rev"] == 1
    [found] = shown(chat, "bob")
    assert (found.body, found.rev) == ("hello", 1)
    page = changes(chat, "bob")
    assert [(each.seq, each.body) for each in page.messages] == [(1, "hello")]
    assert (page.rev, page.more, page.reset) == (1, False, False)
    [answer] = frames(chat, ann, "changed")
    assert (answer["seq"], answer["rev"]) == (1, 1)


@every_kind
def test_each_is_answered_by_its_client_id_and_told_to_all_connections_of_the_members(
    chat: Chat, private: str, ann: Link, bob: Link, cat: Link, kind: str, act: Act
) -> None:
    # Given
    other_tab = chat.connect("ann")
    chat.say(ann, "helo", room=private)
    # When
    assert act(chat, ann, 1, private).stored
    # Then
    for link in (ann, other_tab, bob):
        [frame] = frames(chat, link)
        assert (frame["room"], frame["kind"], frame["rev"]) == (private, kind, 1)
        assert ("emoji" in frame) == (kind == "react")
        assert ("on" in frame) == (kind in {"react", "pin"})
    assert frames(chat, cat) == []
    assert [len(frames(chat, link, "changed")) for link in (ann, other_tab, bob)] == [1, 0, 0]


@every_kind
def test_what_is_so_already_is_answered_with_the_messages_rev_and_told_to_nobody(
    chat: Chat, private: str, ann: Link, bob: Link, kind: str, act: Act
) -> None:
    # Given a change, and a later one of another message
    for _ in range(2):
        chat.say(ann, "helo", room=private)
    act(chat, ann, 1, private)
    react(chat, bob, 2, room=private)
    told = len(frames(chat, bob))
    # When
    elsewhere = chat.connect("ann")
    outcome = act(chat, elsewhere, 1, private)
    # Then
    assert (outcome.stored, outcome.rev) == (False, 1)
    [answer] = frames(chat, elsewhere, "changed")
    assert (answer["seq"], answer["rev"]) == (1, 1)
    assert len(frames(chat, bob)) == told
    assert revs(chat, private) == [1, 2]


@every_kind
def test_there_has_to_be_such_a_message(chat: Chat, private: str, ann: Link, kind: str, act: Act) -> None:
    chat.say(ann, room=private)
    for seq in (0, 2, 2**53 - 1):
        assert refusal(lambda seq=seq: act(chat, ann, seq, private)) == "no_such_message"
    assert revs(chat, private) == []


@every_kind
def test_who_is_no_member_is_told_that_there_is_no_such_chat(
    chat: Chat, private: str, group: str, ann: Link, cat: Link, kind: str, act: Act
) -> None:
    for room in (private, group):
        chat.say(ann, room=room)
        assert refusal(lambda room=room: act(chat, cat, 1, room)) == "no_such_chat"
    for room in ("9c5b94b1-35ad-49bb-b118-8e8fc24abf80", "nowhere", ""):
        assert refusal(lambda room=room: act(chat, ann, 1, room)) == "no_such_chat"


@every_kind
def test_a_message_of_before_there_were_changes_is_changed_like_any_other(
    chat: Chat, private: str, ann: Link, bob: Link, kind: str, act: Act
) -> None:
    # Given a row as an earlier release has left it
    chat.say(ann, "helo", room=private)
    [row] = MessageRow.query(private)
    assert row.rev is None
    assert (row.reactions, row.pinned, row.edited) == (None, None, None)
    assert message(chat, "bob", 1, private).rev == 0
    # When, Then
    assert act(chat, ann, 1, private).rev == 1
    assert message(chat, "bob", 1, private).rev == 1


def test_changes_are_numbered_apart_from_messages_without_holes_in_each_chat(
    chat: Chat, private: str, ann: Link, bob: Link
) -> None:
    # Given
    for room in (private, "public-chat"):
        for body in ("one", "two"):
            chat.say(ann, body, room=room)
    # When
    outcomes = [
        react(chat, bob, 2, room=private),
        react(chat, bob, 1),
        edit(chat, ann, 1, "three", room=private),
        pin(chat, bob, 2, room=private),
        react(chat, bob, 2, on=False, room=private),
        delete(chat, ann, 2),
    ]
    chat.say(ann, room=private)
    # Then
    assert [outcome.rev for outcome in outcomes] == [1, 1, 2, 3, 4, 2]
    assert revs(chat, private) == [1, 2, 3, 4]
    assert revs(chat) == [1, 2]
    assert [each.seq for each in shown(chat, "ann", private)] == [1, 2, 3]


@pytest.mark.parametrize("count", range(4))
def test_two_changes_at_once_are_both_there(
    chat: Chat, wire: Wire, private: str, ann: Link, bob: Link, count: int
) -> None:
    chat.say(ann, "helo", room=private)
    with wire.rival_after(count, lambda: react(chat, bob, 1, room=private)) as acted:
        edit(chat, ann, 1, "hello", room=private)
    assert acted()
    found = message(chat, "ann", 1, private)
    assert (found.body, found.reactions[0].usernames) == ("hello", ["bob"])
    assert revs(chat, private) == [1, 2]
    assert {frame["rev"] for frame in frames(chat, bob)} == {1, 2}
