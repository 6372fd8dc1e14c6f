"""Given either SQLite, then an index is built, kept and searched in the same way."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from threading import Thread

import pytest

from snowfight.storage.search import sqlite
from snowfight.storage.search.sqlite import Connection, open_bundled, open_own

INDEX = "CREATE VIRTUAL TABLE words USING fts5(body, content='', columnsize=0)"
Open = Callable[[bytes | None], Connection]


@pytest.fixture(params=[open_own, open_bundled], ids=["python", "apsw"])
def opened(request: pytest.FixtureRequest) -> Open:
    return request.param


def index(opened: Open, *bodies: str) -> Connection:
    connection = opened(None)
    connection.execute(INDEX)
    connection.execute("BEGIN")
    connection.executemany("INSERT INTO words(rowid, body) VALUES (?, ?)", list(enumerate(bodies, 1)))
    connection.execute("COMMIT")
    return connection


def found(connection: Connection, words: str) -> list[tuple[int]]:
    return list(connection.execute("SELECT rowid FROM words WHERE words MATCH ? ORDER BY rowid DESC", (words,)))


def test_what_was_written_is_found_by_the_beginning_of_a_word(opened: Open) -> None:
    connection = index(opened, "the snow fell", "a fight", "snowballs")

    assert found(connection, '"snow" *') == [(3,), (1,)]
    assert found(connection, '"rain" *') == []


def test_a_copy_is_searched_and_written_and_the_file_that_it_is_of_stays(opened: Open) -> None:
    file = index(opened, "the snow fell").serialize()

    copy = opened(file)
    copy.executemany("INSERT INTO words(rowid, body) VALUES (?, ?)", [(number, "snow") for number in range(2, 5000)])

    assert len(found(copy, "snow")) == 4999
    assert found(opened(file), "snow") == [(1,)]
    assert len(copy.serialize()) > len(file)


@pytest.mark.parametrize("other", [open_own, open_bundled])
def test_a_file_is_read_by_whichever_library(opened: Open, other: Open) -> None:
    file = index(opened, "the snow fell").serialize()

    assert found(other(file), "fell") == [(1,)]


def test_nothing_of_a_transaction_counts_that_was_called_off(opened: Open) -> None:
    connection = index(opened, "snow")

    connection.execute("BEGIN")
    connection.execute("INSERT INTO words(rowid, body) VALUES (?, ?)", (2, "snow"))
    connection.execute("ROLLBACK")

    assert found(connection, "snow") == [(1,)]


def test_what_is_no_file_of_sqlites_is_an_error_at_the_first_statement(opened: Open) -> None:
    connection = opened(b"no database" * 1000)

    with pytest.raises(Exception, match="file is not a database"):
        found(connection, "snow")


def test_a_database_is_closed_in_the_middle_of_a_search(opened: Open) -> None:
    connection = index(opened, *["snow"] * 1000)
    rows: Iterator[object] = iter(connection.execute("SELECT rowid FROM words WHERE words MATCH 'snow'"))
    assert next(rows) == (1,)

    connection.close()

    with pytest.raises(Exception, match="closed"):
        connection.execute("SELECT 1")


def test_any_thread_may_search(opened: Open) -> None:
    connection = index(opened, "snow")
    results: list[list[tuple[int]]] = []

    thread = Thread(target=lambda: results.append(found(connection, "snow")))
    thread.start()
    thread.join()

    assert results == [[(1,)]]


@pytest.fixture
def anew() -> Iterator[None]:
    """The library is chosen in the test, and again after it."""
    sqlite._chosen.cache_clear()
    yield
    sqlite._chosen.cache_clear()


def without(monkeypatch: pytest.MonkeyPatch, *modules: str) -> None:
    for module in modules:
        monkeypatch.setitem(sys.modules, module, None)


@pytest.mark.usefixtures("anew")
def test_the_runtimes_own_is_used_where_it_can_search() -> None:
    description = sqlite.description()

    assert description["library"] == "python"
    assert description["version"] == next(iter(open_own(None).execute("SELECT sqlite_version()")))[0]


@pytest.mark.usefixtures("anew")
def test_the_bundled_one_stands_in_for_a_runtime_that_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    without(monkeypatch, "sqlite3")

    assert sqlite.description()["library"] == "apsw"
    assert found(index(sqlite.connect, "snow"), "snow") == [(1,)]


@pytest.mark.usefixtures("anew")
def test_where_none_can_search_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    without(monkeypatch, "sqlite3", "apsw")

    with pytest.raises(ImportError, match="no FTS5"):
        sqlite.connect()
