"""Two people and their private chat, on a wire; they send as fast as the test does."""

from __future__ import annotations

from dataclasses import replace

import pytest

from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import Link
from snowfight.storage.database import Database
from tests.support.chat import Chat
from tests.support.tables import SETTINGS
from tests.support.wire import Wire


@pytest.fixture
def talk(wire: Wire, database: Database) -> Chat:
    return Chat(settings=replace(SETTINGS, rate_burst=10_000, retention_days=0), database=database)


@pytest.fixture
def ann(talk: Chat) -> Link:
    return talk.connect(talk.user("ann", verified=True), PUBLIC_CHAT)


@pytest.fixture
def bob(talk: Chat) -> Link:
    return talk.connect(talk.user("bob", verified=True), PUBLIC_CHAT)


@pytest.fixture
def private(talk: Chat, ann: Link, bob: Link) -> str:
    """Ann's and Bob's."""
    return talk.private_chats.with_user("ann", "bob")
