"""What marks chats unread: put together when somebody first does."""

from __future__ import annotations

from functions.http_api.wiring import account_rows, clock, messages, rooms
from snowfight.domain.rooms.unread_marks import UnreadMarks

marks = UnreadMarks(rooms, messages, account_rows.budgets, clock)
