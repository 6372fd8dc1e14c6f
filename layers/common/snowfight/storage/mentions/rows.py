"""Which messages mentioned a user: a row for each, in the user's own partition, in the order of time, for 90 days.

A row's place follows from its message, so writing it twice makes one of it, and an edit finds it again.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from zlib import crc32

from pynamodb.models import BatchWrite

from snowfight.clock import milliseconds
from snowfight.models.records import Entry
from snowfight.storage import database
from snowfight.storage.rows.messages import MentionRow

LIFE = timedelta(days=90)
"""How long it is known that a message mentioned somebody (wire contract, part 3)."""

_IN_A_MILLISECOND = 10**10
"""Places of one millisecond: more than a hash of 32 bits has."""

_BATCH = 25
"""Rows of one BatchWriteItem (DynamoDB's limit)."""


@dataclass(frozen=True)
class Mention:
    """A message that mentioned a user, and its place among those that did."""

    room: str
    seq: int
    place: int
    by_keyword: bool = False
    """Whether nothing but a keyword of the user's is in it."""


class MentionRows:
    """The `MENTIONS#` partitions of the messages table."""

    def put(self, entry: Entry, usernames: Collection[str], by_keyword: Collection[str] = ()) -> None:
        """Keep that the message mentioned those users, and which of them by a keyword alone; a request for 25."""
        rows = [_row(entry, name, by_keyword=name in by_keyword) for name in usernames]
        _write(rows, BatchWrite.save)

    def remove(self, entry: Entry, usernames: Collection[str]) -> None:
        """The message does not mention those users any more; a request for 25."""
        rows = [MentionRow(_partition(name), _place(entry)) for name in usernames]
        _write(rows, BatchWrite.delete)

    def before(self, username: str, place: int | None, now: datetime, limit: int) -> list[Mention]:
        """The newest `limit` of the user's mentions before `place` (None: of all) that are young enough, newest first;
        one Query."""
        oldest, newest = _moment(now - LIFE), _moment(now + LIFE)
        rows = MentionRow.query(
            _partition(username),
            MentionRow.seq.between(oldest, min(newest, newest if place is None else max(oldest, place - 1))),
            scan_index_forward=False,
            limit=limit,
            consistent_read=True,
        )
        return [_mention(row) for row in rows]

    def purge(self, username: str, limit: int) -> int:
        """Delete a page of the rows of a user who is gone; returns how many."""
        rows = list(MentionRow.query(_partition(username), limit=limit, attributes_to_get=["room", "seq"]))
        _write(rows, BatchWrite.delete)
        return len(rows)


def _write(rows: list[MentionRow], act: Callable[[BatchWrite[MentionRow], MentionRow], None]) -> None:
    def write(some: list[MentionRow]) -> None:
        with MentionRow.batch_write() as batch:
            for row in some:
                act(batch, row)

    pages = [rows[start : start + _BATCH] for start in range(0, len(rows), _BATCH)]
    if len(pages) == 1:
        write(pages[0])
        return
    list(database.pool.map(write, pages))


def _partition(username: str) -> str:
    return f"MENTIONS#{username}"


def _moment(time: datetime) -> int:
    return milliseconds(time) * _IN_A_MILLISECOND


def _place(entry: Entry) -> int:
    return _moment(entry.created) + crc32(f"{entry.room}#{entry.seq}".encode())


def _row(entry: Entry, username: str, *, by_keyword: bool) -> MentionRow:
    ends = min(entry.created + LIFE, entry.expires or entry.created + LIFE)
    return MentionRow(
        _partition(username),
        _place(entry),
        chat=entry.room,
        message=entry.seq,
        keyword=by_keyword or None,
        expires_at=int(ends.timestamp()),
    )


def _mention(row: MentionRow) -> Mention:
    return Mention(row.chat, int(row.message), int(row.seq), by_keyword=bool(row.keyword))
