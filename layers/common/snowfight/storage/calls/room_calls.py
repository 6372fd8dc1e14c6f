"""Which call a chat's own row names: there from before the call is kept, until its message is.

It is a hint that costs nobody anything who has the row anyway; whether the call goes on, its own row knows.
"""

from __future__ import annotations

from snowfight.storage.database import Database, Refused
from snowfight.storage.rooms.records import meta_row
from snowfight.storage.rows.rooms import MetaRow


class RoomCalls:
    """The `call` of `META` rows of the rooms table."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def point(self, room: str, call: str) -> None:
        """The chat has that call."""
        try:
            self._database.update(meta_row(room), [MetaRow.call.set(call)], MetaRow.pk.exists())
        except Refused:
            return

    def clear(self, room: str, call: str) -> None:
        """That call is over; a newer one stays."""
        try:
            self._database.update(meta_row(room), [MetaRow.call.remove()], MetaRow.call == call)
        except Refused:
            return
