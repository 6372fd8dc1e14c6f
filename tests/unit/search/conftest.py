"""Tables in memory, with an index of few messages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from snowfight.storage.database import Database
from tests.support.chat import Chat
from tests.support.dynamodb import MemoryConnection, bound_elsewhere
from tests.support.search import SMALL, Search
from tests.support.tables import SETTINGS


@pytest.fixture
def chat(monkeypatch: pytest.MonkeyPatch) -> Iterator[Chat]:
    monkeypatch.setattr("snowfight.storage.search.dirty.MARKED_FROM", SMALL.every // 2)
    settings = replace(SETTINGS, rate_burst=10_000)
    with bound_elsewhere():
        yield Chat(settings=settings, database=Database(settings, MemoryConnection()))


@pytest.fixture
def search(chat: Chat) -> Search:
    return Search(chat)
