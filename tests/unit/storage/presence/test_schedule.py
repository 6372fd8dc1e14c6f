"""Given the turn to tell presence, when DynamoDB's answers get lost, then nobody waits for a turn that nobody has."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from botocore.exceptions import ClientError, ReadTimeoutError

from snowfight.storage.database import Database
from snowfight.storage.presence.schedule import BUSY, PresenceTurns
from tests.support.clock import ManualClock
from tests.support.dynamodb import Call, MemoryConnection, Tables, bound_elsewhere
from tests.support.tables import SETTINGS

NOW = ManualClock().now()


class Scene:
    """Ticks on a DynamoDB whose answers may be lost."""

    def __init__(self) -> None:
        self.connection = MemoryConnection(Tables())
        self.turns = PresenceTurns(Database(SETTINGS, self.connection))

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
    assert scene.turns.take(NOW)
    assert scene.turns.take(NOW) is None
    assert scene.turns.take(NOW + BUSY + timedelta(seconds=1))
    scene.turns.free()
    assert scene.turns.take(NOW)


@pytest.mark.parametrize("answers", [1, 2])
def test_a_turn_whose_answer_was_lost_is_had_all_the_same(scene: Scene, answers: int) -> None:
    scene.lose(answers)
    assert scene.turns.take(NOW)
    assert scene.turns.take(NOW) is None


def test_a_turn_that_nobody_learned_of_is_free(scene: Scene) -> None:
    scene.lose(3)
    with pytest.raises(ReadTimeoutError):
        scene.turns.take(NOW)
    assert scene.turns.take(NOW)


def test_giving_up_takes_the_turn_from_nobody_else(scene: Scene) -> None:
    # Given a turn that was had, and another that could not be asked for
    assert scene.turns.take(NOW)
    scene.lose(3)
    with pytest.raises(ReadTimeoutError):
        scene.turns.take(NOW)
    assert scene.turns.take(NOW) is None
