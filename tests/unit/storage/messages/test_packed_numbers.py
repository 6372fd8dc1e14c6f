"""Given numbers of messages, when they are packed, then the newest of them come out again, in little space."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from snowfight.models.base import MAX_INTEGER
from snowfight.storage.messages.packed_numbers import pack, unpack

KEPT = 200

numbers = st.lists(st.integers(1, MAX_INTEGER), max_size=2 * KEPT)


@given(numbers)
def test_the_newest_come_out_falling_each_once(deleted: list[int]) -> None:
    assert list(unpack(pack([*deleted, *deleted], KEPT))) == sorted(set(deleted), reverse=True)[:KEPT]


@given(numbers, st.lists(st.integers(1, MAX_INTEGER), min_size=1, max_size=10))
def test_more_are_added_to_what_is_kept(deleted: list[int], more: list[int]) -> None:
    assert unpack(pack([*more, *unpack(pack(deleted, KEPT))], KEPT)) == unpack(pack([*deleted, *more], KEPT))


@pytest.mark.parametrize(
    ("step", "size"),
    [(1, KEPT + 1), (127, KEPT + 2), (128, 2 * KEPT + 1), (16_383, 2 * KEPT + 2), (16_384, 3 * KEPT + 1)],
)
def test_numbers_near_each_other_take_a_byte_each(step: int, size: int) -> None:
    assert len(pack(range(step, step * KEPT + 1, step), KEPT)) <= size


def test_of_none_there_is_nothing() -> None:
    assert pack([], KEPT) == b""
    assert unpack(b"") == ()
