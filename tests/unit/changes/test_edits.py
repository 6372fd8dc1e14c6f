"""Given a text, when its author has a better one, then that is the message, unless it is too late or another was so."""

from __future__ import annotations

from dataclasses import replace

import pytest

from snowfight.clock import iso
from snowfight.models.records import Link
from snowfight.storage.database import Database
from tests.support.changes import delete, edit, frames, message, pin, react, refusal, revs
from tests.support.chat import Chat
from tests.support.tables import SETTINGS
from tests.support.wire import Wire
from tests.unit.files.test_uploads import post, uploaded


def edited(chat: Chat, seq: int = 1) -> str:
    moment = message(chat, "ann", seq).edited
    assert moment is not None
    return iso(moment)


def test_only_the_author_edits_not_even_the_admin(chat: Chat, group: str, private: str, ann: Link, bob: Link) -> None:
    for room in (group, private):
        chat.say(bob, "mine", room=room)
        assert refusal(lambda room=room: edit(chat, ann, 1, "ours", room=room)) == "not_yours"
        assert message(chat, "ann", 1, room).body == "mine"


def test_a_file_is_not_editable(chat: Chat, ann: Link) -> None:
    post(chat, ann, uploaded(chat, "ann"))
    assert refusal(lambda: edit(chat, ann, 1, "a picture")) == "not_editable"


@pytest.mark.parametrize(
    ("hours", "age", "answer"),
    [
        (24, 23.99, "done"),
        (24, 24, "too_late"),
        (0.5, 0.6, "too_late"),
        (0, 0, "too_late"),
        (None, 24 * 365, "done"),
    ],
)
def test_a_text_may_be_edited_for_as_long_as_the_deployment_says(
    chat: Chat, database: Database, ann: Link, hours: float | None, age: float, answer: str
) -> None:
    # Given
    there = Chat(settings=replace(SETTINGS, edit_hours=hours), clock=chat.clock, database=database)
    chat.say(ann, "helo")
    # When
    chat.clock.advance(hours=age)
    # Then
    if answer == "done":
        assert edit(there, ann, 1, "hello").stored
    else:
        assert refusal(lambda: edit(there, ann, 1, "hello")) == answer
        assert not edit(there, ann, 1, "helo").stored


@pytest.mark.parametrize(
    ("body", "code"), [("", "empty"), (" \n\u200b ", "empty"), ("x" * 301, "too_long"), ("🐒" * 301, "too_long")]
)
def test_a_new_text_has_the_bounds_of_every_text(chat: Chat, ann: Link, body: str, code: str) -> None:
    chat.say(ann, "hello")
    assert refusal(lambda: edit(chat, ann, 1, body)) == code
    assert edit(chat, ann, 1, "x" * 300).stored


def test_an_edit_of_what_has_been_edited_since_is_stale_and_changes_nothing(chat: Chat, ann: Link) -> None:
    # Given two edits, of which this device knows the first at most
    chat.say(ann, "one")
    edit(chat, ann, 1, "two")
    first = edited(chat)
    chat.clock.advance(seconds=1)
    edit(chat, ann, 1, "three", known=first)
    # When, Then
    for known in (None, first):
        assert refusal(lambda known=known: edit(chat, ann, 1, "four", known=known)) == "stale"
    assert message(chat, "ann", 1).body == "three"
    assert revs(chat) == [1, 2]
    # but the same text is done already, whatever is known
    for known in (None, first, edited(chat)):
        assert edit(chat, ann, 1, " three ", known=known).rev == 2
    assert edit(chat, ann, 1, "four", known=edited(chat)).rev == 3


def test_the_time_that_is_known_may_be_written_in_any_way(chat: Chat, ann: Link) -> None:
    chat.clock.advance(milliseconds=120)
    chat.say(ann, "one")
    edit(chat, ann, 1, "two")
    assert edited(chat) == "2026-01-31T12:01:00.120Z"
    assert edit(chat, ann, 1, "three", known="2026-01-31T14:01:00.12+02:00").stored


def test_who_knows_an_edit_of_a_text_that_was_never_edited_may_edit_it(chat: Chat, ann: Link) -> None:
    chat.say(ann, "one")
    assert edit(chat, ann, 1, "two", known="2020-01-01T00:00:00Z").stored


def test_each_edit_has_a_later_time_however_fast_they_come_and_whatever_the_clock_does(chat: Chat, ann: Link) -> None:
    # Given
    chat.say(ann, "0")
    times: list[str] = []
    # When
    for number in range(1, 6):
        edit(chat, ann, 1, str(number), known=times[-1] if times else None)
        times.append(edited(chat))
        chat.clock.advance(milliseconds=-1)
    # Then
    assert sorted(set(times)) == times
    assert [frame["message"]["edited"] for frame in frames(chat, ann)] == times


@pytest.mark.parametrize("count", range(4))
def test_of_two_edits_at_once_by_two_devices_the_second_is_stale(
    chat: Chat, wire: Wire, private: str, ann: Link, count: int
) -> None:
    # Given
    chat.say(ann, "one", room=private)
    codes: list[str] = []

    def rival() -> None:
        try:
            edit(chat, ann, 1, "from the phone", room=private)
        except Exception as error:  # noqa: BLE001
            codes.append(getattr(error, "code", str(error)))

    # When
    with wire.rival_after(count, rival) as acted:
        try:
            edit(chat, ann, 1, "from the desk", room=private)
        except Exception as error:  # noqa: BLE001
            codes.append(getattr(error, "code", str(error)))
    # Then
    assert acted()
    assert codes == ["stale"]
    assert revs(chat, private) == [1]
    assert message(chat, "ann", 1, private).body == frames(chat, ann)[-1]["message"]["body"]


def test_an_edit_keeps_reactions_and_pin_and_author_and_time(chat: Chat, private: str, ann: Link, bob: Link) -> None:
    chat.say(ann, "one", room=private)
    react(chat, bob, 1, room=private)
    pin(chat, bob, 1, room=private)
    before = message(chat, "ann", 1, private)
    edit(chat, ann, 1, "two", room=private)
    after = message(chat, "ann", 1, private)
    assert after == before.model_copy(update={"body": "two", "edited": after.edited, "rev": 3})


def test_no_edit_brings_back_what_was_deleted(chat: Chat, ann: Link) -> None:
    chat.say(ann, "one")
    delete(chat, ann, 1)
    assert refusal(lambda: edit(chat, ann, 1, "two")) == "no_such_message"
    assert message(chat, "ann", 1).body is None
