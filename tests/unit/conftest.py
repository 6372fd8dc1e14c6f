"""What the tests of every capability share: a way to DynamoDB that a test can watch and cut."""

from __future__ import annotations

import pytest

from snowfight.storage.database import Database
from tests.support.scene import Stage
from tests.support.wire import Wire, lay


@pytest.fixture
def wire(database: Database, monkeypatch: pytest.MonkeyPatch) -> Wire:
    return lay(monkeypatch)


@pytest.fixture
def stage(wire: Wire, database: Database) -> Stage:
    return Stage(wire, database)
