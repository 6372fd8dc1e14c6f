"""The numbered logs: one a chat, 1, 2, 3 … without holes, in the order in which messages were stored."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from pynamodb.exceptions import CancellationReason, TransactWriteError
from pynamodb.transactions import TransactWrite

from snowfight.clock import from_milliseconds, milliseconds
from snowfight.errors import BadFile, Unavailable
from snowfight.models.records import Entry
from snowfight.storage.database import Database
from snowfight.storage.files.uploads import Also
from snowfight.storage.messages.contest import tries
from snowfight.storage.messages.entries import entry_of, message_row
from snowfight.storage.messages.threads import JOINED, join
from snowfight.storage.rows.ephemeral import ReceiptRow
from snowfight.storage.rows.messages import MessageRow

RECEIPT_LIFE = timedelta(hours=25)
"""Clients resend for up to 24 hours (wire contract, Order and loss); an hour more for slow clocks."""

INDEXED_EVERY = 4096
"""Numbers of a log after which what came is indexed for search; a chat of fewer has no index."""

_REMEMBERED = 1000
"""Receipts that a function instance remembers, to know a retry before it asks for anything."""


@dataclass(frozen=True)
class Receipt:
    """Proof that a message is stored: its number and when."""

    seq: int
    created: datetime


@dataclass(frozen=True)
class Appended:
    """The receipt of a message, and whether it had been stored before this call."""

    receipt: Receipt
    again: bool


class Messages:
    """The messages table and the receipts that keep a retry from storing twice."""

    def __init__(
        self,
        database: Database,
        pause: Callable[[float], None] = time.sleep,
        timer: Callable[[], float] = time.monotonic,
    ) -> None:
        self._database = database
        self._pause = pause
        self._timer = timer
        self._receipts: OrderedDict[tuple[str, str, str], Receipt] = OrderedDict()

    def append(self, entry: Entry, also: Also | None = None, root: Entry | None = None) -> Appended:
        """Store `entry` at the next free number, from `entry.seq` on, unless its receipt is there.

        One transaction puts the message *if its slot is free* and the receipt *if there is none*: so there are no
        holes, no number commits after a larger one, and a retry finds its receipt. `also` deletes what a message may
        use up, in the same transaction; raises BadFile where it is used up. A reply joins the thread of `root` there,
        unless that is over. Raises Unavailable where the slots stay
        contested, and what botocore raises where DynamoDB does not answer: then the outcome is unknown, and `receipt`
        tells.
        """
        for attempt in tries(self._pause, self._timer):
            if attempt > 1:
                entry = replace(entry, seq=max(entry.seq, self.newest(entry.room) + 1))
                root = root and self.get([(root.room, root.seq)]).get((root.room, root.seq))
            try:
                self._transact(entry, also, root)
            except TransactWriteError as error:
                if not error.cancellation_reasons:
                    raise
                # PynamoDB lists what is deleted, what is put, what is updated.
                *used, _slot, kept = error.cancellation_reasons[: -JOINED if root else None]
                receipt = _found(kept, entry.created)
                if receipt is not None:
                    return Appended(receipt, again=True)
                if any(map(_failed, used)):
                    raise BadFile from None
            else:
                return Appended(Receipt(entry.seq, entry.created), again=False)
        raise Unavailable("this chat is too busy at the moment; please try again")

    def _transact(self, entry: Entry, also: Also | None, root: Entry | None) -> None:
        now = int(entry.created.timestamp())
        receipt = _receipt_row(entry.room, entry.author, entry.client_id)
        receipt.seq, receipt.created = entry.seq, milliseconds(entry.created)
        receipt.expires_at = now + int(RECEIPT_LIFE.total_seconds())
        unused = ReceiptRow.pk.does_not_exist() | (ReceiptRow.expires_at <= now)
        with TransactWrite(connection=self._database.connection) as transaction:
            transaction.save(message_row(entry), condition=MessageRow.room.does_not_exist())
            transaction.save(receipt, condition=unused, return_values="ALL_OLD")
            if also is not None:
                also(transaction)
            if root is not None:
                join(transaction, entry, root)

    def remembered(self, room: str, author: str, client_id: str, now: datetime) -> Receipt | None:
        """The receipt of a message, where this function instance has seen it: without a request."""
        receipt = self._receipts.get((room, author, client_id))
        return receipt if receipt and receipt.created + RECEIPT_LIFE > now else None

    def receipt(self, room: str, author: str, client_id: str, now: datetime) -> Receipt | None:
        """The receipt of a message, None where it is not stored (or was more than a day ago)."""
        rows = self._database.get_many([_receipt_row(room, author, client_id)])
        kept = [row for row in rows if isinstance(row, ReceiptRow) and row.expires_at > now.timestamp()]
        return _receipt(kept[0]) if kept else None

    def remember(self, room: str, author: str, client_id: str, receipt: Receipt) -> None:
        """Know a retry of the message from now on: all that goes with it is done."""
        key = (room, author, client_id)
        self._receipts[key] = receipt
        self._receipts.move_to_end(key)
        if len(self._receipts) > _REMEMBERED:
            self._receipts.popitem(last=False)

    def newest(self, room: str) -> int:
        """The number of the room's newest stored message, 0 where there is none."""
        rows = MessageRow.query(room, scan_index_forward=False, limit=1, consistent_read=True)
        return next((int(row.seq) for row in rows), 0)

    def get(self, keys: Iterable[tuple[str, int]]) -> dict[tuple[str, int], Entry]:
        """Messages by room and seq, one request for a hundred."""
        rows = self._database.get_many(MessageRow(room, seq) for room, seq in keys if seq > 0)
        entries = [entry_of(row) for row in rows if isinstance(row, MessageRow)]
        return {(entry.room, entry.seq): entry for entry in entries}

    def before(self, room: str, seq: int | None, limit: int, above: int = 0) -> list[Entry]:
        """The newest `limit` messages with a smaller number than `seq` (None: of all) and a larger one than `above`,
        oldest first; one Query. `seq` is not below what `above` leaves."""
        if above:
            condition = MessageRow.seq.between(above + 1, seq - 1) if seq is not None else MessageRow.seq > above
        else:
            condition = MessageRow.seq < seq if seq is not None else None
        rows = MessageRow.query(room, condition, scan_index_forward=False, limit=limit, consistent_read=True)
        return [entry_of(row) for row in rows][::-1]

    def by(self, author: str, room: str, first: int, last: int) -> list[int]:
        """The numbers of a user's messages from `first` to `last`; one Query for a few thousand."""
        rows = MessageRow.query(
            room,
            MessageRow.seq.between(first, last),
            filter_condition=MessageRow.author == author,
            attributes_to_get=["room", "seq"],
            consistent_read=True,
        )
        return [int(row.seq) for row in rows]

    def after(self, room: str, seq: int, limit: int) -> list[Entry]:
        """The oldest `limit` messages with a larger number than `seq`, oldest first; one Query."""
        rows = MessageRow.query(room, MessageRow.seq > seq, limit=limit, consistent_read=True)
        return [entry_of(row) for row in rows]


def _receipt_row(room: str, author: str, client_id: str) -> ReceiptRow:
    return ReceiptRow(f"RECEIPT#{room}#{author}", client_id)


def _receipt(row: ReceiptRow) -> Receipt:
    return Receipt(int(row.seq), from_milliseconds(int(row.created)))


def _found(reason: CancellationReason | None, now: datetime) -> Receipt | None:
    if reason is None or not _failed(reason) or not reason.raw_item:
        return None
    row = ReceiptRow.from_raw_data(reason.raw_item)
    return _receipt(row) if row.expires_at > now.timestamp() else None


def _failed(reason: CancellationReason | None) -> bool:
    return reason is not None and reason.code == "ConditionalCheckFailed"
