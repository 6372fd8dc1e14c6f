"""Two who may bring emoji."""

from __future__ import annotations

import pytest

from tests.support.chat import Chat


@pytest.fixture
def ann(chat: Chat) -> str:
    return chat.user("ann", verified=True)


@pytest.fixture
def bob(chat: Chat) -> str:
    return chat.user("bob", verified=True)
