"""How far a chat's two logs have really got, where its row may be behind."""

from __future__ import annotations

from snowfight.models.records import RoomState
from snowfight.storage.database import Database
from snowfight.storage.messages.changes import Changes, change_row
from snowfight.storage.messages.log import Messages
from snowfight.storage.rows.messages import ChangeRow, MessageRow


class LogEnds:
    def __init__(self, database: Database, messages: Messages, changes: Changes) -> None:
        self._database = database
        self._messages = messages
        self._changes = changes

    def of(self, state: RoomState) -> tuple[int, int]:
        """The numbers of the newest message and the newest change.

        Logs have no holes: where nothing lies right behind what the row says, that is the end. One request; one more
        for each log that is further.
        """
        rows = self._database.get_many(
            [MessageRow(state.name, state.last_seq + 1), change_row(state.name, state.last_rev + 1)]
        )
        is_behind = any(isinstance(row, MessageRow) for row in rows)
        is_changed = any(isinstance(row, ChangeRow) for row in rows)
        return (
            self._messages.newest(state.name) if is_behind else state.last_seq,
            self._changes.newest(state.name) if is_changed else state.last_rev,
        )
