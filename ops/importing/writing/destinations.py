"""Where each chat of an export goes: a name that is kept before anything else is, and how far its import has got."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import uuid4

from pynamodb.exceptions import PutError
from pynamodb.expressions.condition import Condition
from pynamodb.transactions import TransactWrite

from snowfight.storage.database import Database
from snowfight.storage.rows.robots import ImportedRow


@dataclass(frozen=True)
class Destination:
    """The chat here that one there goes to. `seq` is the last number that an import has stored in it, `settled` that up
    to which all that goes with the messages is done; `former` are chats that it went to until people wrote there."""

    chat: str
    room: str
    seq: int = 0
    settled: int | None = None
    former: tuple[str, ...] = ()

    @property
    def rooms(self) -> tuple[str, ...]:
        """All chats that hold something of it, the newest last."""
        return (*self.former, self.room)

    @property
    def progress(self) -> dict[str, Any]:
        """As the row keeps it, always in this order: it is compared as a text."""
        return {"seq": self.seq, "settled": self.settled, "former": list(self.former)}


@dataclass
class Destinations:
    """The `IMPORTED#<source>` rows of one source."""

    database: Database
    source: str
    new_name: Any = field(default=lambda: str(uuid4()))

    def known(self, chats: Iterable[str]) -> dict[str, Destination]:
        """Where earlier imports have put those chats."""
        rows = self.database.get_many(self._row(chat) for chat in chats)
        return {row.sk: _destination(row) for row in rows if isinstance(row, ImportedRow)}

    def claim(self, chat: str, room: str | None) -> Destination:
        """Keep where a chat goes, to a new one unless `room` says where; what another run has kept stays."""
        wanted = Destination(chat, room or self.new_name())
        try:
            self._row_of(wanted).save(ImportedRow.pk.does_not_exist())
        except PutError as error:
            if error.cause_response_code != "ConditionalCheckFailedException":
                raise
            return self.known([chat])[chat]
        return wanted

    def advance(self, transaction: TransactWrite, before: Destination, seq: int) -> Destination:
        """The write, for the transaction that stores messages up to `seq`, which happens once."""
        after = replace(before, seq=seq)
        transaction.update(self._row(before.chat), [ImportedRow.progress.set(after.progress)], _as_read(before))
        return after

    def renew(self, before: Destination) -> Destination:
        """People write in that chat: what comes goes to a new one. Another run's choice stays."""
        after = Destination(before.chat, self.new_name(), former=before.rooms)
        return self._replace(before, after)

    def settle(self, before: Destination) -> Destination:
        """All that goes with the messages so far is done."""
        return self._replace(before, replace(before, settled=before.seq))

    def _replace(self, before: Destination, after: Destination) -> Destination:
        try:
            self._row_of(after).save(_as_read(before))
        except PutError as error:
            if error.cause_response_code != "ConditionalCheckFailedException":
                raise
            return self.known([before.chat])[before.chat]
        return after

    def _row(self, chat: str) -> ImportedRow:
        return ImportedRow(f"IMPORTED#{self.source}", chat)

    def _row_of(self, destination: Destination) -> ImportedRow:
        row = self._row(destination.chat)
        row.room, row.progress = destination.room, destination.progress
        return row


def _as_read(destination: Destination) -> Condition:
    return (ImportedRow.room == destination.room) & (ImportedRow.progress == destination.progress)


def _destination(row: ImportedRow) -> Destination:
    progress: dict[str, Any] = row.progress or {}
    return Destination(
        chat=row.sk,
        room=row.room,
        seq=progress.get("seq", 0),
        settled=progress.get("settled"),
        former=tuple(progress.get("former", ())),
    )
