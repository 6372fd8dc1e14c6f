"""SQLite in memory, with full-text search: Python's own where that can do it, else apsw's (ADR 0046).

Which one it is makes no difference to whoever uses it: both are in autocommit mode, so that a transaction is what
stands between `BEGIN` and `COMMIT`, and both let any thread use a connection, one at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, Protocol, TypedDict

if TYPE_CHECKING:
    import apsw

Value = str | bytes | int | float | None
"""What SQLite stores in a column."""


class Connection(Protocol):
    """What is used of a database, as both libraries have it."""

    def execute(self, sql: str, parameters: Sequence[Value] = ..., /) -> Iterable[tuple[Any, ...]]:
        """Run one statement; its rows come as they are asked for."""
        ...

    def executemany(self, sql: str, rows: Iterable[Sequence[Value]], /) -> object:
        """Run one statement once for each row of parameters."""
        ...

    def serialize(self) -> bytes:
        """The whole database, as its file would be; it must not be empty."""
        ...

    def close(self) -> None:
        """Give its memory back; it cannot be used any more."""
        ...


class Description(TypedDict):
    """Which SQLite is used, as `make doctor` tells it."""

    library: Literal["python", "apsw"]
    """`python` where the runtime's own has full-text search, `apsw` where it has not."""
    version: str
    """Of SQLite itself, e.g. "3.40.1"."""


def connect(data: bytes | None = None) -> Connection:
    """A database in memory: a new one, or a copy of the one whose file is `data`, which may be written to.

    Nothing is read before the first statement: data that is none of SQLite's raises the library's own error there.
    """
    return _chosen().open(data)


def description() -> Description:
    """Which SQLite `connect` opens databases with. Both raise ImportError where none has full-text search."""
    library = _chosen()
    [[version]] = library.open(None).execute("SELECT sqlite_version()")
    return {"library": library.name, "version": version}


def open_own(data: bytes | None) -> Connection:
    """As `connect`, with Python's own SQLite. Raises ImportError where Python was built without it."""
    import sqlite3  # noqa: PLC0415 -- a function that does not search never loads it

    connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    if data is not None:
        connection.deserialize(data)
    return connection


def open_bundled(data: bytes | None) -> Connection:
    """As `connect`, with the SQLite that is in apsw. Raises ImportError where that is not there."""
    import apsw  # noqa: PLC0415 -- 3 MB that nobody needs where Python's own will do

    connection = apsw.Connection(":memory:")
    if data is not None:
        connection.deserialize("main", data)
    return _Bundled(connection)


class _Bundled:
    """A connection of apsw, called as Python's own are."""

    def __init__(self, connection: apsw.Connection) -> None:
        self._connection = connection

    def execute(self, sql: str, parameters: Sequence[Value] = (), /) -> Iterable[tuple[Any, ...]]:
        return self._connection.execute(sql, parameters)

    def executemany(self, sql: str, rows: Iterable[Sequence[Value]], /) -> object:
        return self._connection.executemany(sql, rows)

    def serialize(self) -> bytes:
        return self._connection.serialize("main")

    def close(self) -> None:
        self._connection.close(True)  # also while rows of a query are still to come


@dataclass(frozen=True)
class _Library:
    name: Literal["python", "apsw"]
    open: Callable[[bytes | None], Connection]


_LIBRARIES = (_Library("python", open_own), _Library("apsw", open_bundled))
"""In the order in which they are tried."""


@cache
def _chosen() -> _Library:
    """The first library that has full-text search, chosen once. Raises ImportError where none has."""
    for library in _LIBRARIES:
        if _can_search(library.open):
            return library
    raise ImportError("Python's SQLite has no FTS5, and apsw is not there")


def _can_search(open_: Callable[[bytes | None], Connection]) -> bool:
    """Whether databases can be opened from memory and have FTS5."""
    try:
        connection = open_(None)
        [[found]] = connection.execute("SELECT count(*) FROM pragma_module_list WHERE name = 'fts5'")
        connection.execute("CREATE TABLE probe (x)")  # of an empty one there is no file
        open_(connection.serialize())
    except (ImportError, AttributeError):
        return False
    return found > 0
