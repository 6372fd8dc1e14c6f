"""What DynamoDB refuses before it looks at a row, and emulators let through: what breaks a rule fails its test.

The rules are botocore's model of each operation (types, required members, least and greatest lengths) and those that
AWS writes down beside it (API Reference, each operation; Developer Guide, "Constraints in Amazon DynamoDB").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from botocore.model import ListShape, MapShape, StructureShape
from botocore.validate import ParamValidator

from tests.support.item_size import size
from tests.support.shapes import fit_of, shape_of

Call = dict[str, Any]

MAX_ITEM = 400 * 1024
MAX_TRANSACTION = 4 * 1024 * 1024
MAX_BATCH = 16 * 1024 * 1024
MAX_EXPRESSION = 4096
MAX_PARTITION_KEY, MAX_SORT_KEY = 2048, 1024
MAX_DIGITS = 38
"""Bytes, but for digits (Developer Guide, "Constraints in Amazon DynamoDB")."""

KEYS = {"messages": ("room", "seq")}
"""The key of each table, where it is not `pk` and `sk`."""

EXPRESSIONS = (
    *("ConditionExpression", "FilterExpression", "KeyConditionExpression"),
    *("ProjectionExpression", "UpdateExpression"),
)
_PLACEHOLDER = re.compile(r"[#:]\w+")
_BARE = re.compile(r"(?<![#:\w.])[A-Za-z_]\w*")
_NUMBER = re.compile(r"-?(\d+)(?:\.(\d+))?(?:[eE][+-]?\d+)?")
_WORDS = frozenset(
    {
        *("set", "remove", "add", "delete", "and", "or", "not", "in", "between", "size", "contains", "begins_with"),
        *("attribute_exists", "attribute_not_exists", "attribute_type", "if_not_exists", "list_append"),
    }
)


def check(operation: str, call: Call) -> None:
    """Raises AssertionError, which names the rule, for a request that DynamoDB refuses as malformed."""
    broken = [*_by_model(operation, call), *_by_rule(operation, call)]
    assert not broken, f"{operation}: {'; '.join(broken)}: {call}"


def _by_model(operation: str, call: Call) -> Iterator[str]:
    if fit_of(operation)(call):
        return
    shape = shape_of(operation)
    report = ParamValidator().validate(call, shape)
    if report.has_errors():
        yield report.generate_report()
    yield from _too_many(call, shape, operation)


def _too_many(value: Any, shape: Any, where: str) -> Iterator[str]:
    """botocore asks for the least length of a thing alone; DynamoDB for the greatest too."""
    most = shape.metadata.get("max")
    if most is not None and isinstance(value, (str, list, dict)) and len(value) > most:  # pyright: ignore[reportUnknownArgumentType]
        yield f"{where} has more than {most}"
    for part, its_shape, name in _parts(value, shape, where):
        if its_shape.name != "AttributeValue":
            yield from _too_many(part, its_shape, name)


def _parts(value: Any, shape: Any, where: str) -> Iterator[tuple[Any, Any, str]]:
    match shape:
        case StructureShape():
            yield from ((value[name], member, name) for name, member in _members(shape) if name in value)
        case ListShape():
            yield from ((each, shape.member, where) for each in value)
        case MapShape():
            yield from ((each, shape.value, where) for each in value.values())
        case _:
            pass


def _members(shape: Any) -> Iterable[tuple[str, Any]]:
    return shape.members.items()


def _by_rule(operation: str, call: Call) -> Iterator[str]:
    match operation:
        case "TransactWriteItems":
            actions = [part for action in call["TransactItems"] for part in action.values()]
            for part in actions:
                yield from _expressions(part)
                yield from _rows(part)
            yield from _twice(_place(part["TableName"], part) for part in actions)
            if sum(size(part["Item"]) for part in actions if "Item" in part) > MAX_TRANSACTION:
                yield "a transaction of more than 4 MB"
        case "BatchGetItem":
            yield from _batch_get(call)
        case "BatchWriteItem":
            yield from _batch_write(call)
        case _:
            yield from _expressions(call)
            yield from _rows(call)


def _batch_get(call: Call) -> Iterator[str]:
    keys = [(table, key) for table, request in call["RequestItems"].items() for key in request["Keys"]]
    if not 1 <= len(keys) <= 100:
        yield f"{len(keys)} keys in one BatchGetItem"
    yield from _twice(_place(table, {"Key": key}) for table, key in keys)
    for table, key in keys:
        yield from _key(table, key)
    for request in call["RequestItems"].values():
        yield from _expressions(request)


def _batch_write(call: Call) -> Iterator[str]:
    parts = [(t, part) for t, requests in call["RequestItems"].items() for each in requests for part in each.values()]
    if not 1 <= len(parts) <= 25:
        yield f"{len(parts)} rows in one BatchWriteItem"
    yield from _twice(_place(table, part) for table, part in parts)
    for table, part in parts:
        yield from _rows({**part, "TableName": table})


def _rows(part: Call) -> Iterator[str]:
    table = part["TableName"]
    if "Item" in part:
        yield from _key(table, part["Item"])
        yield from _values(part["Item"].values())
        if size(part["Item"]) > MAX_ITEM:
            yield "an item of more than 400 KB"
    if "Key" in part:
        if set(part["Key"]) != set(_names(table)):
            yield f"{sorted(part['Key'])} is no key of {table}"
        yield from _key(table, part["Key"])


def _key(table: str, item: Call) -> Iterator[str]:
    for name, most in zip(_names(table), (MAX_PARTITION_KEY, MAX_SORT_KEY), strict=True):
        value = item.get(name)
        if value is None:
            yield f"{name} is missing"
        elif "S" in value and not 1 <= len(value["S"].encode()) <= most:
            yield f"{name} of {len(value['S'].encode())} bytes"


def _expressions(part: Call) -> Iterator[str]:
    texts = [part[name] for name in EXPRESSIONS if part.get(name) is not None]
    names, values = part.get("ExpressionAttributeNames"), part.get("ExpressionAttributeValues")
    if names == {} or values == {}:
        yield "empty placeholders"
    used = {found for text in texts for found in _PLACEHOLDER.findall(text)}
    given = {*(names or ()), *(values or ())}
    if used != given:
        yield f"placeholders {sorted(used ^ given)} are not both used and given"
    yield from _values((values or {}).values())
    for text in texts:
        if not text or len(text.encode()) > MAX_EXPRESSION:
            yield f"an expression of {len(text.encode())} bytes"
        if bare := [word for word in _BARE.findall(text) if word.lower() not in _WORDS]:
            yield f"{bare} may be reserved words"


def _values(values: Iterable[Call]) -> Iterator[str]:
    for value in values:
        [(kind, content)] = value.items()
        match kind:
            case "N":
                yield from _number(content)
            case "NS" | "SS" | "BS":
                if not content or len(set(content)) < len(content):
                    yield f"a set that is empty or has a member twice: {content}"
            case "L":
                yield from _values(content)
            case "M":
                yield from _values(content.values())
            case _:
                pass


def _number(text: Any) -> Iterator[str]:
    found = _NUMBER.fullmatch(text) if isinstance(text, str) else None
    if found is None or len((found[1] + (found[2] or "")).strip("0")) > MAX_DIGITS:
        yield f"{text!r} is no number"


def _twice(places: Iterable[str]) -> Iterator[str]:
    seen: set[str] = set()
    for place in places:
        if place in seen:
            yield f"{place} is in one request twice"
        seen.add(place)


def _place(table: str, part: Call) -> str:
    item = part.get("Key") or part["Item"]
    return f"{table} {[item.get(name) for name in _names(table)]}"


def _names(table: str) -> tuple[str, str]:
    return KEYS.get(table, ("pk", "sk"))
