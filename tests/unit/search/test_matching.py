"""Given a message, when something is searched for, then …"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from snowfight.domain.search.matching import matches
from snowfight.domain.search.query import Query, Term
from snowfight.domain.search.words import words_of
from snowfight.models.records import Entry
from tests.unit.search import naive
from tests.unit.search.samples import CREATED, entry, searches

CASES: dict[str, list[tuple[str, str, list[list[int]] | None]]] = json.loads(
    (Path(__file__).parents[2] / "cases/search.json").read_text()
)


@pytest.mark.parametrize("edge", CASES)
def test_it_is_found_where_people_expect_it(edge: str) -> None:
    for text, body, expected in CASES[edge]:
        found = matches(Query.of(text), entry(body))
        assert (found and [list(range_) for range_ in found]) == expected, (text, body)


@given(searches())
def test_it_is_found_as_slow_search_finds_it(search: tuple[Query, list[Entry]]) -> None:
    query, messages = search
    assert [matches(query, each) is not None for each in messages] == [naive.found(query, each) for each in messages]


@given(searches())
def test_what_is_lit_up_is_whole_characters_of_the_text(search: tuple[Query, list[Entry]]) -> None:
    query, messages = search
    for message in messages:
        found = matches(query, message) or []
        units = (message.body or "").encode("utf-16-le")
        assert all(0 <= start < end <= len(units) // 2 for start, end in found)
        assert all(one[1] < other[0] for one, other in pairwise(found))
        lit = [units[start * 2 : end * 2].decode("utf-16-le") for start, end in found]
        asked = "".join(word for term in query.terms for word in term.words)
        assert all(set("".join(words_of(text))) & set(asked) for text in lit)


_LATIN = "[ab]"


@given(
    st.text(alphabet="abAB上海 .", max_size=20),
    st.lists(st.sampled_from(["a", "b", "ab", "上", "海"]), min_size=1, max_size=3),
    st.booleans(),
)
def test_every_occurrence_of_a_phrase_is_lit_up(body: str, words: list[str], whole: bool) -> None:
    begun = [f"({word})" if word in "上海" else rf"(?<!{_LATIN})({word})" for word in words]
    ended = [part if word in "上海" else f"{part}(?!{_LATIN})" for word, part in zip(words, begun, strict=True)]
    phrase = re.compile(r"[ .]*".join([*ended[:-1], (ended if whole else begun)[-1]]))
    hits = [hit for at in range(len(body)) if (hit := phrase.match(body.lower(), at))]
    lit = {place for hit in hits for number in range(len(words)) for place in range(*hit.span(number + 1))}
    found = matches(Query((Term(tuple(words), whole),)), entry(body))
    assert {place for range_ in found or [] for place in range(*range_)} == lit
    assert (found is not None) == bool(hits)


def test_a_files_name_is_searched_but_not_lit_up() -> None:
    message = entry("my holidays", "Beach_İzmir.jpg", kind="image")
    assert matches(Query.of("izmir"), message) == []
    assert matches(Query.of("holi jpg"), message) == [(3, 7)]
    assert matches(Query.of("-jpg holidays"), message) is None
    assert matches(Query.of('"beach izmir jpg"'), entry(None, "Beach_İzmir.jpg")) == []


def test_a_phrase_does_not_go_on_in_a_files_name() -> None:
    assert matches(Query.of('"snow fight"'), entry("snow", "fight.png")) is None
    assert matches(Query.of('"snow fight"'), entry("snow fight", "fight.png")) == [(0, 4), (5, 10)]


def test_what_a_message_has_is_asked_for() -> None:
    picture, paper, text = entry("x", "a.png", kind="image"), entry("x", "a.pdf"), entry("x https://a.example")
    assert [matches(Query.of("has:file"), each) for each in (picture, paper, text)] == [[], [], None]
    assert [matches(Query.of("has:image"), each) for each in (picture, paper, text)] == [[], None, None]
    assert [matches(Query.of("has:link x"), each) for each in (picture, paper, text)] == [None, None, [(0, 1)]]
    assert [matches(Query.files("file"), each) for each in (picture, paper, text)] == [None, [], None]


def test_its_author_and_its_chat_are_asked_for() -> None:
    message = entry("x")
    assert matches(Query.of("from:@Ann in:public-chat"), message) == []
    assert matches(Query.of("from:bob"), message) is None
    assert matches(Query.of("from:ann from:bob"), message) is None
    assert matches(Query.of("in:1c9b5a0e-6f0e-4a53-9c7e-0b1d2c3e4f50"), message) is None


def test_days_are_asked_for_with_both_their_ends() -> None:
    message = entry("x")
    midnight = CREATED.replace(hour=0)
    first, last = replace(message, created=midnight), replace(message, created=midnight + timedelta(hours=23.999))
    before, after = (
        replace(message, created=midnight - timedelta(milliseconds=1)),
        replace(message, created=midnight + timedelta(days=1)),
    )
    day = Query.of("after:2026-11-01 before:2026-11-01")
    assert [matches(day, each) is not None for each in (before, first, last, after)] == [False, True, True, False]


def test_a_deleted_message_is_not_found() -> None:
    assert matches(Query.of("after:2026-11-01"), entry(None)) is None


def test_ranges_count_utf16_code_units() -> None:
    assert matches(Query.of("lol"), entry("😂 lol 𠀀lol")) == [(3, 6), (9, 12)]
    assert matches(Query.of("😂 lol"), entry("x😂 lol")) == [(1, 3), (4, 7)]
    assert matches(Query.of("𠀀"), entry("𠀀𠀀")) == [(0, 4)]


def test_a_long_phrase_in_a_long_text_takes_no_time_worth_mentioning() -> None:
    assert matches(Query((Term(("哈",) * 200),)), entry("哈" * 4000)) == [(0, 4000)]
