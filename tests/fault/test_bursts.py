"""Given a public chat of more viewers than one function serves, when much is said at once, and whoever tells dies."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from uuid import UUID

import pytest

from snowfight.models.client_frames import Ping, Send
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import Account, Link, RoomState
from tests.fault.cloud import Cloud, Fate, Instance
from tests.support.dynamodb import bound_elsewhere
from tests.support.stage import START

SPEAKERS = 60
VIEWERS = ("near", "far", "there")
HEARTBEAT = 0.1
"""Seconds between two heartbeats of anybody: of six hundred viewers, one each in a minute."""
JITTER = 0.1
"""Seconds that a frame may take longer than the one before it."""


@dataclass(frozen=True)
class Heard:
    """A frame of messages, when it came."""

    at: float
    seqs: list[int]


class Square:
    """The public chat in two shards: some who talk, and some who watch."""

    def __init__(self, seed: int = 1) -> None:
        self.cloud = Cloud(seed)
        self.heard: dict[str, list[Heard]] = {name: [] for name in VIEWERS}
        self._said = 0
        self.cloud.at_once(self._furnish)

    @property
    def now(self) -> float:
        return self.cloud.stage.now

    def say(self, after: float = 0.0) -> None:
        """Let the next who talks say something, so many seconds from now."""
        self._said += 1
        name, client_id = f"user{self._said % SPEAKERS}", str(UUID(int=self._said, version=4))
        raw = {"type": "message", "room": PUBLIC_CHAT, "client_id": client_id, "body": f"number {self._said}"}

        def send(instance: Instance) -> None:
            instance.sending.send(Link(name, name, START), Send.model_validate(raw))

        self.cloud.stage.at(after, lambda: self.cloud.invoke(send, lambda _answer: None, raw))

    def talk(self, rate: float, seconds: float) -> None:
        """Let so many messages a second be said."""
        for number in range(round(rate * seconds)):
            self.say(number / rate)

    def beat(self, seconds: float) -> None:
        """Let viewers' hearts beat for so long."""
        for number in range(round(seconds / HEARTBEAT)):
            self.cloud.stage.at(number * HEARTBEAT, lambda: self.cloud.invoke(self._ping, lambda _answer: None))

    def play(self, seconds: float) -> None:
        self.cloud.stage.play(self.now + seconds)

    def told(self, name: str) -> list[int]:
        """The numbers that a viewer was told, as they came."""
        return [seq for heard in self.heard[name] for seq in heard.seqs]

    @property
    def log(self) -> list[int]:
        rows = self.cloud.tables.rows("messages")
        return sorted(int(row["seq"]["N"]) for row in rows if row["room"]["S"] == PUBLIC_CHAT)

    def untold(self) -> dict[str, set[int]]:
        """What viewers were not told, of what is stored."""
        return {name: missed for name in VIEWERS if (missed := set(self.log) - set(self.told(name)))}

    @staticmethod
    def _ping(instance: Instance) -> None:
        """A heartbeat of one who has everything that the chat's row knows of."""
        state = instance.rooms.states([PUBLIC_CHAT])[PUBLIC_CHAT]
        frame = Ping(type="ping", seqs={PUBLIC_CHAT: state.last_seq})
        instance.heartbeat.ping(Link(VIEWERS[0], VIEWERS[0], START), frame)

    def _furnish(self, instance: Instance) -> None:
        for number in range(SPEAKERS):
            instance.accounts.create(Account(f"user{number}", f"User {number}"))
            self.cloud.gateway.edge.states[f"user{number}"] = "open"
            self.cloud.gateway.listeners[f"user{number}"] = lambda _frame: None
        for number, name in enumerate(VIEWERS):
            link = Link(name, name, START)
            instance.accounts.create(Account(name, name))
            instance.connections.open(link)
            instance.connections.view(link, PUBLIC_CHAT, number % 2)
            self.cloud.gateway.edge.states[name] = "open"
            self.cloud.gateway.listeners[name] = lambda data, name=name: self._hear(name, data)
        instance.rooms.resize(RoomState.public(), 2, 2, START)

    def _hear(self, name: str, data: bytes) -> None:
        frame = json.loads(data)
        if frame["type"] in {"message_handler", "messages_handler"}:
            messages = frame.get("messages") or [frame["message"]]
            self.heard[name].append(Heard(self.now, [message["seq"] for message in messages]))


@pytest.fixture
def squares(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[Square]]:
    """Squares, each of which takes the place of the one before."""
    made: list[Square] = []

    class Patched(Square):
        def __init__(self, seed: int = 1) -> None:
            super().__init__(seed)
            self.cloud.patch(monkeypatch)
            made.append(self)

    with bound_elsewhere():
        yield Patched
        for square in made:
            square.cloud.stage.end()


@pytest.mark.parametrize("rate", [0.7, 1, 5, 20, 50])
def test_all_is_told_once_and_in_order_and_nobody_gets_more_than_a_frame_a_second(
    squares: type[Square], rate: float
) -> None:
    square = squares(seed=round(rate * 10))
    square.talk(rate, seconds=25)  # longer than one function tells
    square.beat(seconds=30)
    square.play(32)
    for name in VIEWERS:
        assert square.told(name) == square.log
        times = [heard.at for heard in square.heard[name]]
        assert [pair for pair in pairwise(times) if pair[1] - pair[0] < 1 - JITTER] == []
        assert len(times) <= 28


def test_nothing_waits_for_longer_than_a_second(squares: type[Square]) -> None:
    square = squares()
    for number in range(40):
        square.say(number * 0.2)
    square.play(12)
    stored = {number + 1: number * 0.2 for number in range(40)}
    late = [heard.at - stored[heard.seqs[0]] for heard in square.heard["near"]]
    assert max(late) < 1.2


def steps_of_a_teller(squares: type[Square]) -> tuple[int, int]:
    """Steps and requests of a send whose sender tells it in its turn."""
    square = squares()
    square.say()
    square.say(0.3)
    square.play(5)
    teller = square.cloud.sends[1]
    return teller.steps, sum(teller.requests.values())


def test_a_teller_that_dies_at_any_step_is_replaced_within_two_seconds(squares: type[Square]) -> None:
    steps, _ = steps_of_a_teller(squares)
    assert steps > 16
    for step in range(1, steps + 1):
        square = squares()
        square.cloud.fuses = [10_000, step]
        square.say()
        square.say(0.3)
        square.say(0.6)
        square.beat(seconds=5)
        square.play(0.6 + 2.3)  # when the last was said, a second and a bit until it is due, and another
        assert square.untold() == {}, f"killed at step {step}"


def test_nobody_needs_a_heartbeat_where_somebody_goes_on_talking(squares: type[Square]) -> None:
    steps, _ = steps_of_a_teller(squares)
    for step in range(1, steps + 1):
        square = squares()
        square.cloud.fuses = [10_000, step]
        square.talk(5, seconds=4)
        square.play(8)
        missing = square.untold()
        if step < 8:  # what the chat's row does not know of, its sender's retry tells
            missing = {name: seqs - {2} for name, seqs in missing.items() if seqs - {2}}
        assert missing == {}, f"killed at step {step}"


@pytest.mark.parametrize("fate", Fate)
def test_any_request_of_a_teller_may_fail_once_or_for_good(squares: type[Square], fate: Fate) -> None:
    _, requests = steps_of_a_teller(squares)
    for times in (1, 3):
        for request in range(requests):
            square = squares()
            square.say()
            square.play(0.3)
            square.cloud.fates = [*[None] * request, *[fate] * times]
            square.say()
            square.play(20)
            square.beat(seconds=10)
            square.play(20)
            assert square.untold() == {}, f"{fate} at request {request}, {times} times"
