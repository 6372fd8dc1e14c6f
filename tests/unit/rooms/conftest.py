"""Every chat here is on a wire, which answers in a fraction of the time that botocore takes."""

from __future__ import annotations

import pytest

from snowfight.storage.database import Database
from tests.support.chat import Chat
from tests.support.wire import Wire


@pytest.fixture
def chat(wire: Wire, database: Database) -> Chat:
    """An empty chat, on the wire."""
    return Chat(database=database)
