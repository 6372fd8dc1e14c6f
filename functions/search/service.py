"""What searches for a caller."""

from __future__ import annotations

from functions.search.wiring import (
    clock,
    database,
    dirty,
    index_files,
    index_tasks,
    manifests,
    messages,
    retention,
    rooms,
)
from snowfight.domain.messages.reader_views import ReaderViews
from snowfight.domain.search.dependencies import Dependencies
from snowfight.domain.search.searching import Healing, SearchService
from snowfight.models.tasks import IndexTask
from snowfight.storage.accounts.accounts import Accounts
from snowfight.storage.messages.reactions import Reactions
from snowfight.storage.rate_limits import RateLimits

accounts = Accounts(database)


def _append(room: str) -> None:
    index_tasks.start(IndexTask(room=room))


def _rebuild(room: str, first: int) -> None:
    index_tasks.start(IndexTask(room=room, file=first))


service = SearchService(
    Dependencies(messages, retention, manifests, dirty, index_files),
    rooms,
    ReaderViews(accounts, Reactions(database), messages),
    RateLimits(database),
    Healing(_append, _rebuild),
    clock,
)
