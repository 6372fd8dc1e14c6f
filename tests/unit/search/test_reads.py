"""Given a chat with an index, when it is searched or grows, then no more of its log is read than has to be."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import Link
from tests.support.chat import Chat
from tests.support.dynamodb import MemoryConnection
from tests.support.search import SMALL, Search


@pytest.fixture
def read(chat: Chat) -> list[int]:
    """The numbers of all messages that a Query has answered, as they are read."""
    assert chat.database is not None
    connection = chat.database.connection
    assert isinstance(connection, MemoryConnection)
    numbers: list[int] = []

    def carry(operation: str, call: dict[str, Any], serve: Callable[[], Any]) -> Any:
        answer = serve()
        if operation == "Query" and {"S": PUBLIC_CHAT} in call["ExpressionAttributeValues"].values():
            numbers.extend(int(item["seq"]["N"]) for item in answer["Items"])
        return answer

    connection.carry = carry
    return numbers


def test_a_search_reads_of_the_log_only_what_is_not_indexed(
    chat: Chat, search: Search, ann: Link, read: list[int]
) -> None:
    for n in range(SMALL.file + 3):
        chat.say(ann, f"snow {n}")
        if n == SMALL.file - 1:
            search.index()
    read.clear()
    search.page("ann", "snow")
    assert sorted(read) == [SMALL.file + 1, SMALL.file + 2, SMALL.file + 3]


def test_a_file_that_becomes_full_is_added_to(chat: Chat, search: Search, ann: Link, read: list[int]) -> None:
    for n in range(1, SMALL.file + 1):
        chat.say(ann, f"snow {n}")
        if n in {SMALL.file - SMALL.every, SMALL.file}:
            read.clear()
            search.index()
    assert min(read) > SMALL.file - SMALL.every
    assert search.seqs("ann", "snow") == list(range(SMALL.file, 0, -1))
