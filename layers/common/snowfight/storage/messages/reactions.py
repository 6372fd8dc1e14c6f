"""Who reacted to which message, and with what.

The truth is a row for each user and message, in the user's partition: by it a reaction is put and taken back once, and
found when the user wants a copy of their data or goes. A message names those who used an emoji first
(models.message.NAMED); whoever comes after them has a row in the message's partition, in the order of coming: so a
message with ten thousand reactions neither outgrows its row nor is rewritten with all of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from math import ceil
from uuid import UUID

from pynamodb.exceptions import PutError
from pynamodb.expressions.condition import Condition

from snowfight.models.records import Entry, Reacted
from snowfight.storage.database import Database
from snowfight.storage.files.uploads import Also
from snowfight.storage.rows.rooms import ReactedRow, ReactionRow

REMEMBERED = 100
"""Of a user's `react` frames for one message: so many toggles in a day, and a late repeat still does nothing."""

EMPTY_LIFE = timedelta(hours=25)
"""A row that remembers nothing but client ids is kept as long as frames are repeated (wire contract: 24 hours)."""

_ID = 16

_FASTER = {"ConditionalCheckFailedException", "TransactionConflictException"}
"""What a write is refused with that another of the user's frames came before, or is just coming."""


class Reactions:
    """The `REACTED#` and `REACTIONS#` partitions of the rooms table."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, before: Reacted | None, after: Reacted, entry: Entry, now: datetime) -> Also:
        """The write of what a user has put on a message, where it was `before`; it goes with the message's end."""
        row = _row(after, entry, now)
        return lambda transaction: transaction.save(row, condition=_as_read(before))

    def remember(self, before: Reacted | None, after: Reacted, entry: Entry, now: datetime) -> bool:
        """The same by itself; False where somebody was faster."""
        try:
            _row(after, entry, now).save(_as_read(before))
        except PutError as error:
            if error.cause_response_code not in _FASTER:
                raise
            return False
        return True

    def add_beyond(self, entry: Entry, emoji: str, rev: int, username: str) -> Also:
        """The write of a user who comes after those that the message names, by the change `rev`."""
        row = beyond_row(entry, emoji, rev, username)
        return lambda transaction: transaction.save(row)

    def remove_beyond(self, entry: Entry, emoji: str, rev: int) -> Also:
        """The write that takes that row away."""
        row = ReactionRow(_partition(entry.room, entry.seq), _place(emoji, rev))
        return lambda transaction: transaction.delete(row)

    def beyond(self, room: str, seq: int, emoji: str, rev: int, limit: int) -> list[tuple[int, str]]:
        """Who came by a later change than `rev`, with the number of that change, in order; one Query."""
        rows = ReactionRow.query(
            _partition(room, seq),
            ReactionRow.sk.between(_place(emoji, rev + 1), f"{emoji}#~"),
            limit=limit,
            consistent_read=True,
        )
        return [(int(row.sk.rpartition("#")[2]), row.username) for row in rows]

    def of(self, username: str, places: Iterable[tuple[str, int]]) -> dict[tuple[str, int], Reacted]:
        """What the user has put on messages, by room and seq; one request for a hundred."""
        rows = self._database.get_many(reacted_row(username, room, seq) for room, seq in places)
        found = (reacted_of(row) for row in rows if isinstance(row, ReactedRow))
        return {(reacted.room, reacted.seq): reacted for reacted in found}

    def by(self, username: str, limit: int, after: tuple[str, int] | None = None) -> list[Reacted]:
        """The first messages that the user has reacted to, by room and seq, behind `after`; one Query."""
        later = ReactedRow.sk > _message(*after) if after else None
        rows = ReactedRow.query(f"REACTED#{username}", later, limit=limit, consistent_read=True)
        return [reacted_of(row) for row in rows]

    def purge_beyond(self, room: str, seq: int, limit: int) -> int:
        """Delete a page of the rows of a message that is gone, and of those users' own; returns how many."""
        rows = list(ReactionRow.query(_partition(room, seq), limit=limit, consistent_read=True))
        self.purge(room, seq, (row.username for row in rows))
        with ReactionRow.batch_write() as batch:
            for row in rows:
                batch.delete(row)
        return len(rows)

    def purge(self, room: str, seq: int, usernames: Iterable[str]) -> None:
        """Delete the rows of those users about a message that is gone."""
        with ReactedRow.batch_write() as batch:
            for name in sorted(set(usernames)):
                batch.delete(reacted_row(name, room, seq))


def beyond_row(entry: Entry, emoji: str, rev: int, username: str) -> ReactionRow:
    """The row of a user who comes after those that the message names, by the change `rev`."""
    row = ReactionRow(_partition(entry.room, entry.seq), _place(emoji, rev), username=username)
    row.expires_at = ceil(entry.expires.timestamp()) if entry.expires else None
    return row


def reacted_row(username: str, room: str, seq: int) -> ReactedRow:
    """The key of what a user has put on a message, for who reads it together with other rows."""
    return ReactedRow(f"REACTED#{username}", _message(room, seq))


def reacted_of(row: ReactedRow) -> Reacted:
    """What that row keeps."""
    room, _, seq = row.sk.rpartition("#")
    ids = row.client_ids
    return Reacted(
        room=room,
        seq=int(seq),
        username=row.pk.removeprefix("REACTED#"),
        emoji={emoji: int(rev) for emoji, rev in row.emoji.items()},
        client_ids=tuple(str(UUID(bytes=ids[start : start + _ID])) for start in range(0, len(ids), _ID)),
    )


def _key(reacted: Reacted) -> ReactedRow:
    return reacted_row(reacted.username, reacted.room, reacted.seq)


def _row(reacted: Reacted, entry: Entry, now: datetime) -> ReactedRow:
    row = _key(reacted)
    row.emoji, row.client_ids = dict(reacted.emoji), _packed(reacted)
    ends = [end for end in (entry.expires, None if reacted.emoji else now + EMPTY_LIFE) if end is not None]
    row.expires_at = ceil(min(ends).timestamp()) if ends else None
    return row


def _packed(reacted: Reacted) -> bytes:
    return b"".join(UUID(client_id).bytes for client_id in reacted.client_ids[-REMEMBERED:])


def _as_read(before: Reacted | None) -> Condition:
    return ReactedRow.client_ids == _packed(before) if before else ReactedRow.pk.does_not_exist()


def _partition(room: str, seq: int) -> str:
    return f"REACTIONS#{room}#{seq}"


def _place(emoji: str, rev: int) -> str:
    return f"{emoji}#{rev:016d}"


def _message(room: str, seq: int) -> str:
    return f"{room}#{seq:016d}"
