"""Given a chat's row, when messages tell it in any order how far the log has got, then …"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from snowfight.errors import Unavailable
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import Account, Room, RoomState
from snowfight.storage.accounts.accounts import Accounts
from snowfight.storage.database import Database, Refused
from snowfight.storage.rooms import memberships as module
from snowfight.storage.rooms.log_progress import MAX_AUTHORS
from snowfight.storage.rooms.members import Members
from snowfight.storage.rooms.rooms import Rooms

NOW = datetime(2026, 1, 31, 12, 0, tzinfo=UTC)


@pytest.fixture
def rooms(database: Database) -> Rooms:
    return Rooms(database)


def state(rooms: Rooms) -> RoomState:
    return rooms.states([PUBLIC_CHAT]).get(PUBLIC_CHAT, RoomState.public())


def tell(rooms: Rooms, seq: int, author: str, seen: RoomState | None = None) -> None:
    """A message at `seq` tells the row, having seen it as `seen` (None: as it is)."""
    rooms.advance(seen or state(rooms), seq, author, NOW + timedelta(seconds=seq))


def read(rooms: Rooms, author: str) -> int:
    """Up to where the author has read, from both places that may know."""
    own = rooms.seen_by(author, [PUBLIC_CHAT]).memberships.get(PUBLIC_CHAT)
    return max(own.read_seq if own else 0, state(rooms).sent.get(author, 0))


def test_the_first_message_makes_the_public_chats_row(rooms: Rooms) -> None:
    tell(rooms, 1, "ann")
    after = state(rooms)
    assert (after.last_seq, after.active, after.sent) == (1, NOW + timedelta(seconds=1), {"ann": 1})


def test_a_later_number_that_was_told_first_stays_and_nobodys_own_message_is_unread(rooms: Rooms) -> None:
    before = state(rooms)
    tell(rooms, 3, "bob", before)
    tell(rooms, 2, "ann", before)
    tell(rooms, 1, "bob", before)
    after = state(rooms)
    assert (after.last_seq, after.active) == (3, NOW + timedelta(seconds=3))
    assert (read(rooms, "ann"), read(rooms, "bob")) == (2, 3)


def test_telling_twice_changes_nothing(rooms: Rooms) -> None:
    before = state(rooms)
    tell(rooms, 1, "ann", before)
    once = state(rooms)
    tell(rooms, 1, "ann", before)
    assert state(rooms) == once


def test_the_row_remembers_so_many_authors_and_hands_the_longest_silent_one_their_place(rooms: Rooms) -> None:
    # Given one more author than the row remembers
    authors = [f"user{number}" for number in range(MAX_AUTHORS + 1)]
    # When each writes in turn
    for seq, author in enumerate(authors, start=1):
        tell(rooms, seq, author)
    # Then the first is forgotten here, and all have read what they wrote
    assert sorted(state(rooms).sent) == sorted(authors[1:])
    assert [read(rooms, author) for author in authors] == list(range(1, MAX_AUTHORS + 2))


def test_a_silent_author_who_writes_while_their_place_is_taken_loses_nothing(rooms: Rooms) -> None:
    # Given a full row, as one message has seen it
    authors = [f"user{number}" for number in range(MAX_AUTHORS)]
    for seq, author in enumerate(authors, start=1):
        tell(rooms, seq, author)
    seen = state(rooms)
    # When the longest silent author writes first, and then that message takes a place
    tell(rooms, MAX_AUTHORS + 1, authors[0])
    tell(rooms, MAX_AUTHORS + 2, "newcomer", seen)
    # Then the place is another's, and everybody has read what they wrote
    after = state(rooms)
    assert after.sent[authors[0]] == MAX_AUTHORS + 1
    assert authors[1] not in after.sent
    assert read(rooms, authors[1]) == 2
    assert after.sent["newcomer"] == after.last_seq == MAX_AUTHORS + 2


def test_a_chat_that_is_gone_is_told_nothing(rooms: Rooms) -> None:
    gone = RoomState("9c5b94b1-35ad-49bb-b118-8e8fc24abf80", "group")
    rooms.advance(gone, 1, "ann", NOW)
    assert rooms.states([gone.name]) == {}
    assert rooms.load(gone.name) is None


def test_a_row_that_stays_contested_is_unavailable(rooms: Rooms, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise Refused({"pk": {"S": f"ROOM#{PUBLIC_CHAT}"}, "sk": {"S": "META"}})

    monkeypatch.setattr(rooms.log_progress, "_advance", refuse)
    with pytest.raises(Unavailable):
        tell(rooms, 1, "ann")


def test_reading_never_goes_back_and_says_whether_it_is_news(rooms: Rooms) -> None:
    news = [rooms.read_positions.read("ann", PUBLIC_CHAT, seq) for seq in (2, 2, 1, 3)]
    assert news == [True, False, False, True]
    assert read(rooms, "ann") == 3


def test_who_is_no_member_reads_nothing(rooms: Rooms) -> None:
    assert rooms.read_positions.read("ann", "9c5b94b1-35ad-49bb-b118-8e8fc24abf80", 1) is False
    assert list(rooms.memberships.of("ann")) == [PUBLIC_CHAT]


def test_chats_that_somebody_has_left_leave_room_for_those_that_they_are_in(
    rooms: Rooms, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Given somebody who has been in more chats than are looked at, and is in one
    monkeypatch.setattr(module, "MAX_MEMBERSHIPS", 3)
    members = Members(database)
    for name in ("ann", "bob"):
        Accounts(database).create(Account(name, name))
    for number in range(5):
        group = RoomState(name=str(UUID(int=number)), kind="group", title="Snow", admin="ann")
        members.create(group, ["ann", "bob"], NOW)
        if number < 4:
            members.leave(Room(group, ("ann", "bob")), "bob", None, NOW)
    # When, then
    assert set(rooms.memberships.of("bob")) == {PUBLIC_CHAT, str(UUID(int=4))}
    assert [len(rooms.memberships.page("bob", 3, start)) for start in ("", str(UUID(int=3)))] == [3, 2]
    assert len(rooms.memberships.of("ann")) == 4
