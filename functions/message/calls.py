"""What knows the calls that ring: put together when somebody connects while there is one."""

from __future__ import annotations

from functions.message.wiring import clock, database
from snowfight.domain.calls.chat_calls import ChatCalls
from snowfight.storage.calls.calls import CallRows

chat_calls = ChatCalls(CallRows(database), clock)
