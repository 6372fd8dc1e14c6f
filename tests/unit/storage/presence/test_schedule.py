"""Given the turn to tell presence, when DynamoDB's answers get lost, then nobody waits for a turn that nobody has."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from botocore.exceptions import ClientError, ReadTimeoutError

from snowfight.storage.database import Database
from snowfight.storage.presence.schedule import BUSY, NEVER, PresenceTurns, ScheduleState
from tests.support.clock import ManualClock
from tests.support.dynamodb import Call, MemoryConnection, Tables, bound_elsewhere
from tests.support.tables import SETTINGS

NOW = ManualClock().now()


class Scene:
    """Ticks on a DynamoDB whose answers may be lost."""

    def __init__(self) -> None:
        self.connection = MemoryConnection(Tables())
        self.turns = PresenceTurns(Database(SETTINGS, self.connection))

    def take(self, now: datetime = NOW) -> ScheduleState | None:
        """The turn, by who has just looked."""
        return self.turns.take(self.turns.get(), now)

    def lose(self, answers: int) -> None:
        """Let so many updates be done without an answer; they are tried again as the wire does, three times."""
        left = answers

        def carry(_operation: str, _call: Call, serve: Callable[[], dict[str, Any]]) -> dict[str, Any]:
            nonlocal left
            for _ in range(3):
                if left == 0:
                    return serve()
                left -= 1
                with suppress(ClientError):
                    serve()
            raise ReadTimeoutError(endpoint_url="dynamodb")

        self.connection.carry = carry


@pytest.fixture
def scene() -> Iterator[Scene]:
    with bound_elsewhere():
        yield Scene()


def test_one_has_the_turn_at_a_time_and_nobody_for_longer_than_a_minute(scene: Scene) -> None:
    assert scene.take()
    assert scene.take() is None
    last = scene.take(NOW + BUSY + timedelta(seconds=1))
    assert last
    scene.turns.free(last, NOW)
    assert scene.take()


def test_a_turn_is_not_had_by_who_looked_before_another_had_one(scene: Scene) -> None:
    looked = scene.turns.get()
    other = scene.take()
    assert other
    scene.turns.free(other, NOW)
    assert scene.turns.take(looked, NOW) is None
    assert scene.take()


def test_a_turn_is_not_had_by_who_looked_while_another_had_it(scene: Scene) -> None:
    other = scene.take()
    assert other
    looked = scene.turns.get()
    scene.turns.free(replace(other, kind="room", users=3), NOW)
    assert scene.turns.take(looked, NOW) is None
    assert scene.turns.get().kind == "room"
    assert scene.take()


def test_what_is_told_is_kept_before_it_is_told_and_what_was_after_it(scene: Scene) -> None:
    had = scene.turns.take(replace(scene.turns.get(), counts_at=NOW, statuses_at=NOW), NOW)
    assert had
    assert scene.turns.get().counts_at == NOW
    scene.turns.free(replace(had, kind="room", statuses_at=NEVER, users=3), NOW)
    assert scene.turns.get() == replace(had, kind="room", statuses_at=NEVER, users=3)


def test_it_shows_that_who_had_the_turn_never_left_it(scene: Scene) -> None:
    assert scene.take()
    assert scene.turns.get().has_died
    last = scene.take(NOW + BUSY + timedelta(seconds=1))
    assert last
    scene.turns.free(last, NOW)
    assert not scene.turns.get().has_died


def test_who_has_been_given_up_takes_the_turn_from_nobody(scene: Scene) -> None:
    late, other = scene.take(), scene.take(NOW + BUSY + timedelta(seconds=1))
    assert late
    assert other
    scene.turns.free(replace(late, kind="room"), NOW)
    assert scene.turns.get().kind == ""
    assert scene.take() is None


@pytest.mark.parametrize("answers", [1, 2])
def test_a_turn_whose_answer_was_lost_is_had_all_the_same(scene: Scene, answers: int) -> None:
    scene.lose(answers)
    assert scene.take()
    assert scene.take() is None


def test_a_turn_that_nobody_learned_of_is_free(scene: Scene) -> None:
    scene.lose(3)
    with pytest.raises(ReadTimeoutError):
        scene.take()
    assert scene.take()


def test_giving_up_takes_the_turn_from_nobody_else(scene: Scene) -> None:
    # Given a turn that was had, and another that could not be asked for
    assert scene.take()
    scene.lose(3)
    with pytest.raises(ReadTimeoutError):
        scene.take()
    assert scene.take() is None
