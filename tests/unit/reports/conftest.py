"""Who reports, and who decides."""

from __future__ import annotations

import pytest

from tests.support.chat import Chat
from tests.support.reports import ReportDesk


@pytest.fixture
def desk(chat: Chat) -> ReportDesk:
    return ReportDesk(chat)


@pytest.fixture
def moderator(chat: Chat, desk: ReportDesk) -> str:
    """Somebody who is in no chat but the public one."""
    desk.appoint(chat.user("mod", verified=True), "moderator")
    return "mod"
