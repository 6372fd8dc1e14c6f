"""Given a request that DynamoDB would refuse as malformed, when a test of ours makes it, then that test fails.

The rules themselves (tests/support/dynamodb_rules.py) look at every request of every test that has tables.
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.dynamodb_rules import check

ROW: dict[str, Any] = {"pk": {"S": "a"}, "sk": {"S": "b"}}
PUT: dict[str, Any] = {"TableName": "rooms", "Item": ROW}
UPDATE: dict[str, Any] = {
    "TableName": "rooms",
    "Key": ROW,
    "UpdateExpression": "SET #0 = :0",
    "ExpressionAttributeNames": {"#0": "title"},
    "ExpressionAttributeValues": {":0": {"S": "x"}},
}


def many(count: int) -> list[dict[str, Any]]:
    return [{"pk": {"S": "a"}, "sk": {"S": str(number)}} for number in range(count)]


def puts(count: int, **attributes: Any) -> dict[str, Any]:
    items = [{**key, **attributes} for key in many(count)]
    return {"TransactItems": [{"Put": {"TableName": "rooms", "Item": item}} for item in items]}


REFUSED: dict[str, tuple[str, dict[str, Any]]] = {
    "a member that the operation lacks": ("PutItem", {**PUT, "Ttl": 1}),
    "a missing member": ("PutItem", {"TableName": "rooms"}),
    "another type": ("PutItem", {**PUT, "TableName": 1}),
    "a key that is not whole": ("PutItem", {"TableName": "rooms", "Item": {"pk": {"S": "a"}}}),
    "an empty key": ("PutItem", {"TableName": "rooms", "Item": {**ROW, "sk": {"S": ""}}}),
    "a sort key too long": ("PutItem", {"TableName": "rooms", "Item": {**ROW, "sk": {"S": "x" * 1025}}}),
    "a row too large": ("PutItem", {"TableName": "rooms", "Item": {**ROW, "x": {"S": "x" * 409_600}}}),
    "an empty set": ("PutItem", {"TableName": "rooms", "Item": {**ROW, "x": {"SS": []}}}),
    "no number": ("PutItem", {"TableName": "rooms", "Item": {**ROW, "x": {"N": "1_000"}}}),
    "too many digits": ("PutItem", {"TableName": "rooms", "Item": {**ROW, "x": {"N": "1" * 39}}}),
    "a key with more than its parts": ("UpdateItem", {**UPDATE, "Key": {**ROW, "x": {"S": "x"}}}),
    "a placeholder that nothing uses": (
        "UpdateItem",
        {**UPDATE, "ExpressionAttributeNames": {"#0": "title", "#1": "open"}},
    ),
    "a placeholder that is not given": ("UpdateItem", {**UPDATE, "ConditionExpression": "attribute_exists (#1)"}),
    "a bare name": ("UpdateItem", {**UPDATE, "ConditionExpression": "attribute_exists (name)"}),
    "an expression too long": (
        "UpdateItem",
        {**UPDATE, "ConditionExpression": " AND ".join(["attribute_exists (#0)"] * 200)},
    ),
    "too many actions": ("TransactWriteItems", puts(101)),
    "a transaction too large": ("TransactWriteItems", puts(20, x={"S": "x" * 300_000})),
    "one row twice in a transaction": ("TransactWriteItems", {"TransactItems": [*puts(1)["TransactItems"] * 2]}),
    "too many keys": ("BatchGetItem", {"RequestItems": {"rooms": {"Keys": many(101)}}}),
    "a key twice": ("BatchGetItem", {"RequestItems": {"rooms": {"Keys": many(1) * 2}}}),
    "too many rows": (
        "BatchWriteItem",
        {"RequestItems": {"rooms": [{"PutRequest": {"Item": item}} for item in many(26)]}},
    ),
    "a row put and deleted": (
        "BatchWriteItem",
        {"RequestItems": {"rooms": [{"PutRequest": {"Item": ROW}}, {"DeleteRequest": {"Key": ROW}}]}},
    ),
}


@pytest.mark.parametrize(("operation", "call"), REFUSED.values(), ids=REFUSED)
def test_what_dynamodb_refuses_fails(operation: str, call: dict[str, Any]) -> None:
    with pytest.raises(AssertionError, match=operation):
        check(operation, call)


@pytest.mark.parametrize(
    ("operation", "call"), [("PutItem", PUT), ("UpdateItem", UPDATE), ("TransactWriteItems", puts(100))]
)
def test_what_dynamodb_takes_passes(operation: str, call: dict[str, Any]) -> None:
    check(operation, call)
