"""What knows whom messages mention: put together when one may mention somebody, since most do not."""

from __future__ import annotations

from functions.message.notices import waker
from functions.message.wiring import accounts, blocking, database
from snowfight.domain.mentions.recording import MentionRecords
from snowfight.storage.mentions.keywords import KeywordRows
from snowfight.storage.mentions.rows import MentionRows
from snowfight.storage.mentions.unread import UnreadMentions

records = MentionRecords(
    accounts, MentionRows(), UnreadMentions(database), KeywordRows(database), blocking, waker.mentioned
)
