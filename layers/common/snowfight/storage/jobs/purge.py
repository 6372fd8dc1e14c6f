"""Taking a chat's rows away, a page at a time; a page that was cut short is simply taken again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from pynamodb.models import Model

from snowfight.models.file import StoredFile
from snowfight.storage.database import Database
from snowfight.storage.rows import MemberRow, MembershipRow, MessageRow, MetaRow, PastRow, RoomsRow

PAGE = 100


class Purge:
    def __init__(self, database: Database) -> None:
        self._database = database

    def is_alive(self, room: str) -> bool:
        """Whether the chat exists and is not being deleted."""
        rows = self._database.get_many([MetaRow(f"ROOM#{room}", "META")])
        return any(isinstance(row, MetaRow) and not row.deleting for row in rows)

    def messages(self, room: str, files: Callable[[list[StoredFile]], None]) -> int:
        """Delete a page of the chat's messages, its `files` before them; returns how many, 0 where none were left."""
        wanted = ["room", "seq", "file"]
        rows = list(MessageRow.query(room, limit=PAGE, attributes_to_get=wanted, consistent_read=True))
        files([StoredFile.of(row.file) for row in rows if row.file])
        self._delete(MessageRow, rows)
        return len(rows)

    def some(self, room: str, seqs: Iterable[int]) -> None:
        """Delete those of the chat's messages."""
        self._delete(MessageRow, [MessageRow(room, seq) for seq in seqs])

    def members(self, room: str) -> int:
        """Delete a page of the chat's members, present and past, on both sides; returns how many."""
        rows = list(RoomsRow.query(f"ROOM#{room}", limit=PAGE, consistent_read=True))
        people = [row for row in rows if isinstance(row, MemberRow | PastRow)]
        names = {row.sk.partition("#")[2] for row in people}  # whoever came back has a row of either kind
        theirs = [MembershipRow(f"USER#{name}", f"ROOM#{room}") for name in names]
        self._delete(RoomsRow, [*theirs, *people])
        return len(people)

    def meta(self, room: str) -> None:
        """Delete the chat's own row."""
        self._database.delete(MetaRow(f"ROOM#{room}", "META"))

    def memberships(self, username: str, rooms: Iterable[str]) -> None:
        """Delete what is kept of the user having been in `rooms`."""
        names = list(rooms)
        past = [PastRow(f"ROOM#{name}", f"PAST#{username}") for name in names]
        theirs = [MembershipRow(f"USER#{username}", f"ROOM#{name}") for name in names]
        self._delete(RoomsRow, [*past, *theirs])

    def _delete(self, table: type[Model], rows: Sequence[Model]) -> None:
        with table.batch_write() as batch:
            for row in rows:
                batch.delete(row)
