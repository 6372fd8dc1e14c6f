"""What knows the calls that go on: put together where there is one in a bot's chats."""

from __future__ import annotations

from functions.bots.wiring import clock, database
from snowfight.domain.calls.chat_calls import ChatCalls
from snowfight.storage.calls.calls import CallRows

chat_calls = ChatCalls(CallRows(database), clock)
