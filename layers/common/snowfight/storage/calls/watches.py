"""That a chat's call has to be looked at: one row a chat, which its stream brings to the watcher.

It says when, never what there is: whoever looks asks everything anew, so it may come twice, late, or for nothing. It
lies in the rooms table, whose stream had a single reader; that of calls has as many as it serves well.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from snowfight.clock import from_milliseconds, milliseconds
from snowfight.storage.database import Database, Refused
from snowfight.storage.rows.rooms import WatchRow

KEPT = timedelta(days=1)


class Watches:
    """The `CALL#` rows of the rooms table."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def due(self, room: str) -> datetime | None:
        """When the chat's call is to be looked at; None where nothing says so."""
        rows = self._database.get_many([_key(room)])
        return next((from_milliseconds(int(row.due)) for row in rows if isinstance(row, WatchRow)), None)

    def look_again(self, room: str, call: str, due: datetime) -> None:
        """Have the call looked at when it is due; passed over where the chat has another by now, which is looked at
        anyway."""
        actions = [WatchRow.turns.add(1), WatchRow.due.set(milliseconds(due)), WatchRow.expires_at.set(_end(due))]
        try:
            self._database.update(_key(room), actions, WatchRow.call == call)
        except Refused:
            return

    def turn(self, room: str) -> None:
        """It is not time yet: have the stream come again."""
        try:
            self._database.update(_key(room), [WatchRow.turns.add(1)], WatchRow.pk.exists())
        except Refused:
            return


def watch_row(room: str, call: str, due: datetime) -> WatchRow:
    """The row that has a new call of the chat looked at."""
    row = _key(room)
    row.call, row.due, row.expires_at = call, milliseconds(due), _end(due)
    return row


def rooms_of(records: Iterable[dict[str, Any]]) -> list[str]:
    """The chats whose calls the records of the table's stream are about, each once, in order."""
    keys = [record["dynamodb"]["Keys"] for record in records if record["eventName"] != "REMOVE"]
    return list(dict.fromkeys(key["pk"]["S"].removeprefix("CALL#") for key in keys))


def _key(room: str) -> WatchRow:
    return WatchRow(f"CALL#{room}", "WATCH")


def _end(due: datetime) -> int:
    return int((due + KEPT).timestamp())
