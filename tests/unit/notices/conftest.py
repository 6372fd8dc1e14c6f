from __future__ import annotations

import pytest

from tests.support.chat import Chat
from tests.support.notices import Notices


@pytest.fixture
def notices(chat: Chat) -> Notices:
    return Notices(chat)
