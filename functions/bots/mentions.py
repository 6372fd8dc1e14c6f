"""What knows whom messages mention: put together when one may mention somebody."""

from __future__ import annotations

from functions.bots.posting import waker
from functions.bots.wiring import accounts, blocking, database
from snowfight.domain.mentions.recording import MentionRecords
from snowfight.storage.mentions.keywords import KeywordRows
from snowfight.storage.mentions.rows import MentionRows
from snowfight.storage.mentions.unread import UnreadMentions

records = MentionRecords(
    accounts, MentionRows(), UnreadMentions(database), KeywordRows(database), blocking, waker.mentioned
)
