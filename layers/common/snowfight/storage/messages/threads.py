"""The replies of each thread: a partition of their numbers, beside the log that they are messages of."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil

from pynamodb.transactions import TransactWrite

from snowfight.models.message import REPLIERS
from snowfight.models.records import Entry, Replies
from snowfight.storage.messages.entries import replies_text
from snowfight.storage.rows.messages import MessageRow, ThreadRow

JOINED = 2
"""What a reply writes beside itself, at the end of its transaction: its row in the thread, and the thread's summary."""


def join(transaction: TransactWrite, entry: Entry, root: Entry) -> None:
    """A reply joins the thread of `root`, which has to be as it was read but for its changes."""
    before = root.replies or Replies(0, 0, ())
    names = (entry.author, *(name for name in before.usernames if name != entry.author))
    transaction.save(_row(entry))
    summarize(transaction, root, Replies(before.count + 1, entry.seq, names[:REPLIERS]))


class Threads:
    """The `THREAD#` rows of the messages table."""

    def after(self, room: str, root: int, seq: int, limit: int) -> list[int]:
        """The numbers of the oldest `limit` replies behind `seq`, in order; one Query."""
        rows = ThreadRow.query(_partition(room, root), ThreadRow.seq > seq, limit=limit, consistent_read=True)
        return [int(row.seq) for row in rows]

    def latest(self, room: str, root: int, limit: int) -> list[tuple[int, str]]:
        """The numbers and authors of the newest `limit` replies, newest first; one Query."""
        rows = ThreadRow.query(_partition(room, root), scan_index_forward=False, limit=limit, consistent_read=True)
        return [(int(row.seq), row.author) for row in rows]

    def leave(self, entry: Entry, root: Entry | None, replies: Replies) -> Callable[[TransactWrite], None]:
        """The write by which a reply leaves its thread, whose `root` keeps `replies`; None: that is over."""

        def write(transaction: TransactWrite) -> None:
            transaction.delete(_row(entry))
            if root is not None:
                summarize(transaction, root, replies)

        return write


def thread_row(room: str, root: int, seq: int) -> ThreadRow:
    """The key of a reply in its thread."""
    return ThreadRow(_partition(room, root), seq)


def summarize(transaction: TransactWrite, root: Entry, replies: Replies) -> None:
    """The thread's first message keeps count of other replies, where it is as it was read but for its changes."""
    before = MessageRow.replies
    as_read = before == replies_text(root.replies) if root.replies else before.does_not_exist()
    action = before.set(replies_text(replies)) if replies.count else before.remove()
    transaction.update(MessageRow(root.room, root.seq), [action], MessageRow.room.exists() & as_read)


def _row(entry: Entry) -> ThreadRow:
    row = thread_row(entry.room, entry.thread or 0, entry.seq)
    row.author = entry.author
    row.expires_at = ceil(entry.expires.timestamp()) if entry.expires else None
    return row


def _partition(room: str, root: int) -> str:
    return f"THREAD#{room}#{root}"
