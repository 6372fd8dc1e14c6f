"""Given any request, when its shape is looked at, then nothing is let through that botocore's own validator refuses."""

from __future__ import annotations

from typing import Any

import pytest
from botocore.validate import ParamValidator
from hypothesis import given
from hypothesis import strategies as st

from tests.support.shapes import fit_of, shape_of
from tests.unit.storage.test_request_rules import PUT, ROW, UPDATE, many, puts

GOOD: list[tuple[str, dict[str, Any]]] = [
    ("PutItem", PUT),
    ("UpdateItem", UPDATE),
    ("DeleteItem", {"TableName": "rooms", "Key": ROW, "ReturnValues": "ALL_OLD"}),
    ("TransactWriteItems", puts(3, x={"M": {"a": {"L": [{"NULL": True}, {"B": b"1"}, {"NS": ["1"]}]}}})),
    ("BatchGetItem", {"RequestItems": {"rooms": {"Keys": many(3), "ConsistentRead": True}}}),
    ("BatchWriteItem", {"RequestItems": {"rooms": [{"PutRequest": {"Item": ROW}}, {"DeleteRequest": {"Key": ROW}}]}}),
    ("Query", {"TableName": "rooms", "KeyConditionExpression": "#0 = :0", "Limit": 5, "ScanIndexForward": False}),
]

anything = st.recursive(
    st.none() | st.booleans() | st.integers(-1, 2) | st.text(max_size=2) | st.binary(max_size=1) | st.floats(),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["S", "L", "M", "pk", "x"]), inner),
    max_leaves=6,
)


def replaced(value: Any, dice: st.DataObject) -> Any:
    """The value with something else somewhere in it."""
    inside = list(value) if isinstance(value, dict) else list(range(len(value))) if isinstance(value, list) else []
    place = dice.draw(st.sampled_from([None, *inside]))
    if place is None:
        return dice.draw(anything)
    changed = value.copy()
    if dice.draw(st.integers(0, 4)) == 0:
        del changed[place]
    else:
        changed[place] = replaced(value[place], dice)
    return changed


@pytest.mark.parametrize(("operation", "request_"), GOOD)
def test_what_is_right_is_let_through_at_once(operation: str, request_: dict[str, Any]) -> None:
    assert fit_of(operation)(request_)


@given(st.sampled_from(GOOD), st.data())
def test_what_is_let_through_botocore_lets_through(good: tuple[str, dict[str, Any]], dice: st.DataObject) -> None:
    operation, request = good[0], replaced(good[1], dice)
    if fit_of(operation)(request):
        assert ParamValidator().validate(request, shape_of(operation)).generate_report() == ""


@pytest.mark.parametrize(
    ("operation", "request_"),
    [
        ("TransactWriteItems", puts(101)),
        ("Query", {**GOOD[-1][1], "Limit": 0}),
        ("PutItem", {**PUT, "TableName": ""}),
        ("PutItem", {**PUT, "Nothing": 1}),
        ("PutItem", {"TableName": "rooms"}),
        ("UpdateItem", {**UPDATE, "ExpressionAttributeValues": {":0": {"S": 1}}}),
    ],
)
def test_what_is_beyond_the_model_is_not(operation: str, request_: dict[str, Any]) -> None:
    assert not fit_of(operation)(request_)
