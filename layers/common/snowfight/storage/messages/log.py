"""The numbered logs: one a chat, 1, 2, 3 … without holes, in the order in which messages were stored."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from pynamodb.exceptions import CancellationReason, TransactWriteError
from pynamodb.transactions import TransactWrite

from snowfight.errors import BadFile, Unavailable
from snowfight.models.records import Entry
from snowfight.storage.database import Database, Refused
from snowfight.storage.files.uploads import Also
from snowfight.storage.messages.contest import tries
from snowfight.storage.messages.entries import entry_of, message_row
from snowfight.storage.messages.receipts import RECEIPT_LIFE, Receipt, ReceiptRows
from snowfight.storage.messages.threads import JOINED, join
from snowfight.storage.rows.messages import MessageRow

INDEXED_EVERY = 4096
"""Numbers of a log after which what came is indexed for search; a chat of fewer has no index."""

_REMEMBERED = 1000
"""Receipts that a function instance remembers, to know a retry before it asks for anything."""


@dataclass(frozen=True)
class Appended:
    """The receipt of a message, and whether it had been stored before this call."""

    receipt: Receipt
    again: bool


class Messages:
    """The messages table, and the receipts that keep a retry from storing twice."""

    def __init__(
        self,
        database: Database,
        pause: Callable[[float], None] = time.sleep,
        timer: Callable[[], float] = time.monotonic,
    ) -> None:
        self._database = database
        self._pause = pause
        self._timer = timer
        self._receipt_rows = ReceiptRows(database)
        self._receipts: OrderedDict[tuple[str, str, str], Receipt] = OrderedDict()

    def append(self, entry: Entry, also: Also | None = None, root: Entry | None = None) -> Appended:
        """Store `entry` at the next free number, from `entry.seq` on, unless it is stored already.

        Its receipt is put first, and names the slot; then the message is put there *if the slot is free*, and where it
        holds another's, the receipt is moved to the next. So there are no holes, no number commits after a larger one,
        and a retry finds where its message is or was to be. `also` deletes what a message may use up, in one
        transaction with it; raises BadFile where it is used up. A reply joins the thread of `root` there, unless that
        is over. Raises Unavailable where the slots stay contested, and what botocore raises where DynamoDB does not
        answer: then the outcome is unknown, and `receipt` tells.
        """
        # What is answered is in the log, though the chat's row may not know it yet.
        entry = replace(entry, seq=max(entry.seq, (entry.reply_to or 0) + 1))
        earlier = self._receipt_rows.put(entry)
        stored = self._found(entry, earlier) if earlier else None
        if stored is not None:
            return Appended(stored, again=True)
        seq = self._slot(entry, earlier) if earlier else entry.seq
        taken = seq < entry.seq
        for attempt in tries(self._pause, self._timer):
            if taken:
                end = max(entry.seq - 1, seq, self.newest(entry.room))
                seq = self._receipt_rows.move(entry, seq, end + 1).seq
            if attempt > 1 and root is not None:
                root = self.one(root.room, root.seq)
            try:
                self._put(replace(entry, seq=seq), also, root)
            except Refused as refused:
                there = entry_of(MessageRow.from_raw_data(refused.item)) if refused.item else None
                if (stored := _receipt(there, entry.author, entry.client_id)) is not None:
                    return Appended(stored, again=True)
                taken = there is not None
            else:
                return Appended(Receipt(seq, entry.created), again=False)
        raise Unavailable("this chat is too busy at the moment; please try again")

    def _found(self, entry: Entry, earlier: Receipt) -> Receipt | None:
        """Where an earlier attempt has put the message, None where it did not, or that will show.

        What lies behind the end of the log that the chat's row knows was taken once: nothing is put there, and where
        nothing is, the message has ended since.
        """
        if earlier.seq >= entry.seq:
            return None
        there = self._in_slot(entry.room, earlier.seq)
        return earlier if there is None else _receipt(there, entry.author, entry.client_id)

    def _in_slot(self, room: str, seq: int) -> Entry | None:
        """The message of that number, by a Query, which all may make who write messages."""
        return next((entry for entry in self.after(room, seq - 1, 1) if entry.seq == seq), None)

    def _slot(self, entry: Entry, earlier: Receipt) -> int:
        """Where the message goes that an earlier attempt may have put: where that was to be. A receipt from before the
        tables were brought back to an earlier moment may name a slot beyond the end, which would make a hole."""
        if earlier.seq <= entry.seq:
            return earlier.seq
        end = max(entry.seq - 1, self.newest(entry.room))
        return earlier.seq if earlier.seq <= end + 1 else self._receipt_rows.move(entry, earlier.seq, end + 1).seq

    def _put(self, entry: Entry, also: Also | None, root: Entry | None) -> None:
        """Put the message, with what goes with it; raises Refused with the row that has its slot, or without one where
        something else was in the way for now, and BadFile."""
        is_free = MessageRow.room.does_not_exist()
        if also is None and root is None:
            self._database.put(message_row(entry), is_free)
            return
        try:
            with TransactWrite(connection=self._database.connection) as transaction:
                transaction.save(message_row(entry), condition=is_free, return_values="ALL_OLD")
                if also is not None:
                    also(transaction)
                if root is not None:
                    join(transaction, entry, root)
        except TransactWriteError as error:
            if not error.cancellation_reasons:
                raise
            # PynamoDB lists what is deleted, what is put, what is updated.
            *used, slot = error.cancellation_reasons[: -JOINED if root else None]
            item = slot.raw_item if slot and _failed(slot) else None
            if item is None and any(map(_failed, used)):
                raise BadFile from None
            raise Refused(item) from None

    def remembered(self, room: str, author: str, client_id: str, now: datetime) -> Receipt | None:
        """The receipt of a message, where this function instance has seen it: without a request."""
        receipt = self._receipts.get((room, author, client_id))
        return receipt if receipt and receipt.created + RECEIPT_LIFE > now else None

    def receipt(self, room: str, author: str, client_id: str, now: datetime) -> Receipt | None:
        """The receipt of a message, None where it is not stored (or was more than a day ago)."""
        named = self._receipt_rows.get(room, author, client_id, now)
        return _receipt(self._in_slot(room, named.seq), author, client_id) if named else None

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

    def one(self, room: str, seq: int) -> Entry | None:
        """That message, if it is stored."""
        return self.get([(room, seq)]).get((room, seq))

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


def _receipt(there: Entry | None, author: str, client_id: str) -> Receipt | None:
    """The receipt of what is in a slot, where that is the message of that author and id."""
    is_stored = there is not None and (there.author, there.client_id) == (author, client_id)
    return Receipt(there.seq, there.created) if there is not None and is_stored else None


def _failed(reason: CancellationReason | None) -> bool:
    return reason is not None and reason.code == "ConditionalCheckFailed"
