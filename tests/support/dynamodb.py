"""DynamoDB in memory, for thousands of tests a minute: the operations and expressions that the storage uses.

It stands in botocore's place below PynamoDB, so everything above it is real. Each request is atomic and isolated, a
transaction too. It is held to moto request by request (tests/fault/test_stand_in.py).
"""

from __future__ import annotations

import re
from bisect import insort
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from botocore.exceptions import ClientError
from pynamodb.connection import Connection

from snowfight.storage.rows.ephemeral import EphemeralRow
from snowfight.storage.rows.rooms import RoomsRow
from snowfight.storage.rows.row import MessagesTableRow, RoomsTableRow
from tests.support.dynamodb_rules import check
from tests.support.expressions import Item, Scope, comparable, condition, update
from tests.support.tables import KEYS, REGION

Key = tuple[Any, Any]
Call = dict[str, Any]
Answer = dict[str, Any]
Carry = Callable[[str, Call, Callable[[], Answer]], Answer]

PAGE = 1000
"""Items that a Query returns at most; DynamoDB has a limit in bytes, which is about as much of ours."""

_EQUALITY = re.compile(r"(#?\w+) = (:\w+)")


class Refusal(Exception):
    """A condition did not hold; `item` is what stood there."""

    def __init__(self, item: Item | None) -> None:
        self.item = item
        super().__init__("condition not met")


@dataclass
class Table:
    """Items by key, each partition's sort keys in order."""

    hash_key: str
    range_key: str
    items: dict[Key, Item] = field(default_factory=dict[Key, Item])
    order: dict[Any, list[Any]] = field(default_factory=dict[Any, list[Any]])

    def key(self, item: Item) -> Key:
        return (comparable(item[self.hash_key]), comparable(item[self.range_key]))

    def key_item(self, item: Item) -> Item:
        return {self.hash_key: item[self.hash_key], self.range_key: item[self.range_key]}

    def put(self, key: Key, item: Item | None) -> None:
        """Set or, with None, remove an item."""
        known = key in self.items
        if item is None:
            if known:
                del self.items[key]
                self.order[key[0]].remove(key[1])
            return
        if not known:
            insort(self.order.setdefault(key[0], []), key[1])
        self.items[key] = item


@dataclass(frozen=True)
class Write:
    """One row's change, decided but not made."""

    table: Table
    key: Key
    before: Item | None
    after: Item | None

    def make(self) -> None:
        self.table.put(self.key, self.after)


class Tables:
    """The three tables. `on_commit` is told of every row that is written, in order."""

    def __init__(self) -> None:
        self.tables = {name: Table(keys[0][0], keys[1][0]) for name, keys in KEYS.items()}
        self.on_commit: Callable[[Write], None] = lambda _write: None
        self._answered: dict[str, Answer] = {}

    def rows(self, table: str) -> list[Item]:
        """Everything that a table holds."""
        return list(self.tables[table].items.values())

    def serve(self, operation: str, call: Call, token: str) -> Answer:
        """Do one request; raises botocore's ClientError. A transaction's `token` makes it happen once."""
        try:
            return getattr(self, f"_{operation}")(call, token)
        except Refusal as refusal:
            returned = call.get("ReturnValuesOnConditionCheckFailure") == "ALL_OLD" and refusal.item
            raise failure(
                "ConditionalCheckFailedException", operation, **({"Item": refusal.item} if returned else {})
            ) from None

    def _PutItem(self, call: Call, _token: str) -> Answer:  # noqa: N802  (named as the operation)
        return self._single(call, self._put(call))

    def _UpdateItem(self, call: Call, _token: str) -> Answer:  # noqa: N802
        return self._single(call, self._update(call))

    def _DeleteItem(self, call: Call, _token: str) -> Answer:  # noqa: N802
        return self._single(call, self._delete(call))

    def _single(self, call: Call, write: Write) -> Answer:
        self._commit([write])
        returned = {"ALL_OLD": write.before, "ALL_NEW": write.after}.get(call.get("ReturnValues", "NONE"))
        return {"Attributes": dict(returned)} if returned else {}

    def _TransactWriteItems(self, call: Call, token: str) -> Answer:  # noqa: N802
        if token in self._answered:
            return self._answered[token]
        writes: list[Write] = []
        reasons: list[dict[str, Any]] = []
        decide = {"Put": self._put, "Update": self._update, "Delete": self._delete, "ConditionCheck": self._check}
        for action in call["TransactItems"]:
            [(kind, part)] = action.items()
            try:
                writes.append(decide[kind](part))
                reasons.append({"Code": "None"})
            except Refusal as refusal:
                returned = part.get("ReturnValuesOnConditionCheckFailure") == "ALL_OLD" and refusal.item
                reason = {"Code": "ConditionalCheckFailed", "Message": "The conditional request failed"}
                reasons.append({**reason, "Item": refusal.item} if returned else reason)
        if len(writes) < len(reasons):
            raise failure("TransactionCanceledException", "TransactWriteItems", CancellationReasons=reasons)
        self._commit(writes)
        answer: Answer = {}
        self._answered[token] = answer
        return answer

    def _BatchWriteItem(self, call: Call, _token: str) -> Answer:  # noqa: N802
        for table, requests in call["RequestItems"].items():
            for request in requests:
                [(kind, part)] = request.items()
                decide = self._put if kind == "PutRequest" else self._delete
                self._commit([decide({**part, "TableName": table})])
        return {"UnprocessedItems": {}}

    def _GetItem(self, call: Call, _token: str) -> Answer:  # noqa: N802
        table = self.tables[call["TableName"]]
        item = table.items.get(table.key(call["Key"]))
        return {"Item": dict(item)} if item else {}

    def _BatchGetItem(self, call: Call, _token: str) -> Answer:  # noqa: N802
        found: dict[str, list[Item]] = {}
        for name, request in call["RequestItems"].items():
            table = self.tables[name]
            keys = sorted(table.key(key) for key in request["Keys"])
            found[name] = [dict(table.items[key]) for key in keys if key in table.items]
        return {"Responses": found, "UnprocessedKeys": {}}

    def _Query(self, call: Call, _token: str) -> Answer:  # noqa: N802
        table = self.tables[call["TableName"]]
        found = self._found(table, call)
        limit = min(call.get("Limit") or PAGE, PAGE)
        page = found[:limit]
        kept = [item for item in page if _kept(item, call)]
        answer: Answer = {"Items": _projected(kept, call), "Count": len(kept), "ScannedCount": len(page)}
        return {**answer, "LastEvaluatedKey": table.key_item(page[-1])} if len(page) < len(found) else answer

    def _found(self, table: Table, call: Call) -> list[Item]:
        """What the key condition finds, in order, from where the call wants to start."""
        holds = condition(call["KeyConditionExpression"])
        partition = comparable(call["ExpressionAttributeValues"][_hash_value(call, table)])
        ranges = table.order.get(partition, [])
        if not call.get("ScanIndexForward", True):
            ranges = ranges[::-1]
        start = call.get("ExclusiveStartKey")
        items = [
            table.items[partition, key]
            for key in (ranges[ranges.index(table.key(start)[1]) + 1 :] if start else ranges)
        ]
        return [dict(item) for item in items if holds(_scope(item, call))]

    def _put(self, call: Call) -> Write:
        table = self.tables[call["TableName"]]
        item = _stored(call["Item"])
        key = table.key(item)
        self._held(call, table.items.get(key))
        return Write(table, key, table.items.get(key), item)

    def _update(self, call: Call) -> Write:
        table = self.tables[call["TableName"]]
        key = table.key(call["Key"])
        before = table.items.get(key)
        self._held(call, before)
        scope = _scope(before if before is not None else dict(call["Key"]), call)
        return Write(table, key, before, _stored(update(call["UpdateExpression"]).apply(scope)))

    def _delete(self, call: Call) -> Write:
        table = self.tables[call["TableName"]]
        key = table.key(call["Key"])
        self._held(call, table.items.get(key))
        return Write(table, key, table.items.get(key), None)

    def _check(self, call: Call) -> Write:
        table = self.tables[call["TableName"]]
        key = table.key(call["Key"])
        self._held(call, table.items.get(key))
        return Write(table, key, table.items.get(key), table.items.get(key))

    def _held(self, call: Call, item: Item | None) -> None:
        text = call.get("ConditionExpression")
        if text and not condition(text)(_scope(item or {}, call)):
            raise Refusal(item)

    def _commit(self, writes: list[Write]) -> None:
        for write in writes:
            write.make()
            self.on_commit(write)


class MemoryConnection(Connection):
    """A PynamoDB connection to `tables`; `carry` takes each call there and back, and may do as networks do."""

    def __init__(self, tables: Tables | None = None) -> None:
        super().__init__(region=REGION)
        self.served = tables or Tables()
        self.carry: Carry = carried

    @property
    def client(self) -> Any:
        return _Client(self)


def carried(_operation: str, _call: Call, serve: Callable[[], Answer]) -> Answer:
    """A network without faults."""
    return serve()


_tokens = count()


class _Client:
    """What PynamoDB uses of a botocore client."""

    def __init__(self, connection: MemoryConnection) -> None:
        self._connection = connection

    def _make_api_call(self, operation: str, call: Call) -> Answer:
        check(operation, call)
        served, token = self._connection.served, str(next(_tokens))
        return self._connection.carry(operation, call, lambda: served.serve(operation, call, token))


@contextmanager
def bound_elsewhere() -> Generator[None]:
    """Whatever database is opened meanwhile, the row classes belong to the one before again afterwards."""
    classes: list[Any] = [RoomsRow, RoomsTableRow, MessagesTableRow, EphemeralRow]
    kept = [(row, row.__dict__.get("_connection"), row.Meta.table_name) for row in classes]
    yield
    for row, connection, name in kept:
        row._connection, row.Meta.table_name = connection, name


def failure(code: str, operation: str, message: str | None = None, /, **details: Any) -> ClientError:
    """An error as botocore raises it."""
    error = {"Code": code, "Message": code if message is None else message}
    response: Any = {"Error": error, "ResponseMetadata": {"HTTPHeaders": {}}, **details}
    return ClientError(response, operation)


def _stored(item: Item) -> Item:
    return {name: {"SS": sorted(set(value["SS"]))} if "SS" in value else value for name, value in item.items()}


def _scope(item: Item, call: Call) -> Scope:
    return Scope(item, call.get("ExpressionAttributeNames", {}), call.get("ExpressionAttributeValues", {}))


def _hash_value(call: Call, table: Table) -> str:
    """The placeholder that the partition key is compared with."""
    names = call.get("ExpressionAttributeNames", {})
    pairs = _EQUALITY.findall(call["KeyConditionExpression"])
    return next(value for name, value in pairs if names.get(name, name) == table.hash_key)


def _kept(item: Item, call: Call) -> bool:
    """Whether the filter lets the item through."""
    text = call.get("FilterExpression")
    return condition(text)(_scope(item, call)) if text else True


def _projected(items: list[Item], call: Call) -> list[Item]:
    text = call.get("ProjectionExpression")
    if not text:
        return items
    names = call.get("ExpressionAttributeNames", {})
    wanted = [names.get(name.strip(), name.strip()) for name in text.split(",")]
    return [{name: item[name] for name in wanted if name in item} for item in items]
