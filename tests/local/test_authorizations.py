"""The partitions that a DynamoDB request touches, as IAM sees them."""

from __future__ import annotations

from typing import Any

import pytest

from local.authorizations import leading_keys, pattern

ANN: dict[str, Any] = {"pk": {"S": "USER#ann"}, "sk": {"S": "ACCOUNT"}}
ROOM: dict[str, Any] = {"pk": {"S": "ROOM#r"}, "sk": {"S": "META"}, "room": {"S": "no key"}}


@pytest.mark.parametrize(
    ("request_body", "keys"),
    [
        ({"TableName": "t", "Key": ANN}, {"t": ["USER#ann"]}),
        ({"TableName": "t", "Item": ROOM}, {"t": ["ROOM#r"]}),
        ({"TableName": "t", "Item": {"room": {"S": "public-chat"}, "seq": {"N": "1"}}}, {"t": ["public-chat"]}),
        (
            {
                "TableName": "t",
                "KeyConditionExpression": "#0 = :0 AND begins_with (#1, :1)",
                "ExpressionAttributeNames": {"#0": "pk", "#1": "sk"},
                "ExpressionAttributeValues": {":0": {"S": "JOBS"}, ":1": {"S": "x"}},
            },
            {"t": ["JOBS"]},
        ),
        (
            {"RequestItems": {"t": {"Keys": [ANN, ROOM]}, "u": {"Keys": [ANN]}}},
            {"t": ["USER#ann", "ROOM#r"], "u": ["USER#ann"]},
        ),
        (
            {"RequestItems": {"t": [{"DeleteRequest": {"Key": ANN}}, {"PutRequest": {"Item": ROOM}}]}},
            {"t": ["USER#ann", "ROOM#r"]},
        ),
        (
            {"TransactItems": [{"Put": {"TableName": "t", "Item": ROOM}}, {"Update": {"TableName": "u", "Key": ANN}}]},
            {"t": ["ROOM#r"], "u": ["USER#ann"]},
        ),
    ],
)
def test_keys_are_read_off_every_kind_of_request(request_body: dict[str, Any], keys: dict[str, list[str]]) -> None:
    assert leading_keys(request_body) == keys


def test_keys_are_told_by_their_kind() -> None:
    assert [pattern(key) for key in ("USER#ann", "VIEW#a#1", "JOBS")] == ["USER#*", "VIEW#*", "JOBS"]
