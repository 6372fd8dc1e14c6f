"""Chats whose events could not be sent and are tried again, in the order in which they are due."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from snowfight.clock import milliseconds
from snowfight.storage.database import Database
from snowfight.storage.rows.ephemeral import EventRetryRow

PAGE = 100
"""Of one look."""

KEPT = timedelta(days=2)

EVERY = timedelta(minutes=5)
"""As often as the sweep looks."""

_PARTITION = "EVENT_RETRIES"


@dataclass(frozen=True)
class EventRetry:
    """That the chat is to be looked at again."""

    room: str
    key: str


class EventRetries:
    """The `EVENT_RETRIES` partition of the ephemeral table."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, room: str, due: datetime) -> None:
        """Have the chat looked at when it is due."""
        self._save(room, due, secrets.token_hex(8))

    def put_once(self, room: str, due: datetime) -> None:
        """Have the chat looked at soon after it is due, should what is quicker be lost: one row a chat and EVERY,
        however often that is asked for."""
        self._save(room, _next_sweep(due), room)

    def _save(self, room: str, due: datetime, distinction: str) -> None:
        row = EventRetryRow(_PARTITION, f"{milliseconds(due):015d}#{distinction}", room=room)
        row.expires_at = int((due + KEPT).timestamp())
        row.save()

    def due(self, now: datetime) -> list[EventRetry]:
        """A page of what is due, the longest waiting first; one Query."""
        before = EventRetryRow.sk <= f"{milliseconds(now):015d}$"  # the sign that follows #
        rows = EventRetryRow.query(_PARTITION, before, limit=PAGE, consistent_read=True)
        return [EventRetry(row.room, row.sk) for row in rows]

    def drop(self, retry: EventRetry) -> None:
        """The chat was looked at."""
        self._database.delete(EventRetryRow(_PARTITION, retry.key))


def _next_sweep(due: datetime) -> datetime:
    """The first multiple of EVERY behind it: a row that is dropped lies in the past, and is none that is put."""
    start = datetime.fromtimestamp(0, UTC)
    return start + ((due - start) // EVERY + 1) * EVERY
