"""Given messages that an index was told of, when it is asked, then it finds what `matches` does."""

from __future__ import annotations

import sqlite3
from collections.abc import Generator
from contextlib import closing, contextmanager

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from snowfight.domain.search.matching import document, expression, matches
from snowfight.domain.search.query import Query
from snowfight.models.records import Entry
from tests.unit.search.samples import entry, searches


@contextmanager
def indexed(messages: list[Entry]) -> Generator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as index:
        index.execute("CREATE VIRTUAL TABLE log USING fts5(words, content='', tokenize='ascii')")
        rows = ((number, document(message)) for number, message in enumerate(messages))
        index.executemany("INSERT INTO log (rowid, words) VALUES (?, ?)", rows)
        yield index


def found(index: sqlite3.Connection, query: Query) -> list[int]:
    rows = index.execute("SELECT rowid FROM log WHERE log MATCH ? ORDER BY rowid", [expression(query)])
    return [rowid for (rowid,) in rows]


@given(searches())
@example((Query.of('"snow fight"'), [entry("snow", "fight")]))
@example((Query.of("from:ann has:file"), [entry("from ann", author="bob"), entry("file")]))
def test_the_index_finds_what_matches(search: tuple[Query, list[Entry]]) -> None:
    query, messages = search
    assume(expression(query) is not None)
    with indexed(messages) as index:
        assert found(index, query) == [
            number for number, message in enumerate(messages) if matches(query, message) is not None
        ]


@given(st.text(max_size=200), st.text(max_size=20))
def test_whatever_is_typed_the_index_understands(body: str, typed: str) -> None:
    for text in (f"x {typed}", typed + " x", body):
        with indexed([entry(f"{body} x")]) as index:
            query = Query.of(f"x {text[:198]}")
            assert bool(found(index, query)) == (matches(query, entry(f"{body} x")) is not None)


@pytest.mark.parametrize("text", ["㌖" * 200, "ﷺ" * 200, "哈" * 200, " ".join(f"{n:x}" for n in range(66)), "a" * 200])
def test_the_longest_queries_are_understood(text: str) -> None:
    message = entry(text)
    with indexed([message]) as index:
        assert found(index, Query.of(text)) == [0]
        assert found(index, Query.of(text[:9] + " ".join(f" -{n:x}z" for n in range(60)))) == [0]


@pytest.mark.parametrize("text", ["after:2026-11-01", "in:public-chat -x", "before:2026-11-01 -from:ann"])
def test_what_it_does_not_know_it_is_not_asked(text: str) -> None:
    assert expression(Query.of(text)) is None


def test_it_names_nobody() -> None:
    told = document(entry("hello", author="annabel"))
    assert "annabel" not in told
    assert told == document(entry("bye", author="annabel")).replace("bye", "hello") != document(entry("hello"))


def test_it_is_told_nothing_of_a_deleted_message() -> None:
    assert document(entry(None)) == ""
