"""Requests that are prepared once: their expressions are written, and only values and names are filled in for each.

PynamoDB puts an expression together of a dozen objects and writes it out anew for each request, which costs more
than to send it (ADR 0077). What is asked with every message is prepared, and anything else is not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action, Update

_BEFORE = "$"


def number(slot: str) -> Any:
    """In place of a number in an expression: what is filled in by the name `slot`."""
    return {"N": _BEFORE + slot}


def name(slot: str) -> str:
    """In place of an attribute's name in a path: what is filled in by the name `slot`."""
    return _BEFORE + slot


class PreparedUpdate:
    """The `actions` of an update and its `condition`, as `Database.update` takes them, with slots in them."""

    def __init__(self, actions: Sequence[Action], condition: Condition) -> None:
        names: dict[str, str] = {}
        self._values: dict[str, Any] = {}
        self._expressions = {
            "ConditionExpression": condition.serialize(names, self._values),
            "UpdateExpression": Update(*actions).serialize(names, self._values),
            "ReturnValues": "ALL_NEW",
            "ReturnValuesOnConditionCheckFailure": "ALL_OLD",
        }
        self._names = {placeholder: attribute for attribute, placeholder in names.items()}

    def filled(self, values: Mapping[str, int], names: Mapping[str, str]) -> dict[str, Any]:
        """What a request says beside its table and key; each slot has its value, or its name."""
        numbers = {_BEFORE + slot: {"N": str(value)} for slot, value in values.items()}
        attributes = {_BEFORE + slot: attribute for slot, attribute in names.items()}
        return {
            **self._expressions,
            "ExpressionAttributeNames": {
                placeholder: attributes[attribute] if attribute.startswith(_BEFORE) else attribute
                for placeholder, attribute in self._names.items()
            },
            "ExpressionAttributeValues": {
                placeholder: numbers[value["N"]] if value.get("N", "").startswith(_BEFORE) else value
                for placeholder, value in self._values.items()
            },
        }
