"""The journal beside the source: which number each message of the export has here.

It holds nothing that the logs do not: a run that lacks it reads them. So it may be lost, or be behind, at any moment.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple, Self
from uuid import UUID

from ops.failure import Failure

_APPLICATION = 0x5F1A9E01
"""SQLite's mark of whose file it is."""

_CACHE_KB = 32_768

_SCHEMA = """
PRAGMA application_id = {application};
CREATE TABLE IF NOT EXISTS origin (name TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS logs (number INTEGER PRIMARY KEY, room TEXT NOT NULL UNIQUE, newest INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS messages (
  log INTEGER NOT NULL, id BLOB NOT NULL, seq INTEGER NOT NULL, author TEXT NOT NULL, thread INTEGER,
  PRIMARY KEY (log, id)
) WITHOUT ROWID;
"""


class Place(NamedTuple):
    """Where a message lies in its chat, who wrote it, and whose thread it is in."""

    id: str
    seq: int
    author: str
    thread: int | None


class Journal:
    """`origin` names what is imported into what: a journal of something else is begun anew. Raises Failure for a file
    that is no journal."""

    def __init__(self, path: Path, origin: str) -> None:
        try:
            self._sqlite = sqlite3.connect(path, isolation_level=None, timeout=60)
            [mark] = self._sqlite.execute("PRAGMA application_id").fetchone()
            [tables] = self._sqlite.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            if tables and mark != _APPLICATION:
                raise Failure(f"{path} is no journal of an import: move it away")
            self._sqlite.execute("PRAGMA journal_mode = WAL")
            self._sqlite.execute("PRAGMA synchronous = NORMAL")
            self._sqlite.execute(f"PRAGMA cache_size = -{_CACHE_KB}")
            self._sqlite.executescript(_SCHEMA.format(application=_APPLICATION))
            self._of(origin)
        except sqlite3.Error as error:
            raise Failure(f"{path} cannot be a journal ({error}): move it away") from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._sqlite.close()

    def newest(self, room: str) -> int:
        """Up to which number the room's log is known."""
        found = self._one("SELECT newest FROM logs WHERE room = ?", room)
        return int(found[0]) if found else 0

    def find(self, room: str, message: str) -> Place | None:
        """Where a message lies in the room, by its client id."""
        query = "SELECT seq, author, thread FROM messages JOIN logs ON log = number WHERE room = ? AND id = ?"
        found = self._one(query, room, _packed(message))
        return Place(message, *found) if found else None

    def add(self, room: str, places: Iterable[Place]) -> None:
        """Messages of the room, in order, behind those that are known."""
        rows = [(_packed(each.id), each.seq, each.author, each.thread) for each in places]
        if not rows:
            return
        with closing(self._sqlite.cursor()) as cursor:
            cursor.execute("BEGIN IMMEDIATE")
            cursor.execute("INSERT OR IGNORE INTO logs (room, newest) VALUES (?, 0)", (room,))
            [log] = cursor.execute("SELECT number FROM logs WHERE room = ?", (room,)).fetchone()
            cursor.executemany(
                "INSERT OR IGNORE INTO messages (log, id, seq, author, thread) VALUES (?, ?, ?, ?, ?)",
                ((log, *row) for row in rows),
            )
            cursor.execute("UPDATE logs SET newest = max(newest, ?) WHERE number = ?", (rows[-1][1], log))
            cursor.execute("COMMIT")

    def forget(self, room: str) -> None:
        """Nothing of that room is known any more."""
        self._sqlite.execute("DELETE FROM messages WHERE log = (SELECT number FROM logs WHERE room = ?)", (room,))
        self._sqlite.execute("DELETE FROM logs WHERE room = ?", (room,))

    def _of(self, origin: str) -> None:
        found = self._one("SELECT name FROM origin")
        if found and found[0] == origin:
            return
        self._sqlite.executescript("DELETE FROM origin; DELETE FROM logs; DELETE FROM messages;")
        self._sqlite.execute("INSERT INTO origin VALUES (?)", (origin,))

    def _one(self, query: str, *values: object) -> Any:
        return self._sqlite.execute(query, values).fetchone()


def _packed(message: str) -> bytes:
    """Sixteen bytes of a UUID, which a client id is."""
    return UUID(message).bytes
