"""What the tests of every capability share: a way to DynamoDB that a test can watch and cut, and three people in the
public chat of `chat`, a private one and a group."""

from __future__ import annotations

import pytest

from snowfight.models.chat import EditGroup, NewGroup
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import Link
from snowfight.storage.database import Database
from tests.support.chat import Chat
from tests.support.scene import Stage
from tests.support.wire import Wire, lay


@pytest.fixture
def wire(database: Database, monkeypatch: pytest.MonkeyPatch) -> Wire:
    return lay(monkeypatch)


@pytest.fixture
def chat(wire: Wire, database: Database) -> Chat:
    """An empty chat on tables of its own, whose requests are not written out and parsed again."""
    return Chat(database=database)


@pytest.fixture
def stage(wire: Wire, database: Database) -> Stage:
    return Stage(wire, database)


@pytest.fixture
def ann(chat: Chat) -> Link:
    return chat.connect(chat.user("ann", verified=True), PUBLIC_CHAT)


@pytest.fixture
def bob(chat: Chat) -> Link:
    return chat.connect(chat.user("bob", verified=True), PUBLIC_CHAT)


@pytest.fixture
def cat(chat: Chat) -> Link:
    return chat.connect(chat.user("cat", verified=True), PUBLIC_CHAT)


@pytest.fixture
def private(chat: Chat, ann: Link, bob: Link) -> str:
    """Ann's and Bob's."""
    return chat.private_chats.with_user("ann", "bob")


@pytest.fixture
def group(chat: Chat, ann: Link, bob: Link) -> str:
    """Ann's, with Bob in it."""
    name = chat.groups.create("ann", NewGroup(groupchat_name="Fort", open=True))
    chat.groups.edit("ann", name, EditGroup(add_members=["bob"]))
    return name
