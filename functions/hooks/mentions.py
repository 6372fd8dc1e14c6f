"""What knows whom hooks mention: put together when one may mention everybody, since most do not."""

from __future__ import annotations

from functions.hooks.notices import waker
from functions.hooks.wiring import accounts, blocking, database
from snowfight.domain.hooks.mentions import HookMentions
from snowfight.domain.mentions.recording import MentionRecords

_records = MentionRecords(database, accounts, blocking, waker.mentioned)
mentions = HookMentions(_records, accounts)
