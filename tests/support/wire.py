"""The way to DynamoDB, as a test may watch it, cut it, and let somebody else go first on it.

Requests go to moto's handler without being written out and parsed again, one after another even where the code does two
things at once: so a test can count them, and repeat any order of events exactly.
"""

from __future__ import annotations

import copy
import math
from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

import pytest
from botocore.client import BaseClient
from moto.dynamodb.models.table import Table

from tests.support.dynamodb_rules import check
from tests.support.moto_requests import served, sizes

T = TypeVar("T")

_IDEMPOTENT = frozenset({"Query", "Scan", "GetItem", "BatchGetItem"})


class Killed(BaseException):
    """The function has died: no `except Exception` may go on as if it lived."""


@dataclass(frozen=True)
class Request:
    """One request, and the write units that DynamoDB bills for it."""

    operation: str
    arguments: dict[str, Any]
    write_units: int

    @property
    def writes(self) -> bool:
        return self.operation not in _IDEMPOTENT

    @property
    def tables(self) -> set[str]:
        """The tables that it touches."""
        arguments = self.arguments
        many: Iterable[str] = arguments.get("RequestItems") or ()
        named = [arguments["TableName"]] if "TableName" in arguments else []
        inside = [op["TableName"] for action in arguments.get("TransactItems") or () for op in action.values()]
        return {*many, *named, *inside}


@dataclass
class Watch:
    """What went over the wire while somebody looked."""

    requests: list[Request] = field(default_factory=list[Request])
    rounds: int = 0
    """Requests that had to wait for one another: two at once count as one."""

    @property
    def operations(self) -> list[str]:
        return [request.operation for request in self.requests]

    @property
    def write_units(self) -> int:
        return sum(request.write_units for request in self.requests)


class Wire:
    """Stands between botocore's DynamoDB clients and moto."""

    def __init__(self) -> None:
        self._watches: list[Watch] = []
        self._before: Callable[[], None] = _nothing
        self._after: Callable[[], None] = _nothing

    @contextmanager
    def watched(self) -> Generator[Watch]:
        """Look at what is requested meanwhile."""
        watch = Watch()
        self._watches.append(watch)
        try:
            yield watch
        finally:
            self._watches.remove(watch)

    @contextmanager
    def dead_after(self, count: int) -> Generator[None]:
        """Kill whoever asks for anything after `count` requests; they are dead at the end of the block in any case."""
        left = count

        def before() -> None:
            nonlocal left
            if left == 0:
                raise Killed
            left -= 1

        with self._interrupted(before=before):
            try:
                yield
            except Killed:
                return

    @contextmanager
    def rival_after(self, count: int, rival: Callable[[], object]) -> Generator[Callable[[], bool]]:
        """Let `rival` act, whole, once `count` requests are answered; yields a function that says whether it did."""
        answered, acted = 0, False

        def act() -> None:
            nonlocal answered, acted
            if answered == count and not acted:
                acted = True
                with self._interrupted():
                    rival()

        def after() -> None:
            nonlocal answered
            answered += 1
            act()

        with self._interrupted(before=act, after=after):
            yield lambda: acted

    @contextmanager
    def _interrupted(
        self, before: Callable[[], None] | None = None, after: Callable[[], None] | None = None
    ) -> Generator[None]:
        kept = self._before, self._after
        self._before, self._after = before or _nothing, after or _nothing
        try:
            yield
        finally:
            self._before, self._after = kept

    def request(self, operation: str, arguments: dict[str, Any]) -> Any:
        """Serve one request of botocore's."""
        assert operation != "Scan", "nothing may scan, ever"
        check(operation, arguments)
        self._before()
        try:
            with self._seen(operation, arguments):
                return served(operation, copy.deepcopy(arguments))
        finally:
            self._after()

    @contextmanager
    def _seen(self, operation: str, arguments: dict[str, Any]) -> Generator[None]:
        """Have whoever looks see the request, and what it wrote."""
        if not self._watches:
            yield
            return
        arguments = copy.deepcopy(arguments)
        before = sizes(operation, arguments)
        try:
            yield
        finally:
            units = _write_units(operation, arguments, before)
            for watch in self._watches:
                watch.requests.append(Request(operation, arguments, units))
                watch.rounds += 1

    def submit(self, work: Callable[[], T]) -> _Done[T]:
        """As an executor's, done at once; in the count of rounds it happens beside what the submitter does then."""
        starts = [watch.rounds for watch in self._watches]
        done = _Done(work)
        ends = [watch.rounds for watch in self._watches]
        for watch, start in zip(self._watches, starts, strict=True):
            watch.rounds = start
        done.joined = lambda: self._join(ends)
        return done

    def map(self, work: Callable[..., T], *things: Iterable[Any]) -> list[T]:
        """As an executor's."""
        tasks = [self.submit(lambda each=each: work(*each)) for each in zip(*things, strict=False)]
        return [task.result() for task in tasks]

    def _join(self, ends: list[int]) -> None:
        for watch, end in zip(self._watches, ends, strict=False):
            watch.rounds = max(watch.rounds, end)


class _Done(Generic[T]):
    """A future whose work has been done."""

    def __init__(self, work: Callable[[], T]) -> None:
        self.joined: Callable[[], None] = _nothing
        self._error: BaseException | None = None
        try:
            self._value = work()
        except BaseException as error:  # noqa: BLE001  (whoever asks for the result gets it)
            self._error = error

    def exception(self) -> BaseException | None:
        self.joined()
        return self._error

    def result(self) -> T:
        self.joined()
        if self._error is not None:
            raise self._error
        return self._value


def _nothing() -> None:
    return


def _itself(table: Any, _memo: Any) -> Any:
    """Not copied: what a cancelled transaction has done is taken back item by item (`_undo`)."""
    return table


def lay(monkeypatch: pytest.MonkeyPatch) -> Wire:
    """A wire under every DynamoDB client, for as long as `monkeypatch` lasts."""
    wire = Wire()
    ordinary = BaseClient._make_api_call

    def call(client: Any, operation: str, arguments: dict[str, Any]) -> Any:
        if client.meta.service_model.service_name != "dynamodb":
            return ordinary(client, operation, arguments)
        return wire.request(operation, arguments)

    monkeypatch.setattr(BaseClient, "_make_api_call", call)
    monkeypatch.setattr("snowfight.storage.database.pool", wire)
    monkeypatch.setattr(Table, "__deepcopy__", _itself, raising=False)
    return wire


def _write_units(operation: str, arguments: dict[str, Any], before: list[int]) -> int:
    """One unit a KB of the larger of what an item was and what it is now, two in a transaction."""
    after = sizes(operation, arguments)
    factor = 2 if operation == "TransactWriteItems" else 1
    return sum(factor * max(1, math.ceil(max(pair) / 1024)) for pair in zip(before, after, strict=True))
