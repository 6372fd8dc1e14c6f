"""Given several attempts at one message and others who write, then in whatever order their requests come, and wherever
they die, the message is stored once, the log has no holes, and who is answered is told the truth.

Of the storage alone; tests/fault/test_steps.py and test_schedules.py do it with all that belongs to a send.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import Any
from uuid import UUID

import pytest
from botocore.exceptions import ClientError

from snowfight.clock import milliseconds
from snowfight.models.records import Entry
from snowfight.storage.messages.log import Appended
from tests.fault.cloud import Cloud, Instance, Serve
from tests.fault.interleaving import Turns, orders
from tests.support.dynamodb import Call, Write, bound_elsewhere
from tests.support.stage import START, Killed

ROOM = "public-chat"
STEPS = 5
"""Requests of an attempt that loses one slot: receipt and message; the end of the log, receipt and message."""

SAMPLES = 400
ENOUGH = 60.0


class Attempts:
    """Attempts at messages, each in a function of its own, whose requests take turns."""

    def __init__(self) -> None:
        self.cloud = Cloud(seed=1)
        self.answers: list[tuple[Entry, Appended]] = []
        self._commits: list[int] = []
        self._turns = Turns(self.cloud.stage)
        self._requests: list[int] = []
        self._deaths: dict[int, int] = {}
        self.cloud.tables.on_commit = self._committed
        self.cloud.gatekeeper = self._carry

    def race(self, order: Sequence[int], *entries: Entry, deaths: dict[int, int] | None = None) -> None:
        """Make an attempt at each, their requests in that order. Some die: at step 2n before the n'th request (from 0)
        is done, at step 2n + 1 after it."""
        self._turns, self._requests, self._deaths = Turns(self.cloud.stage, order), [0] * len(entries), deaths or {}
        self._turns.tasks = [self.cloud.invoke(self._append(entry), lambda _answer: None) for entry in entries]
        self.cloud.stage.play(self.cloud.stage.now + ENOUGH)
        assert all(task.done for task in self._turns.tasks)

    def stored(self) -> list[tuple[int, str, str, int]]:
        """Number, author, client_id and moment of what the log has."""
        rows = sorted(self.cloud.tables.rows("messages"), key=lambda row: int(row["seq"]["N"]))
        return [
            (int(row["seq"]["N"]), row["author"]["S"], row["client_id"]["S"], int(row["created"]["N"])) for row in rows
        ]

    def check(self, *names: str) -> None:
        """The log has the message of each of them, once, where everybody was told that it is."""
        stored = self.stored()
        assert [seq for seq, *_ in stored] == self._commits == list(range(1, len(stored) + 1))
        assert sorted(author for _, author, _, _ in stored) == sorted(names)
        for entry, appended in self.answers:
            receipt = appended.receipt
            assert (receipt.seq, entry.author, entry.client_id, milliseconds(receipt.created)) in stored
        new = [entry.author for entry, appended in self.answers if not appended.again]
        assert len(new) == len(set(new))

    def _append(self, entry: Entry) -> Callable[[Instance], None]:
        def append(instance: Instance) -> None:
            self.answers.append((entry, instance.messages.append(entry)))

        return append

    def _carry(self, _operation: str, _call: Call, serve: Serve) -> dict[str, Any]:
        mine = self._turns.number(self.cloud.stage.life)
        assert mine is not None
        self._turns.wait(mine)
        request, death = self._requests[mine], self._deaths.get(mine)
        self._requests[mine] += 1
        if death == 2 * request:
            raise Killed
        if death == 2 * request + 1:
            with suppress(ClientError):
                serve()
            raise Killed
        return serve()

    def _committed(self, write: Write) -> None:
        if write.after is not None and "author" in write.after and write.before is None:
            self._commits.append(int(write.after["seq"]["N"]))


def said(name: str, attempt: int = 0, hint: int = 1) -> Entry:
    """What `name` says, as an attempt at it has it: it comes a little later each time, and is tried from `hint` on."""
    client_id = str(UUID(int=sum(map(ord, name)), version=4))
    created = START.replace(microsecond=1000 * attempt)
    return Entry(ROOM, hint, client_id, name, created, body=f"{name} was here")


@pytest.fixture
def attempts() -> Iterator[type[Attempts]]:
    with bound_elsewhere():
        yield Attempts


def test_two_attempts_at_once_store_a_message_once_in_every_order_of_their_requests(attempts: type[Attempts]) -> None:
    for order in orders(3):
        race = attempts()
        race.race(order, said("ann", 1), said("ann", 2))
        race.check("ann")
        assert len(race.answers) == 2, order
        race.cloud.stage.end()


def test_two_attempts_store_a_message_once_however_others_come_between(attempts: type[Attempts]) -> None:
    dice = random.Random(1)
    for _ in range(SAMPLES):
        order = [0] * STEPS + [1] * STEPS + [2] * 2 + [3] * 2
        dice.shuffle(order)
        race = attempts()
        race.race(order, said("ann", 1), said("ann", 2), said("bob"), said("eve"))
        race.check("ann", "bob", "eve")
        assert len(race.answers) == 4, order
        race.cloud.stage.end()


@pytest.mark.parametrize("death", range(2 * STEPS))
def test_an_attempt_may_die_at_any_request_and_the_next_one_finds_where_it_was(
    attempts: type[Attempts], death: int
) -> None:
    """In every order with somebody who writes too, and whether the chat's row knows of that, or not."""
    for order in orders(3):
        for knows in (False, True):
            race = attempts()
            race.race([*order, 0, 0], said("ann", 1), said("bob"), deaths={0: death})
            end = len(race.stored())
            race.race([], said("eve", hint=end + 1))
            race.race([], said("ann", 2, hint=end + 2 if knows else 1))
            race.check("ann", "bob", "eve")
            race.cloud.stage.end()


def test_a_slow_attempt_stores_nothing_after_another_has_gone_on(attempts: type[Attempts]) -> None:
    """The first has put its receipt when the others come, and puts its message when they are done."""
    for others in ([1, 1], [2, 2, 1, 1, 1, 1, 1], [1, 2, 2, 1, 1, 1, 1]):
        race = attempts()
        race.race([0, *others, *[0] * 4], said("ann", 1), said("ann", 2), said("bob"))
        race.check("ann", "bob")
        race.cloud.stage.end()
