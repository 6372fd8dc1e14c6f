"""Receipts: of each message that somebody sends, the number in its chat's log where it is, or is going to be.

A receipt is put before its message, and names the slot that the message is put into. Where that slot turns out to hold
another's message, the receipt names the next one, and of several attempts at one message the first moves it for all. So
a message is only ever put where its receipt says; a slot is left only for being taken; a taken slot never becomes free:
a message is stored once at most, however many attempts there are, and whenever their requests arrive (ADR 0070).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from snowfight.clock import from_milliseconds, milliseconds
from snowfight.errors import Unavailable
from snowfight.models.records import Entry
from snowfight.storage.database import Database, Refused
from snowfight.storage.rows import RawItem
from snowfight.storage.rows.ephemeral import ReceiptRow

RECEIPT_LIFE = timedelta(hours=25)
"""Clients resend for up to 24 hours (wire contract, Order and loss); an hour more for slow clocks."""


@dataclass(frozen=True)
class Receipt:
    """The number of a message and when it was stored; proof that it is, where the log agrees."""

    seq: int
    created: datetime


class ReceiptRows:
    """The `RECEIPT#` rows of the ephemeral table."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, entry: Entry) -> Receipt | None:
        """Name `entry.seq` as the slot of the message; returns the receipt of an earlier attempt, where there is one:
        that holds."""
        now = int(entry.created.timestamp())
        row = _row(entry.room, entry.author, entry.client_id)
        row.seq, row.created = entry.seq, milliseconds(entry.created)
        row.expires_at = now + int(RECEIPT_LIFE.total_seconds())
        unused = ReceiptRow.pk.does_not_exist() | (ReceiptRow.expires_at <= now)
        try:
            self._database.put(row, unused)
        except Refused as refused:
            return _receipt(refused.item)
        return None

    def move(self, entry: Entry, taken: int, to: int) -> Receipt:
        """Name the slot `to` in place of `taken`, which holds another's message; returns the receipt as it is now,
        which another attempt may have moved before. Raises Unavailable where it ended meanwhile."""
        row = _row(entry.room, entry.author, entry.client_id)
        try:
            return _receipt(self._database.update(row, [ReceiptRow.seq.set(to)], ReceiptRow.seq == taken))
        except Refused as refused:
            return _receipt(refused.item)

    def get(self, room: str, author: str, client_id: str, now: datetime) -> Receipt | None:
        """What is named for a message, None where nothing is (or was more than a day ago)."""
        rows = self._database.get_many([_row(room, author, client_id)])
        kept = [row for row in rows if isinstance(row, ReceiptRow) and row.expires_at > now.timestamp()]
        return Receipt(int(kept[0].seq), from_milliseconds(int(kept[0].created))) if kept else None


def _row(room: str, author: str, client_id: str) -> ReceiptRow:
    return ReceiptRow(f"RECEIPT#{room}#{author}", client_id)


def _receipt(item: RawItem | None) -> Receipt:
    if item is None:
        raise Unavailable("this message was too old; please try again")
    row = ReceiptRow.from_raw_data(item)
    return Receipt(int(row.seq), from_milliseconds(int(row.created)))
