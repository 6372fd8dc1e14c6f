"""Messages that may have changed since they were indexed: a search asks for them besides what the files name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress

from pynamodb.transactions import TransactWrite

from snowfight.storage.database import Database, Refused
from snowfight.storage.files.uploads import Also
from snowfight.storage.rows.messages import DirtyRow
from snowfight.storage.search.manifests import EXTENT, index_partition

MARKED_FROM = EXTENT.every // 2
"""How far a log must have got before changes to it are marked. Indexing begins at twice that number, so a chat's row
may be far behind its log and still nothing is missed; and small chats pay nothing."""


def marking(room: str, seq: int, rev: int, last_seq: int) -> tuple[Also, ...]:
    """What marks a message in the transaction of its change number `rev`: nothing where the chat, whose log is known to
    have got to `last_seq`, is too small for an index."""

    def write(transaction: TransactWrite) -> None:
        transaction.save(DirtyRow(index_partition(room), seq, rev=rev))

    return (write,) if max(seq, last_seq) >= MARKED_FROM else ()


class DirtyMessages:
    """The rows numbered from 1 in the `INDEX#` partitions of the messages table."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, room: str, first: int = 1, last: int | None = None) -> dict[int, int]:
        """The numbers of the marked messages, rising, and by which change each was; one Query for some ten thousand."""
        place = DirtyRow.seq.between(first, last) if last is not None else DirtyRow.seq >= first
        rows = DirtyRow.query(index_partition(room), place, consistent_read=True)
        return {int(row.seq): int(row.rev) for row in rows}

    def clear(self, room: str, marks: Mapping[int, int]) -> None:
        """Take marks back, but for those that a later change has made anew."""
        for seq, rev in marks.items():
            with suppress(Refused):
                self._database.delete(DirtyRow(index_partition(room), seq), DirtyRow.rev == rev)


def within(marks: Mapping[int, int], first: int, last: int) -> Iterable[int]:
    """The numbers of those marks that lie in a part of the log."""
    return (seq for seq in marks if first <= seq <= last)
