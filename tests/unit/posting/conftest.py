"""The same people as where it is moderated."""

from __future__ import annotations

import pytest

from snowfight.models.records import Link
from tests.support.chat import Chat
from tests.support.community import Community


@pytest.fixture
def community(chat: Chat, ann: Link, bob: Link) -> Community:
    return Community(chat)
