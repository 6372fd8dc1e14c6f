"""The second log of each chat: its changes, 1, 2, 3 … without holes, in the order in which they were stored.

A change is one transaction: its line at the next free number, and the message in its new state *on the condition of
what was read of it*. So a change that is numbered is in its message, whatever fails, and none is lost to another that
came between reading and writing (ADR 0037).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import cast

from pynamodb.exceptions import TransactWriteError
from pynamodb.expressions.update import Action
from pynamodb.transactions import TransactWrite

from snowfight.clock import milliseconds
from snowfight.models.records import Change, Entry
from snowfight.models.server_frames import ChangeKind
from snowfight.storage.database import Database
from snowfight.storage.files.uploads import Also
from snowfight.storage.messages.entries import groups_text
from snowfight.storage.rows.messages import ChangeRow, MessageRow

LIFE = timedelta(days=35)
"""How long a line is kept (wire contract, part 2: 30 days), five days more for readers who were away just so long."""


_PREFIX = "CHANGES#"


class Contested(Exception):
    """Somebody else's change came first: nothing is stored, and what was read is out of date."""


class Changes:
    """The `CHANGES#` partitions of the messages table."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def store(self, change: Change, before: Entry, after: Entry, now: datetime, also: Iterable[Also] = ()) -> None:
        """Store `change`, which makes `after` of the message that was read as `before`; `also` joins its transaction.

        Raises Contested; and what botocore raises where DynamoDB does not answer: then the outcome is unknown.
        """
        try:
            with TransactWrite(connection=self._database.connection) as transaction:
                transaction.save(_row(change, now), condition=ChangeRow.room.does_not_exist())
                as_read = MessageRow.rev == before.rev if before.rev else MessageRow.rev.does_not_exist()
                transaction.update(
                    MessageRow(before.room, before.seq), _actions(before, after), MessageRow.room.exists() & as_read
                )
                for each in also:
                    each(transaction)
        except TransactWriteError as error:
            if not error.cancellation_reasons:
                raise
            raise Contested from None

    def dated(self, room: str, rev: int, limit: int, now: datetime) -> list[tuple[Change, datetime]]:
        """As `after`, with the second in which each was made."""
        return [
            (change_of(row), datetime.fromtimestamp(int(row.expires_at), UTC) - LIFE)
            for row in _after(room, rev, limit, now)
        ]

    def newest(self, room: str) -> int:
        """The number of the room's newest change, 0 where there is none; one Query."""
        rows = ChangeRow.query(_partition(room), scan_index_forward=False, limit=1, consistent_read=True)
        return next((int(row.seq) for row in rows), 0)

    def after(self, room: str, rev: int, limit: int, now: datetime) -> list[Change]:
        """The oldest `limit` changes with a larger number than `rev` that are kept, in order; one Query for thousands.

        What is over goes in any order, so it is passed over: the first may lie further on than right behind `rev`.
        """
        return [change_of(row) for row in _after(room, rev, limit, now)]

    def purge(self, room: str, limit: int) -> int:
        """Delete a page of the log of a chat that is gone; returns how many."""
        rows = list(ChangeRow.query(_partition(room), limit=limit, attributes_to_get=["room", "seq"]))
        with ChangeRow.batch_write() as batch:
            for row in rows:
                batch.delete(row)
        return len(rows)

    def has(self, room: str, rev: int) -> bool:
        """Whether there is a change of that number."""
        return bool(self._database.get_many([ChangeRow(_partition(room), rev)]))


def _after(room: str, rev: int, limit: int, now: datetime) -> Iterable[ChangeRow]:
    return ChangeRow.query(
        _partition(room),
        ChangeRow.seq > rev,
        filter_condition=ChangeRow.expires_at > now.timestamp(),
        limit=limit,
        consistent_read=True,
    )


def change_row(room: str, rev: int) -> ChangeRow:
    """The key of a change, for who reads it together with other rows."""
    return ChangeRow(_partition(room), rev)


def room_of(row: ChangeRow) -> str:
    """Whose change the row is."""
    return row.room.removeprefix(_PREFIX)


def _partition(room: str) -> str:
    return _PREFIX + room


def _row(change: Change, now: datetime) -> ChangeRow:
    return ChangeRow(
        _partition(change.room),
        change.rev,
        message=change.seq,
        kind=change.kind,
        username=change.username,
        emoji=change.emoji,
        on=change.on,
        expires_at=int((now + LIFE).timestamp()),
    )


def change_of(row: ChangeRow) -> Change:
    """The change that a row keeps."""
    return Change(
        room=room_of(row),
        rev=int(row.seq),
        seq=int(row.message),
        kind=cast("ChangeKind", row.kind),
        username=row.username,
        emoji=row.emoji,
        on=row.on,
    )


def _actions(before: Entry, after: Entry) -> list[Action]:
    """What a message row's update has to say."""
    actions: list[Action] = [MessageRow.rev.set(after.rev), *_mentions(before, after)]
    if after.body != before.body:
        actions.append(MessageRow.body.set(after.body) if after.body is not None else MessageRow.body.remove())
    if before.file is not None and after.file is None:
        actions.append(MessageRow.file.remove())
    if after.edited != before.edited and after.edited is not None:
        actions.append(MessageRow.edited.set(milliseconds(after.edited)))
    if after.deleted is not None and before.deleted is None:
        actions += [
            MessageRow.deleted.set(milliseconds(after.deleted)),
            MessageRow.deleted_by.set(after.deleted_by or ""),
        ]
    if after.pinned != before.pinned:
        actions.append(MessageRow.pinned.set(True) if after.pinned else MessageRow.pinned.remove())
    if after.reactions != before.reactions:
        text = groups_text(after.reactions)
        actions.append(MessageRow.reactions.set(text) if after.reactions else MessageRow.reactions.remove())
    return actions


def _mentions(before: Entry, after: Entry) -> Iterator[Action]:
    if after.mentions != before.mentions:
        named = MessageRow.mentions
        yield named.set(" ".join(after.mentions)) if after.mentions else named.remove()
    if after.mentions_all != before.mentions_all:
        everybody = MessageRow.mentions_all
        yield everybody.set(True) if after.mentions_all else everybody.remove()
