"""What all rows have in common: a model of PynamoDB's that costs what it holds, not what it might hold.

PynamoDB goes through all attributes of a class, several times for each row that it reads or writes; of an account's
thirty most have seven (ADR 0077).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Self

from pynamodb.attributes import Attribute, MapAttribute, NumberAttribute, UnicodeAttribute
from pynamodb.constants import NULL
from pynamodb.exceptions import AttributeNullError
from pynamodb.models import Model

from snowfight.storage.rows import RawItem


class Row(Model):
    """A row: `from_raw_data` reads one, `serialize` writes it, both as PynamoDB's own do."""

    @classmethod
    def from_raw_data(cls, data: RawItem) -> Self:
        """The row that DynamoDB told; raises AttributeDeserializationError for a value of another type."""
        row = cls(_user_instantiated=False)
        readers = _shape(cls).readers
        for name, value in data.items():
            reader = readers.get(name)
            if reader is not None and NULL not in value:
                reader(row, value)
        return row

    @property
    def key(self) -> RawItem:
        """What DynamoDB knows the row by."""
        values = self.attribute_values
        return {
            each.attr_name: {each.attr_type: each.serialize(values[name])} for name, each in _shape(type(self)).keys
        }

    def serialize(self, null_check: bool = True) -> RawItem:
        """The row as DynamoDB wants it; raises AttributeNullError where something is missing that has to be there."""
        shape = _shape(type(self))
        if shape.has_maps:
            return super().serialize(null_check)
        values = self.attribute_values
        for name in shape.required if null_check else ():
            if values.get(name) is None:
                raise AttributeNullError(name)
        item: RawItem = {}
        for name, value in values.items():
            attribute = shape.attributes[name]
            written = attribute.serialize(value) if value is not None else None
            if written is not None:
                item[attribute.attr_name] = {attribute.attr_type: written}
            elif null_check and not attribute.null:
                raise AttributeNullError(name)
        return item

    def _set_defaults(self, _user_instantiated: bool = True) -> None:
        for name, default in _shape(type(self)).defaults:
            setattr(self, name, default())


class RoomsTableRow(Row):
    class Meta:  # pyright: ignore[reportIncompatibleVariableOverride]  (PynamoDB fills in the rest)
        table_name = "rooms"

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)


class MessagesTableRow(Row):
    class Meta:  # pyright: ignore[reportIncompatibleVariableOverride]  (PynamoDB fills in the rest)
        table_name = "messages"

    room = UnicodeAttribute(hash_key=True)
    seq = NumberAttribute(range_key=True)


Reader = Callable[[Row, dict[str, Any]], None]


@dataclass(frozen=True)
class _Shape:
    """What PynamoDB knows of a class, in the order in which it is asked for."""

    attributes: Mapping[str, Attribute[Any]]
    readers: Mapping[str, Reader]
    """By the name that DynamoDB has."""

    defaults: tuple[tuple[str, Callable[[], Any]], ...]
    keys: tuple[tuple[str, Attribute[Any]], ...]
    required: tuple[str, ...]
    has_maps: bool


@cache
def _shape(row_class: type[Row]) -> _Shape:
    attributes = row_class.get_attributes()
    return _Shape(
        attributes,
        {each.attr_name: _reader(name, each) for name, each in attributes.items()},
        tuple((name, each.default) for name, each in attributes.items() if callable(each.default)),
        tuple((name, each) for name, each in attributes.items() if each.is_hash_key or each.is_range_key),
        tuple(name for name, each in attributes.items() if not each.null),
        any(isinstance(each, MapAttribute) for each in attributes.values()),
    )


def _reader(name: str, attribute: Attribute[Any]) -> Reader:
    """What reads an attribute's value into a row."""
    kind, deserialize = attribute.attr_type, attribute.deserialize
    if isinstance(attribute, NumberAttribute):
        deserialize = _number

    def read(row: Row, value: dict[str, Any]) -> None:
        if kind not in value:
            attribute.get_value(value)  # raises
        row.attribute_values[name] = deserialize(value[kind])

    def read_text(row: Row, value: dict[str, Any]) -> None:
        row.attribute_values[name] = value[kind] if kind in value else attribute.get_value(value)

    def read_map(row: Row, value: dict[str, Any]) -> None:
        setattr(row, name, deserialize(attribute.get_value(value)))

    if isinstance(attribute, MapAttribute):
        return read_map
    return read_text if isinstance(attribute, UnicodeAttribute) else read


def _number(text: str) -> float:
    """A number as JSON has it, most of which are whole."""
    return int(text) if text.isdigit() else json.loads(text)
