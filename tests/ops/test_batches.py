"""What DynamoDB leaves undone of a batch is done after a pause, and given up in time."""

from __future__ import annotations

from typing import Any

import pytest

from ops.batches import FIRST_PAUSE, LONGEST_PAUSE, READ, TRIES, WRITTEN, Batches
from ops.failure import Failure


class Busy:
    """A DynamoDB that does `at_once` of a batch, and leaves the rest."""

    def __init__(self, at_once: int) -> None:
        self.rows: dict[str, Any] = {}
        self.sizes: list[int] = []
        self._at_once = at_once

    def batch_get_item(self, RequestItems: dict[str, Any]) -> dict[str, Any]:  # noqa: N803
        [(table, asked)] = RequestItems.items()
        assert asked["ConsistentRead"]
        self.sizes.append(len(asked["Keys"]))
        done, rest = asked["Keys"][: self._at_once], asked["Keys"][self._at_once :]
        left = {table: {**asked, "Keys": rest}} if rest else {}
        return {"Responses": {table: [self.rows[k["pk"]["S"]] for k in done]}, "UnprocessedKeys": left}

    def batch_write_item(self, RequestItems: dict[str, Any]) -> dict[str, Any]:  # noqa: N803
        [(table, puts)] = RequestItems.items()
        self.sizes.append(len(puts))
        for put in puts[: self._at_once]:
            item = put["PutRequest"]["Item"]
            self.rows[item["pk"]["S"]] = item
        rest = puts[self._at_once :]
        return {"UnprocessedItems": {table: rest} if rest else {}}


def rows_of(number: int) -> list[dict[str, Any]]:
    return [{"pk": {"S": f"{place:03}"}} for place in range(number)]


def test_everything_is_written_and_read_in_batches_that_dynamodb_takes() -> None:
    dynamodb, pauses = Busy(at_once=1000), list[float]()
    batches = Batches(dynamodb, pauses.append)

    batches.put("t", rows_of(230))
    found = list(batches.get("t", rows_of(230)))

    assert found == rows_of(230)
    assert (max(dynamodb.sizes[:10]), max(dynamodb.sizes[10:])) == (WRITTEN, READ)
    assert pauses == []


def test_what_is_left_undone_is_done_after_pauses_that_grow() -> None:
    dynamodb, pauses = Busy(at_once=6), list[float]()
    batches = Batches(dynamodb, pauses.append)

    batches.put("t", rows_of(25))
    found = list(batches.get("t", rows_of(25)))

    assert found == rows_of(25)
    assert len(pauses) == 8
    longest = [FIRST_PAUSE * 2**tried for tried in (1, 2, 3, 4)] * 2
    assert all(most / 2 <= pause <= most for pause, most in zip(pauses, longest, strict=True))


@pytest.mark.parametrize("verb", ["get", "put"])
def test_a_table_that_takes_nothing_is_given_up_within_half_a_minute(verb: str) -> None:
    dynamodb, pauses = Busy(at_once=0), list[float]()
    batches = Batches(dynamodb, pauses.append)

    with pytest.raises(Failure, match="t is too busy"):
        list(batches.get("t", rows_of(3)) if verb == "get" else [batches.put("t", rows_of(3))])

    assert len(dynamodb.sizes) == TRIES
    assert sum(pauses) < 35
    assert max(pauses) <= LONGEST_PAUSE
