"""A chat whose clock tells the real time, as ALTCHA's does, and whose challenges are little work."""

from __future__ import annotations

import pytest

from snowfight.clock import SystemClock
from snowfight.integrations import altcha
from snowfight.storage.database import Database
from tests.support.chat import Chat
from tests.support.clock import ManualClock
from tests.support.wire import Wire


@pytest.fixture(autouse=True)
def little_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(altcha, "COST", 2)
    monkeypatch.setattr(altcha, "COUNTERS", range(5, 50))


@pytest.fixture
def chat(wire: Wire, database: Database) -> Chat:
    return Chat(database=database, clock=ManualClock(SystemClock().now()))
