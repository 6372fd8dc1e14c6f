"""Given a chat, when it is searched, then DynamoDB and the bucket are asked so often, and no oftener."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest

from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import Link
from tests.support.chat import Chat
from tests.support.dynamodb import Answer, Call, MemoryConnection
from tests.support.search import SMALL, Search


@dataclass
class Cost:
    operations: list[str] = field(default_factory=list[str])
    objects: int = 0


@contextmanager
def counted(chat: Chat, search: Search) -> Generator[Cost]:
    assert chat.database is not None
    connection = chat.database.connection
    assert isinstance(connection, MemoryConnection)
    cost, carried, reads = Cost(), connection.carry, search.bucket.reads

    def carry(operation: str, call: Call, serve: Callable[[], Answer]) -> Answer:
        cost.operations.append(operation)
        return carried(operation, call, serve)

    connection.carry = carry
    try:
        yield cost
    finally:
        connection.carry = carried
        cost.objects = search.bucket.reads - reads


ADMITTED = ["BatchGetItem", "BatchGetItem", "UpdateItem"]
"""The caller, the chat and the membership; how often the caller has searched."""

SHOWN = ["BatchGetItem"]
"""The authors of what was found."""


def test_a_chat_without_an_index_costs_one_query_and_no_object(chat: Chat, search: Search, ann: Link) -> None:
    for _ in range(SMALL.every - 1):
        chat.say(ann, "snow")
    with counted(chat, search) as cost:
        assert len(search.page("ann", "snow", PUBLIC_CHAT).results) == SMALL.every - 1
    assert (cost.operations, cost.objects) == ([*ADMITTED, "Query", *SHOWN], 0)


def test_an_indexed_chat_costs_three_more_and_each_file_once_an_instance(chat: Chat, search: Search, ann: Link) -> None:
    # Given a chat all of which is indexed, in two files, and a word that is in each of them
    for n in range(SMALL.file + SMALL.every):
        chat.say(ann, "ice" if n in (3, SMALL.file + 3) else "snow")
    search.index()
    for files in (2, 0):
        with counted(chat, search) as cost:
            assert [result.message.seq for result in search.page("ann", "ice", PUBLIC_CHAT).results] == [36, 4]
        # Then marks, manifest, what is not indexed, and what each file names
        asked = ["Query", "BatchGetItem", "Query", "BatchGetItem", "BatchGetItem"]
        assert (cost.operations, cost.objects) == ([*ADMITTED, *asked, *SHOWN], files)


def test_a_word_that_nobody_said_reads_no_message(chat: Chat, search: Search, ann: Link) -> None:
    for _ in range(SMALL.file + SMALL.every):
        chat.say(ann, "snow")
    search.index()
    with counted(chat, search) as cost:
        assert search.page("ann", "ice", PUBLIC_CHAT).results == []
    assert cost.operations == [*ADMITTED, "Query", "BatchGetItem", "Query"]


def test_a_search_too_many_and_one_for_nothing_read_no_message(chat: Chat, search: Search, ann: Link) -> None:
    chat.say(ann, "snow")
    with counted(chat, search) as cost:
        assert search.page("ann", "snow from:nobody", PUBLIC_CHAT).results == []
        assert search.page("ann", "snow in:6f9619ff-8b86-4d01-b42d-00cf4fc964ff", PUBLIC_CHAT).results == []
    assert "Query" not in cost.operations


def test_where_dynamodb_leaves_no_answer_a_search_fails_and_the_next_one_finds(
    chat: Chat, search: Search, ann: Link
) -> None:
    for _ in range(SMALL.every * 2):
        chat.say(ann, "snow")
    search.index()
    assert chat.database is not None
    connection = chat.database.connection
    assert isinstance(connection, MemoryConnection)
    carried = connection.carry

    def throttled(operation: str, call: Call, serve: Callable[[], Answer]) -> Answer:
        if operation == "Query":
            raise TimeoutError
        return carried(operation, call, serve)

    connection.carry = throttled
    with pytest.raises(TimeoutError):
        search.page("ann", "snow")
    connection.carry = carried
    assert len(search.page("ann", "snow").results) == SMALL.every * 2
