"""Pushes that failed and are worth another try, in the order in which they are due."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from snowfight.clock import from_milliseconds, milliseconds
from snowfight.storage.database import Database
from snowfight.storage.rows.ephemeral import RetryRow

PAGE = 100
"""Of one look."""

KEPT = timedelta(days=1)
_PARTITION = "RETRIES"


@dataclass(frozen=True)
class Retry:
    """The notice of message `seq` that did not get to a device, first at `first`; not before `due`."""

    username: str
    room: str
    seq: int
    device: str
    first: datetime
    due: datetime
    key: str = ""


class Retries:
    """The `RETRIES` partition of the ephemeral table."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, retry: Retry) -> None:
        """Try it again when it is due."""
        row = RetryRow(_PARTITION, f"{milliseconds(retry.due):015d}#{secrets.token_hex(8)}")
        row.username, row.room, row.seq, row.device = retry.username, retry.room, retry.seq, retry.device
        row.first = milliseconds(retry.first)
        row.expires_at = int((retry.due + KEPT).timestamp())
        row.save()

    def due(self, now: datetime) -> list[Retry]:
        """A page of what is due, the longest waiting first; one Query."""
        before = RetryRow.sk <= f"{milliseconds(now):015d}$"  # the sign that follows #
        return [_retry(row) for row in RetryRow.query(_PARTITION, before, limit=PAGE, consistent_read=True)]

    def drop(self, retry: Retry) -> None:
        """It was tried."""
        self._database.delete(RetryRow(_PARTITION, retry.key))


def _retry(row: RetryRow) -> Retry:
    due = from_milliseconds(int(row.sk.partition("#")[0]))
    first = from_milliseconds(int(row.first))
    return Retry(row.username, row.room, int(row.seq), row.device, first, due, row.sk)
