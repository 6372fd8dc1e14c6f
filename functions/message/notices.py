"""What wakes the notifier: put together when somebody has to be told who does not look."""

from __future__ import annotations

from functions.message.wiring import accounts, clock, connections, database, settings
from snowfight.domain.messages.noticing import Noticing
from snowfight.domain.notices.waking import NoticeWaker

waker = NoticeWaker(database, connections.users, accounts, clock, on=bool(settings.push_parameter))
noticing = Noticing(accounts, waker)
