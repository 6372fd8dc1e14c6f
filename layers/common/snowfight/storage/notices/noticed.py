"""What a user was told of, chat by chat: so that nothing is told twice, bursts become one, and what was read since is
taken back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from snowfight.clock import from_milliseconds, milliseconds
from snowfight.storage.database import Database, Refused
from snowfight.storage.rows.ephemeral import NoticedRow

LIFE = timedelta(days=30)
"""A notice that nobody read for so long is taken back no more."""

MOST = 100
"""Chats of one user that are looked through for what was read since."""


@dataclass(frozen=True)
class Noticed:
    """The last notice of a chat that was pushed to a user: of which message, and when."""

    room: str
    seq: int
    at: datetime


class NoticedRows:
    """The `NOTICED#` rows of the ephemeral table."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all_of(self, username: str) -> list[Noticed]:
        """What the user was told of and, as far as is known, has not read; one Query."""
        return [_noticed(row) for row in NoticedRow.query(f"NOTICED#{username}", consistent_read=True, limit=MOST)]

    def put(self, username: str, notice: Noticed) -> None:
        """The user was told of the chat."""
        row = _row(username, notice.room)
        row.seq, row.at = notice.seq, milliseconds(notice.at)
        row.expires_at = int((notice.at + LIFE).timestamp())
        row.save()

    def forget(self, username: str, notices: Iterable[Noticed]) -> None:
        """The user has read those; one that was told anew meanwhile stays."""
        for notice in notices:
            try:
                self._database.delete(_row(username, notice.room), NoticedRow.seq == notice.seq)
            except Refused:
                continue


def noticed_row(username: str, room: str) -> NoticedRow:
    """The key of what a user was told of a chat, for who reads it together with other rows."""
    return _row(username, room)


def noticed_of(row: NoticedRow) -> Noticed:
    """What a row keeps."""
    return _noticed(row)


def _row(username: str, room: str) -> NoticedRow:
    return NoticedRow(f"NOTICED#{username}", room)


def _noticed(row: NoticedRow) -> Noticed:
    return Noticed(row.sk, int(row.seq), from_milliseconds(int(row.at)))
