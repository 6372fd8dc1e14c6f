"""Given a turn to tell a very large audience, when somebody else has taken it over, then …"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import RoomState
from snowfight.storage.database import Database
from snowfight.storage.rooms.rooms import Rooms
from snowfight.storage.rooms.telling_turns import GRACE, PAUSE, Claim, overdue_at

NOW = datetime(2026, 1, 31, 12, tzinfo=UTC)


@pytest.fixture
def rooms(database: Database) -> Rooms:
    rooms = Rooms(database)
    rooms.resize(RoomState.public(), 2, 2, NOW)
    rooms.advance(RoomState.public(), 1, "ann", NOW)
    return rooms


def state(rooms: Rooms) -> RoomState:
    return rooms.states([PUBLIC_CHAT])[PUBLIC_CHAT]


def waiting(rooms: Rooms) -> RoomState:
    """Two are said at once: the first is told, the second waits."""
    seen = state(rooms)
    assert rooms.advance(seen, 2, "ann", NOW, Claim(NOW)).at_once
    assert not rooms.advance(seen, 3, "bob", NOW, Claim(NOW)).at_once
    return state(rooms)


def test_the_first_of_two_is_told_at_once_and_the_other_waits(rooms: Rooms) -> None:
    found = waiting(rooms)
    assert (found.last_seq, found.told, found.quiet_at) == (3, 2, NOW + PAUSE)
    assert overdue_at(found) == NOW + PAUSE + GRACE


def test_who_had_it_can_neither_end_it_nor_go_on(rooms: Rooms) -> None:
    # Given
    before = waiting(rooms)
    after = rooms.telling_turns.take_over(before, Claim(NOW + timedelta(seconds=2)))
    assert after is not None
    # Then
    assert rooms.telling_turns.end(before, 3, NOW) is None
    assert rooms.telling_turns.go_on(before, 3, NOW) is None
    assert rooms.telling_turns.take_over(before, Claim(NOW)) is None
    assert state(rooms) == after


def test_a_turn_is_not_ended_while_there_is_more(rooms: Rooms) -> None:
    found = waiting(rooms)
    assert rooms.telling_turns.end(found, 2, NOW) is None
    assert rooms.telling_turns.end(found, 3, NOW) is not None
    assert state(rooms).told is None


def test_one_that_is_left_has_the_next_who_writes(rooms: Rooms) -> None:
    # Given
    rooms.telling_turns.go_on(waiting(rooms), 2, NOW, leave=True)
    claim = Claim(NOW)
    # When
    advance = rooms.advance(state(rooms), 4, "cat", NOW, claim)
    # Then
    assert claim.has_turn(advance.state)
    assert advance.state.told == 2


@pytest.mark.parametrize("seq", [2, 3])
def test_a_write_whose_answer_was_lost_says_the_same_when_it_is_made_again(rooms: Rooms, seq: int) -> None:
    # Given
    seen, claims = state(rooms), {number: Claim(NOW) for number in (2, 3)}
    first = {number: rooms.advance(seen, number, "ann", NOW, claims[number]) for number in range(2, seq + 1)}[seq]
    # When
    again = rooms.advance(seen, seq, "ann", NOW, claims[seq])
    # Then
    assert (again.moved, again.at_once) == (first.moved, first.at_once) == (True, seq == 2)


def test_an_author_whose_message_another_told_of_does_not_tell_it_again(rooms: Rooms) -> None:
    seen = state(rooms)
    rooms.advance(seen, 2, "ann", NOW, Claim(NOW - timedelta(milliseconds=1)))
    assert not rooms.advance(seen, 2, "ann", NOW, Claim(NOW)).moved
