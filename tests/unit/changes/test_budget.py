"""Given the budget that every user has for messages, when they change some, then changes are charged like messages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from snowfight.domain.changes.dependencies import Dependencies
from snowfight.domain.changes.parts import ChangeParts
from snowfight.domain.moderation.written_down import deletion
from snowfight.errors import RateLimited
from snowfight.models.records import Link
from snowfight.storage.database import Database
from tests.support.changes import delete, edit, pin, react, refusal, revs
from tests.support.chat import Chat
from tests.support.site import Site
from tests.support.tables import SETTINGS
from tests.support.wire import Wire


@pytest.fixture
def chat(wire: Wire, database: Database) -> Chat:
    """Whose people may send three at once, and one each second."""
    return Chat(settings=replace(SETTINGS, rate_burst=3, rate_per_second=1), database=database)


def test_each_change_is_charged_as_a_message_is(chat: Chat, private: str, ann: Link) -> None:
    # Given
    chat.say(ann, "one", room=private)
    chat.clock.advance(minutes=1)
    # When
    edit(chat, ann, 1, "two", room=private)
    react(chat, ann, 1, room=private)
    pin(chat, ann, 1, room=private)
    # Then
    assert refusal(lambda: react(chat, ann, 1, "🎉", room=private)) == "rate_limited"
    assert refusal(lambda: chat.say(ann, room=private)) == "rate_limited"
    assert revs(chat, private) == [1, 2, 3]
    chat.clock.advance(seconds=1)
    assert delete(chat, ann, 1, room=private).stored


def test_who_has_to_wait_is_told_how_long(chat: Chat, ann: Link) -> None:
    for _ in range(3):
        chat.say(ann)
    with pytest.raises(RateLimited) as refused:
        react(chat, ann, 1)
    assert 0 < refused.value.retry_after <= 1


def test_what_changes_nothing_is_free_even_when_the_budget_is_used_up(chat: Chat, ann: Link) -> None:
    # Given
    chat.say(ann, "one")
    react(chat, ann, 1)
    # When
    for _ in range(10):
        react(chat, ann, 1)
        edit(chat, ann, 1, "one")
        react(chat, ann, 1, "🎉", on=False)
        for code, act in (
            ("no_such_message", lambda: delete(chat, ann, 9)),
            ("bad_emoji", lambda: react(chat, ann, 1, "x")),
            ("not_admin", lambda: pin(chat, ann, 1)),
            ("no_such_chat", lambda: react(chat, ann, 1, room="nowhere")),
            ("empty", lambda: edit(chat, ann, 1, " ")),
        ):
            assert refusal(act) == code
    # Then
    chat.say(ann)
    assert refusal(lambda: chat.say(ann)) == "rate_limited"
    assert not react(chat, ann, 1).stored


def test_what_changes_nothing_costs_where_there_is_too_much_of_it(chat: Chat, ann: Link) -> None:
    # Given a deployment that finds that there is
    chat.say(ann)
    chat.clock.advance(minutes=1)
    on = (
        chat.database,
        chat.rooms,
        chat.messages,
        chat.accounts,
        chat.fanout,
        chat.retention,
        chat.jobs,
        chat.mentioning,
        chat.blocking,
        chat.clock,
        chat.checks,
        deletion,
    )
    chat.changes = ChangeParts(Dependencies(*on), 300, is_free=lambda username: username != "ann")  # pyright: ignore[reportArgumentType]
    # When
    react(chat, ann, 1, on=False)
    assert refusal(lambda: pin(chat, ann, 1)) == "not_admin"
    # Then
    assert react(chat, ann, 1).stored
    assert refusal(lambda: chat.say(ann)) == "rate_limited"


def _id(number: int) -> str:
    return f"00000000-0000-4000-8000-{number:012d}"


def test_an_error_names_the_frame_that_it_answers(site: Site) -> None:
    site.sign_up("bob")
    link = site.connect("bob")
    told = site.say(link, {"type": "delete", "room": "public-chat", "seq": 1, "client_id": _id(1)})
    assert told is not None
    assert (told["type"], told["code"], told["client_id"]) == ("error", "no_such_message", _id(1))
