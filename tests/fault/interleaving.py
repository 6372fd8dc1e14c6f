"""Changes at once, in every order: each of their requests waits for its turn, which a list of names decides."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from itertools import combinations
from typing import Any
from uuid import UUID

from snowfight.models.base import Answer
from snowfight.models.client_frames import Delete, Edit, Pin, React
from snowfight.models.message import HistoryQuery
from snowfight.models.problem import ErrorFrame
from snowfight.models.records import Account, Entry, Link, RoomState
from tests.fault.audit import Audit, shown_state
from tests.fault.changes import Frame
from tests.fault.cloud import Cloud, Instance
from tests.fault.jobs import JobStream
from tests.fault.log import Log
from tests.fault.reader import User
from tests.fault.schedule import DEN, MEMBERS
from tests.support.dynamodb import Call, Write
from tests.support.expressions import Item
from tests.support.stage import START, Life, Stage, Task

MODELS: dict[str, type[Edit | Delete | React | Pin]] = {"edit": Edit, "delete": Delete, "react": React, "pin": Pin}
ENOUGH = 60.0
NEWEST = HistoryQuery(limit=200)
STEPS = 4
"""Requests of a change that others may come between: its message is read, and what goes with it, in either order; it is
stored; the chat's row is told. What is tried again takes more."""


def orders(steps: int = STEPS) -> Iterator[tuple[int, ...]]:
    """Every order of the steps of two."""
    for first in combinations(range(2 * steps), steps):
        yield tuple(0 if place in first else 1 for place in range(2 * steps))


class Turns:
    """Tasks that race: each of their requests waits until the order, which has their numbers, comes to its task."""

    def __init__(self, stage: Stage, order: Iterable[int] = ()) -> None:
        self.tasks: list[Task[None]] = []
        self._stage = stage
        self._order = list(order)

    def number(self, life: Life) -> int | None:
        """Which of the tasks that is, if it is one."""
        return next((number for number, task in enumerate(self.tasks) if task.life is life), None)

    def wait(self, mine: int) -> None:
        """Until it is that task's turn, or nobody's."""
        while True:
            while self._order and self.tasks[self._order[0]].done:
                self._order.pop(0)
            if not self._order or self._order[0] == mine:
                del self._order[:1]
                return
            self._stage.sleep(0.001)


class Race:
    """A group with a message of bob's, in which changes are made one after another, or at once."""

    def __init__(self) -> None:
        self.cloud = Cloud(seed=1)
        self.audit = Audit(self.cloud)
        self.wrong: list[str] = []
        self.users = {name: User(name, self.cloud) for name in MEMBERS[DEN]}
        self.log = Log("eve")
        self.rows_first = False
        self._ids = 0
        self._turns = Turns(self.cloud.stage)
        self._jobs = JobStream(self.cloud)
        self.cloud.tables.on_commit = self._committed
        self.cloud.at_once(self._furnish)

    def ask(self, *asked: tuple[str, Frame]) -> None:
        """Serve the changes one after another."""
        for name, frame in asked:
            self._serve(name, frame, self.client_id(name, frame))
            self.cloud.stage.play(self.cloud.stage.now + ENOUGH)

    def race(self, order: tuple[int, ...], *asked: tuple[str, Frame], ids: tuple[str, ...] = ()) -> None:
        """Serve both at once, their requests in that order."""
        self._turns = Turns(self.cloud.stage, order)
        self.cloud.gatekeeper = self._carry
        pairs = list(zip(asked, ids or [self.client_id(name, frame) for name, frame in asked], strict=True))
        self._turns.tasks = [self._serve(name, frame, client_id) for (name, frame), client_id in pairs]
        self.cloud.stage.play(self.cloud.stage.now + ENOUGH)

    def client_id(self, name: str, frame: Frame) -> str:
        """A new one, for that request."""
        self._ids += 1
        client_id = str(UUID(int=self._ids, version=4))
        self.audit.asked[client_id] = (name, frame)
        return client_id

    def complaints(self) -> list[str]:
        """What is not as it has to be, now that all is done."""
        users, [row] = self.users.values(), self._messages()
        shown = [shown_state(message) for message in self.log.state()]
        wrong = [*self.wrong, *self.audit.complaints(DEN, users, named=1)]
        if self.log.is_stale or self.log.is_behind:
            wrong.append(f"eve was not told everything, but up to {self.log.rev} of {self.log.known_rev}")
        if shown != [self.audit.stored_state(row, "eve")]:
            wrong.append(f"eve sees {shown}, and not {row}")
        for client_id, (name, frame) in self.audit.asked.items():
            if client_id not in {**self.users[name].changed, **self.users[name].refused}:
                wrong.append(f"{name} was not answered: {frame}")
        return wrong

    def refusals(self) -> list[str]:
        """The codes of what was refused."""
        return [code for user in self.users.values() for code in user.refused.values()]

    def _serve(self, name: str, frame: Frame, client_id: str) -> Task[None]:
        link = Link(f"{name}-1", name, START)
        model = MODELS[frame["type"]].model_validate(frame | {"client_id": client_id})

        def serve(instance: Instance) -> None:
            instance.changes.service.serve(link, client_id, instance.changes.requests.of(model))

        def refused(answer: Answer | None) -> None:
            if isinstance(answer, ErrorFrame):
                self.users[name].refused[client_id] = answer.code

        return self.cloud.invoke(serve, refused, frame)

    def _carry(self, operation: str, call: Call, serve: Callable[[], dict[str, Any]]) -> dict[str, Any] | None:
        """Serve a request when it is its turn; None where it is not one of those that take turns."""
        mine = self._turns.number(self.cloud.stage.life)
        if mine is None or not _matters(operation, call):
            return None
        if operation != "BatchGetItem":
            self._turns.wait(mine)
            return serve()
        found: dict[str, list[Any]] = {}
        for part in self._parts(call):
            self._turns.wait(mine)
            for table, items in self.cloud.tables.serve(operation, {"RequestItems": part}, "")["Responses"].items():
                found.setdefault(table, []).extend(items)
        return {"Responses": found, "UnprocessedKeys": {}}

    def _parts(self, call: Call) -> list[dict[str, Any]]:
        """The message and what goes with it, which are read at two moments."""
        requests: dict[str, Any] = call["RequestItems"]
        parts = [{name: request} for name, request in requests.items() if name == "messages"]
        rest = {name: request for name, request in requests.items() if name != "messages"}
        return [rest, *parts] if self.rows_first else [*parts, rest]

    def _committed(self, write: Write) -> None:
        self._jobs.committed(write)
        self.wrong += self.audit.committed(write)

    def _messages(self) -> list[Item]:
        return [row for row in self.cloud.tables.rows("messages") if row["room"]["S"] == DEN]

    def _furnish(self, instance: Instance) -> None:
        for name in MEMBERS[DEN]:
            link = Link(f"{name}-1", name, START)
            instance.accounts.create(Account(name, name.title()))
            instance.connections.open(link)
            self.cloud.gateway.edge.states[link.connection_id] = "open"
            self.cloud.gateway.listeners[link.connection_id] = lambda frame, name=name: self._heard(name, frame)
        instance.members.create(RoomState(DEN, "group", admin="ann"), MEMBERS[DEN], START)
        instance.messages.append(Entry(DEN, 1, str(UUID(int=0, version=4)), "bob", START, "helo"))
        instance.rooms.advance(instance.rooms.states([DEN])[DEN], 1, "bob", START)
        page = instance.history.page_of(instance.rooms.states([DEN])[DEN], "eve", NEWEST).model_dump(mode="json")
        self.log.page(page["messages"], page["rev"])

    def _heard(self, name: str, data: bytes) -> None:
        frame = json.loads(data)
        if frame["type"] == "changed":
            self.users[name].changed[frame["client_id"]] = frame["rev"]
        elif frame["type"] == "change_handler" and name == "eve":
            self.log.change(frame)


def _matters(operation: str, call: Call) -> bool:
    """Whether others may come between: budgets and who is there are no matter of a change."""
    if operation == "UpdateItem":
        return call["Key"]["sk"]["S"] == "META"
    if operation == "Query":
        return call["TableName"] == "messages" or "REACTIONS#" in str(call["ExpressionAttributeValues"])
    return operation != "BatchGetItem" or "messages" in call["RequestItems"]
