"""They send as fast as the test does."""

from __future__ import annotations

from dataclasses import replace

import pytest

from snowfight.storage.database import Database
from tests.support.chat import Chat
from tests.support.tables import SETTINGS
from tests.support.wire import Wire


@pytest.fixture
def chat(wire: Wire, database: Database) -> Chat:
    return Chat(settings=replace(SETTINGS, rate_burst=10_000), database=database)
