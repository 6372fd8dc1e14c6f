"""botocore's models of DynamoDB's requests as plain tests of a value, which take a tenth of its validator's time.

What a test lets through, the validator does, and no limit of the model is passed; of anything else the validator says
what is wrong with it, if something is (tests/support/dynamodb_rules.py).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import cache
from typing import Any

import botocore.session
from botocore.model import ListShape, MapShape, Shape, StringShape, StructureShape

Test = Callable[[Any], bool]


@cache
def shape_of(operation: str) -> Shape:
    """What botocore's model says of a request."""
    model = botocore.session.get_session().get_service_model("dynamodb")
    return model.operation_model(operation).input_shape  # pyright: ignore[reportReturnType]


@cache
def fit_of(operation: str) -> Test:
    """Whether a request surely is as the model says."""
    return _test(shape_of(operation), {})


def _test(shape: Any, known: dict[str, Test]) -> Test:
    """The test of a shape; `known` are those by name that are made, as shapes may hold themselves."""

    def later(value: Any) -> bool:
        return known[shape.name](value)

    if shape.name not in known:
        known[shape.name] = later
        known[shape.name] = _made(shape, known)
    return known[shape.name]


def _made(shape: Any, known: dict[str, Test]) -> Test:
    least, most = shape.metadata.get("min", 0), shape.metadata.get("max", math.inf)
    match shape:
        case StructureShape():
            return _structure(shape, known)
        case ListShape():
            member = _test(shape.member, known)
            return lambda value: type(value) is list and least <= len(value) <= most and all(map(member, value))
        case MapShape():
            key, member = _test(shape.key, known), _test(shape.value, known)
            return lambda value: (
                type(value) is dict
                and least <= len(value) <= most
                and all(map(key, value))
                and all(map(member, value.values()))
            )
        case StringShape():
            return lambda value: type(value) is str and least <= len(value) <= most
        case _:
            return _scalar(shape.type_name, least, most)


def _structure(shape: Any, known: dict[str, Test]) -> Test:
    members = {name: _test(member, known) for name, member in shape.members.items()}
    required = frozenset(shape.metadata.get("required", ()))

    def fits(value: Any) -> bool:
        if type(value) is not dict or not required <= value.keys():
            return False
        return all(name in members and members[name](part) for name, part in value.items())

    return fits


def _scalar(kind: str, least: float, most: float) -> Test:
    match kind:
        case "boolean":
            return lambda value: type(value) is bool
        case "blob":
            return lambda value: type(value) is bytes
        case "integer" | "long":
            return lambda value: type(value) is int and least <= value <= most
        case _:
            return lambda _value: False
