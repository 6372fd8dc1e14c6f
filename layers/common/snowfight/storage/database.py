"""The one connection of a function to DynamoDB, and the writes that PynamoDB's models do not offer."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar, cast

from pynamodb.connection import Connection, TableConnection
from pynamodb.connection.base import MetaTable
from pynamodb.exceptions import VerboseClientError
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action

from snowfight.settings import Settings
from snowfight.storage.dynamodb_client import connect
from snowfight.storage.prepared import PreparedUpdate
from snowfight.storage.rows import RawItem
from snowfight.storage.rows.ephemeral import EphemeralRow
from snowfight.storage.rows.rooms import RoomsRow
from snowfight.storage.rows.row import MessagesTableRow, RoomsTableRow, Row

ATTEMPTS = 3
"""Requests for keys that DynamoDB leaves unread."""

UNREAD_PAUSE = 0.05
"""Seconds, doubling: DynamoDB leaves keys unread where a table is under pressure, and asks for patience."""

CONFLICT_ATTEMPTS = 6
"""Tries of a write whose row is in somebody's transaction; that lasts a few milliseconds."""

WORKERS = 8

_BATCH = 100
"""Keys of one BatchGetItem (DynamoDB's limit)."""

A = TypeVar("A")
B = TypeVar("B")

pool = ThreadPoolExecutor(max_workers=WORKERS, thread_name_prefix="storage")


class Refused(Exception):
    """A condition did not hold; `item` is the row that stood in the way, or None."""

    def __init__(self, item: RawItem | None) -> None:
        self.item = item
        super().__init__("condition not met")


class Database:
    """Binds the row classes to a deployment's tables through one shared connection."""

    def __init__(self, settings: Settings, connection: Connection | None = None) -> None:
        self.connection = connection or connect()
        for row_class, table in (
            (RoomsRow, settings.rooms_table),
            (RoomsTableRow, settings.rooms_table),
            (MessagesTableRow, settings.messages_table),
            (EphemeralRow, settings.ephemeral_table),
        ):
            if table:
                _bind(row_class, table, self.connection)

    def warm(self) -> None:
        """Make the client now: botocore's making of it is not safe between threads."""
        _ = self.connection.client

    def put(self, row: Row, condition: Condition) -> None:
        """Put one row whole; raises Refused with the row that is there where `condition` fails."""
        kwargs = row.get_save_kwargs_from_instance(condition, return_values_on_condition_failure="ALL_OLD")
        self._write("PutItem", kwargs)

    def update(self, row: Row, actions: Sequence[Action], condition: Condition | None = None) -> RawItem:
        """Update one row and return it whole, as it is now; raises Refused with the row where `condition` fails."""
        kwargs = row.get_update_kwargs_from_instance(
            list(actions), condition, return_values_on_condition_failure="ALL_OLD" if condition is not None else None
        )
        return self._write("UpdateItem", {**kwargs, "ReturnValues": "ALL_NEW"})

    def run(
        self, update: PreparedUpdate, row: Row, values: Mapping[str, int], names: Mapping[str, str] | None = None
    ) -> RawItem:
        """As `update`, of what was prepared, with `values` and `names` in its slots."""
        filled = update.filled(values, names or {})
        return self._write("UpdateItem", {"TableName": _table(row), "Key": row.key, **filled})

    def delete(self, row: Row, condition: Condition | None = None) -> RawItem | None:
        """Delete one row and return what it was, None where there was none; raises Refused as `update`."""
        kwargs = row.get_delete_kwargs_from_instance(
            condition, return_values_on_condition_failure="ALL_OLD" if condition is not None else None
        )
        return self._write("DeleteItem", {**kwargs, "ReturnValues": "ALL_OLD"}) or None

    def _write(self, operation: str, kwargs: dict[str, Any]) -> RawItem:
        for attempt in range(1, CONFLICT_ATTEMPTS + 1):
            try:
                return self.connection.dispatch(operation, kwargs).get("Attributes") or {}
            except VerboseClientError as error:
                code = error.response["Error"]["Code"]
                if code == "ConditionalCheckFailedException":
                    cause = cast("VerboseClientError", error.__cause__)
                    raise Refused(cause.response.get("Item")) from None
                if code != "TransactionConflictException" or attempt == CONFLICT_ATTEMPTS:
                    raise
                time.sleep(jitter(attempt))
        raise AssertionError("unreachable")

    def get_many(self, rows: Iterable[Row]) -> list[Row]:
        """Read rows by key, of any tables, consistently, a hundred a request; those that exist come back, unordered."""
        keyed = [(row, row.key) for row in rows]
        wanted = list({(_table(row), _identity(key)): (row, key) for row, key in keyed}.values())
        pages = [wanted[start : start + _BATCH] for start in range(0, len(wanted), _BATCH)]
        if len(pages) == 1:
            return self._get_page(pages[0])
        return [row for page in pool.map(self._get_page, pages) for row in page]

    def get_beside(
        self, rows: Iterable[Row], table: type[Row], keys: Iterable[tuple[str, str]]
    ) -> tuple[list[Row], list[RawItem]]:
        """As `get_many`, and in the same request, of another table, what has those keys, as it was a moment ago, for
        half the price, and unparsed. Of both together a hundred at most."""
        keyed = [(row, row.key) for row in rows]
        beside = [{"pk": {"S": pk}, "sk": {"S": sk}} for pk, sk in keys]
        name = str(table.Meta.table_name)
        request = {**_request(keyed), **({name: {"Keys": beside, "ConsistentRead": False}} if beside else {})}
        found = self._found(request)
        others = found.pop(name, [])
        return _parsed(keyed, found), others

    def _get_page(self, keyed: list[tuple[Row, RawItem]]) -> list[Row]:
        return _parsed(keyed, self._found(_request(keyed)))

    def _found(self, request: dict[str, Any]) -> dict[str, list[RawItem]]:
        """What a request for keys finds, by table."""
        found: dict[str, list[RawItem]] = {}
        for attempt in range(1, ATTEMPTS + 1):
            answer = self.connection.dispatch("BatchGetItem", {"RequestItems": request})
            for table, items in answer.get("Responses", {}).items():
                found.setdefault(table, []).extend(items)
            request = answer.get("UnprocessedKeys") or {}
            if not request:
                return found
            if attempt < ATTEMPTS:
                time.sleep(jitter(attempt, base=UNREAD_PAUSE))
        raise TimeoutError("DynamoDB left keys unread")


def _bind(row_class: type[Row], table: str, connection: Connection) -> None:
    schema = row_class._get_schema()  # noqa: SLF001  (PynamoDB offers no public way to share one connection)
    meta = MetaTable(
        {
            "TableName": table,
            "KeySchema": schema["key_schema"],
            "AttributeDefinitions": schema["attribute_definitions"],
            "GlobalSecondaryIndexes": [],
            "LocalSecondaryIndexes": [],
        }
    )
    row_class.Meta.table_name = table
    bound = TableConnection(table)
    bound.connection = connection
    if table not in connection._tables:  # noqa: SLF001
        connection.add_meta_table(meta)
    row_class._connection = bound  # noqa: SLF001
    for each in _descendants(row_class):
        # One that was used before its table was known has made itself a connection, which would go before this one.
        if "_connection" in vars(each):
            del each._connection  # noqa: SLF001


def _descendants(row_class: type[Row]) -> Iterator[type[Row]]:
    for each in row_class.__subclasses__():
        yield each
        yield from _descendants(each)


def _request(keyed: Iterable[tuple[Row, RawItem]]) -> dict[str, Any]:
    request: dict[str, Any] = {}
    for row, key in keyed:
        request.setdefault(_table(row), {"Keys": [], "ConsistentRead": True})["Keys"].append(key)
    return request


def _parsed(keyed: Iterable[tuple[Row, RawItem]], found: Mapping[str, list[RawItem]]) -> list[Row]:
    classes = {_identity(key): type(row) for row, key in keyed}
    return [classes[_identity(item)].from_raw_data(item) for items in found.values() for item in items]


def _table(row: Row) -> str:
    return str(row.Meta.table_name)


def _identity(item: RawItem) -> str:
    names = ("pk", "sk") if "pk" in item else ("room", "seq")
    return "\0".join(next(iter(item[name].values())) for name in names)


def together(first: Callable[[], A], second: Callable[[], B]) -> tuple[A, B]:
    """Do two things at once and return both results; an error of either is raised after both have ended."""
    other = pool.submit(second)
    try:
        mine = first()
    finally:
        other.exception()
    return mine, other.result()


def jitter(attempt: int, *, base: float = 0.005, cap: float = 0.25) -> float:
    """Seconds to wait before try number `attempt` (from 1): full jitter, doubling, capped."""
    return random.uniform(0, min(cap, base * 2**attempt))
