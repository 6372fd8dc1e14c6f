"""Given a row of any class, when it is written and read, then it is as PynamoDB itself writes and reads it."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pynamodb.attributes import Attribute
from pynamodb.exceptions import AttributeDeserializationError, AttributeNullError
from pynamodb.models import Model

from snowfight.storage.rows import RawItem
from snowfight.storage.rows.ephemeral import PresenceRow, TicketRow
from snowfight.storage.rows.messages import MessageRow
from snowfight.storage.rows.rooms import AccountRow, MetaRow, RoomsRow
from snowfight.storage.rows.row import Row

for module in ("ephemeral", "messages", "moderation", "robots", "rooms"):
    import_module(f"snowfight.storage.rows.{module}")


def _below(row_class: type[Row]) -> Iterator[type[Row]]:
    for each in row_class.__subclasses__():
        if each.__module__.startswith("snowfight."):
            yield each
            yield from _below(each)


ROWS = [each for each in _below(Row) if hasattr(each, "Meta")]

TEXTS = st.text(max_size=5)
NUMBERS = st.one_of(
    st.integers(-(10**20), 10**20).map(str), st.floats(-1e6, 1e6).map(repr), st.sampled_from(["0", "-0", "1E2"])
)
VALUES: dict[str, Any] = {
    "S": st.one_of(TEXTS, st.just('{"a": 1}')),
    "N": NUMBERS,
    "B": st.binary(max_size=5),
    "BOOL": st.booleans(),
    "SS": st.lists(TEXTS, min_size=1, max_size=3, unique=True),
    "NS": st.lists(st.integers(0, 99).map(str), min_size=1, max_size=3, unique=True),
    "L": st.lists(st.fixed_dictionaries({"S": TEXTS}) | st.fixed_dictionaries({"N": NUMBERS}), max_size=3),
    "M": st.dictionaries(st.text("abc", min_size=1, max_size=3), st.fixed_dictionaries({"S": TEXTS}), max_size=3),
}


def value_of(attribute: Attribute[Any]) -> st.SearchStrategy[dict[str, Any]]:
    value = VALUES[attribute.attr_type]
    if type(attribute).__name__ == "JSONAttribute":
        value = st.sampled_from(['{"a": [1, null]}', "[]", '"x"'])

    def typed(each: Any) -> dict[str, Any]:
        return {attribute.attr_type: each}

    return st.one_of(value.map(typed), st.just({"NULL": True}))


@st.composite
def items(draw: st.DrawFn, row_class: type[Row]) -> RawItem:
    """What might be told of such a row, and what nobody here knows."""
    attributes = row_class.get_attributes()
    names = draw(st.sets(st.sampled_from(sorted(attributes))))
    item = {attributes[name].attr_name: draw(value_of(attributes[name])) for name in names}
    return {**item, "unknown": {"N": "1"}} if draw(st.booleans()) else item


def by_pynamodb(row_class: type[Row], item: RawItem) -> Row:
    return cast("Row", Model.from_raw_data.__func__(row_class, item))  # pyright: ignore[reportFunctionMemberAccess]


def plain(values: dict[str, Any]) -> dict[str, Any]:
    """Values that can be compared: maps are those that PynamoDB makes of them."""
    return {name: getattr(value, "attribute_values", value) for name, value in values.items()}


@pytest.mark.parametrize("row_class", ROWS, ids=lambda each: each.__name__)
@settings(max_examples=20)
@given(st.data())
def test_a_row_is_read_and_written_as_pynamodb_does_it(row_class: type[Row], data: st.DataObject) -> None:
    item = data.draw(items(row_class))
    ours = cast("Row", Row.from_raw_data.__func__(row_class, item))  # pyright: ignore[reportFunctionMemberAccess]
    theirs = by_pynamodb(row_class, item)
    # Then it is read alike
    assert plain(ours.attribute_values) == plain(theirs.attribute_values)
    assert {name: type(each) for name, each in ours.attribute_values.items()} == {
        name: type(each) for name, each in theirs.attribute_values.items()
    }
    # And written alike, whatever is missing
    assert ours.serialize(null_check=False) == Model.serialize(theirs, null_check=False)
    assert outcome(ours) == outcome_by_pynamodb(theirs)


def outcome(row: Row) -> object:
    try:
        return row.serialize()
    except AttributeNullError:
        return AttributeNullError


def outcome_by_pynamodb(row: Row) -> object:
    try:
        return Model.serialize(row)
    except AttributeNullError:
        return AttributeNullError


def test_there_are_all_rows() -> None:
    assert {AccountRow, MessageRow, MetaRow, PresenceRow, TicketRow} < set(ROWS)
    assert len(ROWS) > 60


def test_a_value_of_another_type_is_refused() -> None:
    for item in ({"username": {"N": "1"}}, {"expires_at": {"S": "x"}}):
        with pytest.raises(AttributeDeserializationError):
            TicketRow.from_raw_data(cast("RawItem", item))


def test_a_row_that_lacks_what_has_to_be_there_is_not_written() -> None:
    with pytest.raises(AttributeNullError, match="username"):
        TicketRow("TICKET#a", "TICKET", expires_at=1).serialize()


@pytest.mark.parametrize("row", [MessageRow("a", 7), TicketRow("TICKET#ä", "TICKET"), RoomsRow("ROOM#a", "META")])
def test_a_key_is_that_of_pynamodb(row: Row) -> None:
    hash_key, range_key = row._get_hash_range_key_serialized_values()
    (first, kind), (second, other) = ((name, *value) for name, value in row.key.items())
    assert [row.key[first][kind], row.key[second][other]] == [hash_key, range_key]
