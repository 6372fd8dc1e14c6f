"""What knows whom messages mention, for calls and jobs: put together when first needed."""

from __future__ import annotations

from functions.http_api.wiring import account_rows, blocking, clock, connections, database, rooms, settings
from snowfight.domain.mentions.keywords import KeywordService
from snowfight.domain.mentions.recording import MentionRecords
from snowfight.domain.notices.waking import NoticeWaker
from snowfight.storage.accounts.user_settings import UserSettingsRows
from snowfight.storage.mentions.keywords import KeywordRows

_waker = NoticeWaker(database, connections.users, account_rows, clock, on=bool(settings.push_parameter))
records = MentionRecords(database, account_rows, blocking, _waker.mentioned)
keywords = KeywordService(account_rows, rooms.memberships, UserSettingsRows(database), KeywordRows(database))
