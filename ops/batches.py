"""DynamoDB's batches, to the end: what a batch leaves undone is asked for again, after a pause that grows."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import count
from typing import Any

from ops.archive import Row
from ops.failure import Failure

READ = 100
"""Keys of one BatchGetItem (DynamoDB's limit)."""

WRITTEN = 25
"""Rows of one BatchWriteItem (DynamoDB's limit)."""

TRIES = 10
"""Of one batch: with the pauses below, at most half a minute."""

FIRST_PAUSE = 0.05
LONGEST_PAUSE = 10.0
"""Seconds: pauses double, and are shortened by chance to no less than half."""

Sleep = Callable[[float], None]


class Batches:
    """Reads and writes rows by key. `dynamodb` is boto3's client."""

    def __init__(self, dynamodb: Any, sleep: Sleep | None = None) -> None:
        self._dynamodb = dynamodb
        self._sleep = sleep or time.sleep

    def get(self, table: str, keys: Sequence[Row]) -> Iterator[Row]:
        """The rows of `keys` that are there, as they are now. Raises Failure where DynamoDB stays too busy."""
        for start in range(0, len(keys), READ):
            request = {table: {"Keys": keys[start : start + READ], "ConsistentRead": True}}
            for tried in count(1):
                answer = self._dynamodb.batch_get_item(RequestItems=request)
                yield from answer["Responses"].get(table, [])
                request = answer.get("UnprocessedKeys")
                if not request:
                    break
                self._pause(table, tried)

    def put(self, table: str, rows: Sequence[Row]) -> None:
        """Write rows, none of a key that another has. Raises Failure where DynamoDB stays too busy."""
        for start in range(0, len(rows), WRITTEN):
            request = {table: [{"PutRequest": {"Item": row}} for row in rows[start : start + WRITTEN]]}
            for tried in count(1):
                request = self._dynamodb.batch_write_item(RequestItems=request).get("UnprocessedItems")
                if not request:
                    break
                self._pause(table, tried)

    def _pause(self, table: str, tried: int) -> None:
        if tried == TRIES:
            raise Failure(f"{table} is too busy and left rows undone {TRIES} times: try again later")
        longest = min(LONGEST_PAUSE, FIRST_PAUSE * 2**tried)
        self._sleep(random.uniform(longest / 2, longest))
