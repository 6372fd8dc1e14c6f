"""What wakes the notifier: put together when somebody looks away who can be told what they miss."""

from __future__ import annotations

from functions.presence.wiring import clock, connections, database
from snowfight.domain.notices.waking import NoticeWaker
from snowfight.storage.accounts.accounts import Accounts

waker = NoticeWaker(database, connections.users, Accounts(database), clock, on=True)
