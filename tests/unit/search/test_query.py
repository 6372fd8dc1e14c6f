"""Given what a user types, when it is read, then …"""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from snowfight.domain.search.query import Query, Term
from snowfight.errors import NothingToSearch

CHAT = "1c9b5a0e-6f0e-4a53-9c7e-0b1d2c3e4f50"


def begin(*words: str) -> Term:
    return Term(words)


def whole(*words: str) -> Term:
    return Term(words, whole=True)


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("Hello World", Query((begin("hello"), begin("world")))),
        ("a b a", Query((begin("a"), begin("b")))),
        ('"to be" "or"', Query((whole("to", "be"), whole("or")))),
        ("“to be” „ja“", Query((whole("to", "be"), whole("ja")))),
        ('"a"b', Query((whole("a"), begin("b")))),
        ('say"a b"', Query((begin("say", "a"), begin("b")))),
        ('"x y', Query((begin("x"), begin("y")))),
        ('"" "!" x', Query((begin("x"),))),
        ("a -b", Query((begin("a"),), (begin("b"),))),
        ('a -"b c"', Query((begin("a"),), (whole("b", "c"),))),
        ("--force - -- x", Query((begin("force"), begin("x")))),
        ("x -from:ann", Query((begin("x"),), (begin("from", "ann"),))),
        ("-has:file x", Query((begin("x"),), (begin("has", "file"),))),
        ("e-mail example.com c++", Query((begin("e", "mail"), begin("example", "com"), begin("c")))),
        ("上海\u3000海", Query((begin("上", "海"), begin("海")))),
        ("AND OR NOT NEAR", Query((begin("and"), begin("or"), begin("not"), begin("near")))),
        ("from:Ann", Query(authors=("ann",))),
        ("FROM:@ann from:ann", Query(authors=("ann",))),
        ("from:ann from:bob", Query(authors=("ann", "bob"))),
        ("from:al", Query((begin("from", "al"),))),
        ("from:admin", Query((begin("from", "admin"),))),
        ("from: ann", Query((begin("from"), begin("ann")))),
        ('"from:ann"', Query((whole("from", "ann"),))),
        ("(from:ann)", Query((begin("from", "ann"),))),
        ("in:public-chat", Query(rooms=("public-chat",))),
        (f"In:{CHAT} in:public-chat", Query(rooms=(CHAT, "public-chat"))),
        (f"in:{CHAT.upper()}", Query((begin("in", *CHAT.split("-")),))),
        ("in:progress", Query((begin("in", "progress"),))),
        ("has:file HAS:Image has:link", Query(has=frozenset({"file", "image", "link"}))),
        ("has:cats has:", Query((begin("has", "cats"), begin("has")))),
        ("after:2026-11-01", Query(since=datetime(2026, 11, 1, tzinfo=UTC))),
        ("before:2026-11-01", Query(until=datetime(2026, 11, 2, tzinfo=UTC))),
        ("after:2026-11-01 after:2026-10-01", Query(since=datetime(2026, 11, 1, tzinfo=UTC))),
        ("before:2026-11-01 before:2026-10-01", Query(until=datetime(2026, 10, 2, tzinfo=UTC))),
        ("before:2026-02-29", Query((begin("before", "2026", "02", "29"),))),
        ("before:20261101", Query((begin("before", "20261101"),))),
        ("before:9999-12-31", Query((begin("before", "9999", "12", "31"),))),
        ("after:٢٠٢٦-١١-٠١", Query((begin("after", "٢٠٢٦", "١١", "٠١"),))),
        ("x has:link -y from:bob", Query((begin("x"),), (begin("y"),), ("bob",), has=frozenset({"link"}))),
        ("https://example.com:8080", Query((begin("https", "example", "com", "8080"),))),
    ],
)
def test_it_asks_for(text: str, query: Query) -> None:
    assert Query.of(text) == query


@pytest.mark.parametrize("text", ["!!!", "-lol", '-"a b" -c', "-", '""', " ", "“”", "\u200d", "-from:ann"])
def test_it_asks_for_nothing(text: str) -> None:
    with pytest.raises(NothingToSearch):
        Query.of(text)


@given(st.text(alphabet='ab -"“”:from@inhas\u3000.', max_size=30) | st.text(max_size=200))
def test_nothing_that_is_typed_is_an_error(text: str) -> None:
    try:
        query = Query.of(text)
    except NothingToSearch:
        return
    assert all(term.words for term in query.terms + query.excluded)


def test_the_files_of_a_chat_are_asked_for_by_kind() -> None:
    assert Query.files(None) == Query(has=frozenset({"file"}))
    assert Query.files("image") == Query(has=frozenset({"image"}))
    assert Query.files("file") == Query(has=frozenset({"file"}), without=frozenset({"image"}))
