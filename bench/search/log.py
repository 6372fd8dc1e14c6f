"""A chat's log of as many messages as are wanted: the rows are made when somebody reads them, as DynamoDB has them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import cast
from uuid import UUID

from snowfight.models.names import PUBLIC_CHAT
from tests.support.dynamodb import PAGE, Call, Key, Table, Tables
from tests.support.expressions import Item

AUTHORS = 50
BEGINNING = 1_735_689_600_000
INTERVAL = 30_000
"""When the first message was written, and how long after each the next: in milliseconds, the first since 1970."""

_ROOM = PUBLIC_CHAT.encode()
_BOUND = re.compile(r"(<|>|BETWEEN|AND) :\w+")


class LogTables(Tables):
    """Tables with the first `length` of `texts` in the public chat; all else is as in the tables of the tests."""

    def __init__(self, texts: Sequence[str]) -> None:
        super().__init__()
        self.texts = texts
        self.length = 0
        self._messages = self.tables["messages"]
        self._messages.items = _Items(self)

    def _found(self, table: Table, call: Call) -> list[Item]:
        values = list(call["ExpressionAttributeValues"].values())
        if table is not self._messages or {"S": PUBLIC_CHAT} not in values:
            return super()._found(table, call)
        bounds = [int(value["N"]) for value in values if "N" in value]
        low, high = 1, self.length
        for side, bound in zip(_BOUND.findall(call["KeyConditionExpression"]), bounds, strict=True):
            match side:
                case ">" | "BETWEEN":
                    low = bound + (side == ">")
                case _:
                    high = bound - (side == "<")
        numbers = range(low, high + 1) if call.get("ScanIndexForward", True) else range(high, low - 1, -1)
        if start := call.get("ExclusiveStartKey"):
            numbers = numbers[numbers.index(int(start["seq"]["N"])) + 1 :]
        # One more than is answered tells that there are more.
        return [self.row(seq) for seq in numbers[: min(PAGE, call["Limit"]) + 1]]

    def row(self, seq: int) -> Item:
        """A message as DynamoDB has it."""
        return {
            "room": {"S": PUBLIC_CHAT},
            "seq": {"N": str(seq)},
            "client_id": {"S": str(UUID(int=seq, version=4))},
            "author": {"S": f"user{seq % AUTHORS:02}"},
            "created": {"N": str(BEGINNING + seq * INTERVAL)},
            "body": {"S": self.texts[seq - 1]},
        }


class _Items(dict[Key, Item]):
    """The messages table's, those of the log made as they are asked for."""

    def __init__(self, log: LogTables) -> None:
        self._log = log

    def __contains__(self, key: object) -> bool:
        return self.get(cast("Key", key)) is not None

    def __getitem__(self, key: Key) -> Item:
        room, seq = key
        is_logged = room == _ROOM and seq <= self._log.length
        return self._log.row(int(seq)) if is_logged else super().__getitem__(key)

    def get(self, key: Key, default: Item | None = None) -> Item | None:  # pyright: ignore[reportIncompatibleMethodOverride]
        room, seq = key
        is_logged = room == _ROOM and seq <= self._log.length
        return self._log.row(int(seq)) if is_logged else super().get(key, default)
