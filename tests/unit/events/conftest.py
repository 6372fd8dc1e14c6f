"""What sends events of the chat; threads of its own do their work at once."""

from __future__ import annotations

import pytest

from tests.support.chat import Chat
from tests.support.event_sender import Sender
from tests.support.wire import Wire


@pytest.fixture
def sender(chat: Chat, wire: Wire, monkeypatch: pytest.MonkeyPatch) -> Sender:
    monkeypatch.setattr("snowfight.domain.events.looking._pool", wire)
    return Sender(chat)
