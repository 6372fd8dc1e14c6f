"""Requests as moto serves them, one at a time, and the items that they write."""

from __future__ import annotations

import base64
import copy
import json
from collections.abc import Callable
from typing import Any

from botocore import xform_name
from botocore.exceptions import ClientError
from moto.core.models import DEFAULT_ACCOUNT_ID
from moto.dynamodb.exceptions import DynamodbException
from moto.dynamodb.models import dynamodb_backends
from moto.dynamodb.responses import DynamoHandler

from tests.support.dynamodb import failure
from tests.support.item_size import size
from tests.support.tables import REGION, Item, tables


def served(operation: str, arguments: dict[str, Any]) -> Any:
    """What moto answers; raises ClientError, and then nothing of a transaction is done."""
    handler: Any = DynamoHandler()
    handler.body, handler.region, handler.current_account = arguments, REGION, DEFAULT_ACCOUNT_ID
    undo = _undo(operation, arguments)
    try:
        return getattr(handler, xform_name(operation))().result
    except DynamodbException as error:
        undo()
        raise _as_botocore_has_it(error, operation) from None


def _as_botocore_has_it(error: DynamodbException, operation: str) -> ClientError:
    body: dict[str, Any] = json.loads(error.get_body(), object_hook=_with_bytes)
    code = body.pop("__type").rpartition("#")[2]
    message = body.pop("Message", None) or body.pop("message", "")
    return failure(code, operation, message, **body)


def _with_bytes(value: dict[str, Any]) -> dict[str, Any]:
    binary = value.get("B")
    return {"B": base64.b64decode(binary)} if isinstance(binary, str) else value


def _undo(operation: str, arguments: dict[str, Any]) -> Callable[[], None]:
    """How to take a cancelled transaction back; moto would copy whole tables for that."""
    if operation != "TransactWriteItems":
        return lambda: None
    kept = [(table, key, copy.deepcopy(_item(table, key))) for table, key, _ in _actions(arguments)]

    def undo() -> None:
        for table, key, item in kept:
            hash_key, range_key = _dynamo_key(table, key)
            partition = tables()[table].items[hash_key]
            if item is not None:
                partition[range_key] = item
            else:
                partition.pop(range_key, None)

    return undo


def _dynamo_key(table: str, key: Item) -> tuple[Any, Any]:
    backend: Any = dynamodb_backends[DEFAULT_ACCOUNT_ID][REGION]
    return backend.get_keys_value(tables()[table], key)


def _item(table: str, key: Item) -> Any:
    hash_key, range_key = _dynamo_key(table, key)
    return tables()[table].get_item(hash_key, range_key)


def _actions(arguments: dict[str, Any]) -> list[tuple[str, Item, str]]:
    """Table, key and kind of each action of a transaction."""
    found: list[tuple[str, Item, str]] = []
    for action in arguments["TransactItems"]:
        [(kind, op)] = action.items()
        found.append((op["TableName"], _key(op["TableName"], op.get("Key") or op["Item"]), kind))
    return found


def _key(table: str, item: Item) -> Item:
    names = ("room", "seq") if table == "messages" else ("pk", "sk")
    return {name: item[name] for name in names}


def _written(operation: str, arguments: dict[str, Any]) -> list[tuple[str, Item]]:
    """Table and key of every item that a request writes, or looks at in a transaction."""
    match operation:
        case "TransactWriteItems":
            return [(table, key) for table, key, _ in _actions(arguments)]
        case "PutItem" | "UpdateItem" | "DeleteItem":
            return [(arguments["TableName"], _key(arguments["TableName"], arguments.get("Key") or arguments["Item"]))]
        case "BatchWriteItem":
            batches = arguments["RequestItems"].items()
            items = [(table, op.get("DeleteRequest") or op["PutRequest"]) for table, ops in batches for op in ops]
            return [(table, _key(table, op.get("Key") or op["Item"])) for table, op in items]
        case _:
            return []


def sizes(operation: str, arguments: dict[str, Any]) -> list[int]:
    """Bytes of each item that a request writes, or looks at in a transaction, as it is now."""
    return [_size_of(table, key) for table, key in _written(operation, arguments)]


def _size_of(table: str, key: Item) -> int:
    item = _item(table, key)
    return size(item.to_json()["Attributes"]) if item is not None else 0
