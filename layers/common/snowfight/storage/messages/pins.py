"""The pinned messages of each chat: one row with their numbers, in the order in which they were pinned."""

from __future__ import annotations

from collections.abc import Sequence

from snowfight.storage.database import Database
from snowfight.storage.files.uploads import Also
from snowfight.storage.rows.rooms import PinsRow


class Pins:
    """The `PINS` rows of the rooms table."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, room: str) -> tuple[int, ...]:
        """The numbers of the chat's pinned messages, the oldest pin first."""
        rows = self._database.get_many([pins_row(room)])
        return next((pins_of(row) for row in rows if isinstance(row, PinsRow)), ())

    def keep(self, room: str, before: Sequence[int], after: Sequence[int]) -> Also:
        """The write of another list, where it was `before`."""
        as_read = PinsRow.seqs == list(before) if before else PinsRow.pk.does_not_exist() | (PinsRow.seqs == [])
        row = pins_row(room)
        row.seqs = list(after)
        return lambda transaction: transaction.save(row, condition=as_read)


def pins_row(room: str) -> PinsRow:
    """The key of a chat's pins, for who reads it together with other rows."""
    return PinsRow(f"ROOM#{room}", "PINS")


def pins_of(row: PinsRow) -> tuple[int, ...]:
    """The numbers that the row keeps."""
    return tuple(int(seq) for seq in row.seqs)
