"""What DynamoDB counts of an item."""

from __future__ import annotations

import math
from typing import Any

from tests.support.tables import Item

_BASE_OF_A_MAP = 3
"""Bytes that a list or map costs besides what is in it (DynamoDB Developer Guide, item sizes)."""


def size(item: Item) -> int:
    """Bytes of an item as DynamoDB counts them: names and values in UTF-8, numbers by two digits a byte."""
    return sum(len(name.encode()) + _value_size(value) for name, value in item.items())


def _value_size(value: dict[str, Any]) -> int:
    [(kind, content)] = value.items()
    match kind:
        case "S" | "B":
            return len(content.encode() if isinstance(content, str) else content)
        case "N":
            return math.ceil(len(content) / 2) + 1
        case "SS" | "NS":
            return sum(_value_size({kind[0]: each}) for each in content)
        case "L":
            return _BASE_OF_A_MAP + sum(1 + _value_size(part) for part in content)
        case "M":
            return _BASE_OF_A_MAP + size(content)
        case _:
            return 1
