"""What knows whom messages mention: put together when one may mention somebody."""

from __future__ import annotations

from functions.bots.posting import waker
from functions.bots.wiring import accounts, blocking, database
from snowfight.domain.mentions.recording import MentionRecords

records = MentionRecords(database, accounts, blocking, waker.mentioned)
