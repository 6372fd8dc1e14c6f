"""What tells a very large audience, should nobody else: put together when somebody writes before one."""

from __future__ import annotations

from functions.presence.wiring import clock, database, fanout, rooms, settings
from snowfight.domain.messages.quotes import Quotes
from snowfight.domain.messages.retention import Retention
from snowfight.domain.messages.telling import Telling
from snowfight.storage.accounts.accounts import Accounts
from snowfight.storage.messages.log import Messages

_messages = Messages(database)
telling = Telling(
    *(rooms, _messages, Quotes(_messages, Accounts(database))),
    *(Retention(_messages, clock, settings.retention_days), fanout, clock),
)
