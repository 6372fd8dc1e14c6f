"""Given a search of many pages, when it goes on, then nothing comes twice and nothing is left out."""

from __future__ import annotations

import base64
from datetime import timedelta
from itertools import product

import pytest

from snowfight.domain.search import cursors
from snowfight.domain.search.cursors import Cursor
from snowfight.errors import Invalid
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import Link
from tests.support.chat import Chat
from tests.support.search import SMALL, Search
from tests.unit.search.samples import CREATED

ROOM = "6f9619ff-8b86-4d01-b42d-00cf4fc964ff"


def test_a_cursor_is_read_as_it_was_written() -> None:
    for cursor in (Cursor(CREATED), Cursor(CREATED, {PUBLIC_CHAT: 7, ROOM: 0}), Cursor(CREATED, {ROOM: 2**60}, False)):
        assert Cursor.of(str(cursor)) == cursor


def test_one_that_cannot_name_every_chat_is_exact_about_the_time() -> None:
    places = {ROOM[:-3] + f"{n:03}": n for n in range(cursors.ROOMS + 1)}
    read = Cursor.of(str(Cursor(CREATED, places)))
    assert len(read.places) == cursors.ROOMS
    assert read.latest == CREATED + timedelta(milliseconds=1)
    assert Cursor(CREATED, {ROOM: 1}).latest == CREATED + cursors.SLACK


def encoded(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


@pytest.mark.parametrize(
    "text",
    [
        "A",
        "AAAA",
        encoded(bytes(9)),
        encoded(b"\x03" + bytes(8)),
        encoded(b"\x01" + b"\xff" * 8),
        encoded(b"\x01\x7f" + b"\xff" * 7),
        encoded(b"\x01" + bytes(8) + bytes(23)),
        encoded(b"\x01" + bytes(8) + b"".join(n.to_bytes(24, "little") for n in range(cursors.ROOMS + 1))),
    ],
)
def test_what_nobody_was_given_is_none(text: str) -> None:
    with pytest.raises(Invalid):
        Cursor.of(text)


@pytest.mark.parametrize("seconds", [0.1, 30])
def test_more_chats_than_a_cursor_has_room_for_are_paged_to_the_end(
    chat: Chat, search: Search, ann: Link, monkeypatch: pytest.MonkeyPatch, seconds: float
) -> None:
    # Given more chats than a cursor names, in all of which something is said in the same minute
    monkeypatch.setattr(cursors, "ROOMS", 3)
    rooms = [chat.private_chats.with_user("ann", chat.user(f"user{n}", verified=True)) for n in range(8)]
    said = list(product(range(1, SMALL.every + 3), rooms))
    for _, room in said:
        chat.say(ann, "snow", room=room)
        chat.clock.advance(seconds=seconds)
    # When somebody pages through it, then each message comes once, newest first, and there is an end
    found = list[tuple[int, str]]()
    cursor: str | None = None
    for _ in range(len(said)):
        page = search.page("ann", "snow", cursor=cursor)
        found += [(result.message.seq, result.message.room) for result in page.results]
        cursor = page.cursor
        if cursor is None:
            break
    assert cursor is None
    assert found == said[::-1]


def test_a_place_far_beyond_the_log_is_the_whole_log(chat: Chat, search: Search, ann: Link) -> None:
    for _ in range(SMALL.every + 1):
        chat.say(ann, "snow")
    search.index()
    cursor = str(Cursor(chat.clock.now(), {PUBLIC_CHAT: 2**64 - 1}))
    assert len(search.page("ann", "snow", cursor=cursor).results) == SMALL.every + 1
    assert search.page("ann", "snow", cursor=str(Cursor(chat.clock.now(), {PUBLIC_CHAT: 1}))).results == []
