"""Taking a chat's rows away, a page at a time; a page that was cut short is simply taken again."""

from __future__ import annotations

from collections.abc import Sequence

from pynamodb.models import Model

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

    def messages(self, room: str) -> int:
        """Delete a page of the chat's messages; returns how many, 0 where none were left."""
        rows = list(MessageRow.query(room, limit=PAGE, attributes_to_get=["room", "seq"]))
        self._delete(MessageRow, rows)
        return len(rows)

    def members(self, room: str) -> int:
        """Delete a page of the chat's members, present and past, on both sides; returns how many."""
        rows = list(RoomsRow.query(f"ROOM#{room}", limit=PAGE, consistent_read=True))
        people = [row for row in rows if isinstance(row, MemberRow | PastRow)]
        theirs = [MembershipRow(f"USER#{row.sk.partition('#')[2]}", f"ROOM#{room}") for row in people]
        self._delete(RoomsRow, [*theirs, *people])
        return len(people)

    def meta(self, room: str) -> None:
        """Delete the chat's own row."""
        self._database.delete(MetaRow(f"ROOM#{room}", "META"))

    def memberships(self, username: str) -> int:
        """Delete a page of the user's own side of what they were in; returns how many."""
        rows = list(
            MembershipRow.query(
                f"USER#{username}", MembershipRow.sk.startswith("ROOM#"), limit=PAGE, consistent_read=True
            )
        )
        self._delete(RoomsRow, rows)
        return len(rows)

    def _delete(self, table: type[Model], rows: Sequence[Model]) -> None:
        with table.batch_write() as batch:
            for row in rows:
                batch.delete(row)
