"""One file of the search index: an SQLite database in memory, in which each message's words lead to its number.

The words are those of `domain.search.words`; SQLite is given them as they are and splits them at spaces alone: its
tokenizer "ascii" takes every character beyond ASCII for a letter. The file keeps no text (FTS5, "contentless"): what is
shown is read from the log.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from snowfight.storage.search.sqlite import Connection, connect

SPAN = 256
"""Messages whose times are kept as one: a search by date looks at so many more than it has to."""

_SCHEMA = (
    "CREATE VIRTUAL TABLE messages USING fts5(words, content='', columnsize=0, tokenize='ascii')",
    "CREATE TABLE spans (first INTEGER PRIMARY KEY, last INTEGER, oldest INTEGER, newest INTEGER)",
)


@dataclass(frozen=True)
class Indexed:
    """A message as the index takes it: its number, when it was written in milliseconds since 1970, and its words, none
    where nothing of it may be found."""

    seq: int
    created: int
    words: str


class IndexFile:
    """Opened, to be asked and added to; one thread at a time."""

    def __init__(self, content: bytes | None = None) -> None:
        """An empty file, or one with the `content` that an earlier one was written with."""
        self._database: Connection = connect(content)
        if content is None:
            for statement in _SCHEMA:
                self._database.execute(statement)

    def add(self, messages: Sequence[Indexed]) -> None:
        """Add messages, in the order of their numbers, each above those that are there."""
        database = self._database
        database.execute("BEGIN")
        database.executemany(
            "INSERT INTO messages (rowid, words) VALUES (?, ?)",
            [(each.seq, each.words) for each in messages if each.words],
        )
        spans = [_span(messages[start : start + SPAN]) for start in range(0, len(messages), SPAN)]
        database.executemany("INSERT INTO spans VALUES (?, ?, ?, ?)", spans)
        database.execute("COMMIT")

    def hits(self, expression: str, first: int, last: int, limit: int) -> list[int]:
        """The newest `limit` numbers from `first` to `last` that fit the MATCH expression, falling."""
        rows = self._database.execute(
            "SELECT rowid FROM messages WHERE messages MATCH ? AND rowid BETWEEN ? AND ? ORDER BY rowid DESC LIMIT ?",
            (expression, first, last, limit),
        )
        return [int(seq) for (seq,) in rows]

    def between(self, since: int | None, until: int | None) -> tuple[int, int] | None:
        """The first and last number of what may have been written from `since` on and before `until`, in milliseconds
        since 1970 (None: whenever); None where nothing was."""
        rows = self._database.execute(
            "SELECT min(first), max(last) FROM spans WHERE newest >= ? AND oldest < ?",
            (since if since is not None else 0, until if until is not None else 2**62),
        )
        for first, last in rows:
            return None if first is None else (int(first), int(last))
        return None

    def compact(self) -> None:
        """Make it as small as it can be: for a file to which nothing will be added."""
        self._database.execute("INSERT INTO messages (messages) VALUES ('optimize')")
        self._database.execute("VACUUM")

    def content(self) -> bytes:
        """The file as it is kept."""
        return self._database.serialize()

    def close(self) -> None:
        self._database.close()


def _span(messages: Sequence[Indexed]) -> tuple[int, int, int, int]:
    times = [each.created for each in messages]
    return messages[0].seq, messages[-1].seq, min(times), max(times)
