"""What knows whom hooks mention: put together when one may mention everybody, since most do not."""

from __future__ import annotations

from functions.hooks.notices import waker
from functions.hooks.wiring import accounts, blocking, database
from snowfight.domain.hooks.mentions import HookMentions
from snowfight.domain.mentions.recording import MentionRecords
from snowfight.storage.mentions.keywords import KeywordRows
from snowfight.storage.mentions.rows import MentionRows
from snowfight.storage.mentions.unread import UnreadMentions

_records = MentionRecords(
    accounts, MentionRows(), UnreadMentions(database), KeywordRows(database), blocking, waker.mentioned
)
mentions = HookMentions(_records, accounts)
