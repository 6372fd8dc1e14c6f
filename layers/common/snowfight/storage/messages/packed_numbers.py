"""Numbers of messages, packed into a chat's row: a hundred of them must not cost a write unit more.

The largest comes first, each other as its distance from the one before, seven bits a byte, the lowest first (LEB128).
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

_LOW = 0x7F
_MORE = 0x80


def pack(numbers: Iterable[int], most: int) -> bytes:
    """The largest `most` of those numbers, in any order, doubles once."""
    falling = sorted(set(numbers), reverse=True)[:most]
    distances = [larger - smaller for larger, smaller in pairwise(falling)]
    return b"".join(_bytes(number) for number in [*falling[:1], *distances])


def unpack(packed: bytes) -> tuple[int, ...]:
    """The numbers, falling."""
    numbers: list[int] = []
    value = shift = 0
    for byte in packed:
        value |= (byte & _LOW) << shift
        shift += 7
        if byte < _MORE:
            numbers.append(numbers[-1] - value if numbers else value)
            value = shift = 0
    return tuple(numbers)


def _bytes(number: int) -> bytes:
    out = bytearray()
    while number > _LOW:
        out.append(number & _LOW | _MORE)
        number >>= 7
    out.append(number)
    return bytes(out)
