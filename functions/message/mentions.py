"""What knows whom messages mention: put together when one may mention somebody, since most do not."""

from __future__ import annotations

from functions.message.notices import waker
from functions.message.wiring import accounts, blocking, database
from snowfight.domain.mentions.recording import MentionRecords

records = MentionRecords(database, accounts, blocking, waker.mentioned)
