"""Messages that were pinned there are pinned here, the newest of them, once they are stored."""

from __future__ import annotations

from collections.abc import Sequence

from pynamodb.exceptions import TransactWriteError
from pynamodb.transactions import TransactWrite

from snowfight.domain.changes.pins import MAX_PINS
from snowfight.storage.database import Database
from snowfight.storage.messages.pins import Pins
from snowfight.storage.rows.messages import MessageRow

TRIES = 5
"""Each that is lost means that somebody pinned something."""


class Pinning:
    def __init__(self, database: Database) -> None:
        self._database = database
        self._pins = Pins(database)

    def pin(self, room: str, seqs: Sequence[int]) -> int:
        """Pin those messages, the oldest first, behind what is pinned; returns how many there was no room for. What
        people pin meanwhile goes first."""
        for _ in range(TRIES):
            before = self._pins.of(room)
            new = [seq for seq in seqs if seq not in before]
            space = MAX_PINS - len(before)
            kept = new[-space:] if space > 0 else []
            if not kept or self._write(room, before, kept):
                return len(new) - len(kept)
        return len(seqs)

    def _write(self, room: str, before: Sequence[int], new: Sequence[int]) -> bool:
        keep = self._pins.keep(room, before, [*before, *new])
        try:
            with TransactWrite(connection=self._database.connection) as transaction:
                keep(transaction)
                for seq in new:
                    there = MessageRow.room.exists() & MessageRow.deleted.does_not_exist()
                    transaction.update(MessageRow(room, seq), [MessageRow.pinned.set(True)], there)
        except TransactWriteError as error:
            if not error.cancellation_reasons:
                raise
            return False
        return True
