"""Given a text, when it is split, then …"""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from emoji import EMOJI_DATA
from hypothesis import example, given
from hypothesis import strategies as st

from snowfight.domain.search.words import located, words_of
from snowfight.fold import LETTERS
from tests.unit.search import naive
from tests.unit.search.samples import texts

SETTLED = [char for char in map(chr, range(0x10000)) if unicodedata.ucd_3_2_0.category(char) not in {"Cn", "Co"}]
"""What has been in Unicode's basic plane for so long that every Python knows the same of it."""

EMOJI_SIGNS = "〰〽\u20e3"
"""Those that are no symbols to Unicode."""

anything = texts | st.text(max_size=20)


@given(anything)
def test_its_words_are_those_of_unicodes_tables(text: str) -> None:
    assert [word for word in words_of(text) if word.isalnum()] == [
        word for word in naive.words(text).split() if word.isalnum()
    ]


def test_every_character_is_what_unicodes_tables_call_it() -> None:
    def expected(char: str) -> list[list[str]]:
        if naive.is_ignored(char):
            return [["xy"]]
        if not naive.is_letter(char):
            is_picture = unicodedata.category(char)[0] == "S" or char in EMOJI_SIGNS
            return [["x", "y"], ["x", char, "y"]] if is_picture else [["x", "y"]]
        return [["x", char, "y"] if naive.is_single(char) else [f"x{char}y"]]

    plain = (char for char in SETTLED if unicodedata.normalize("NFKD", char).casefold() == char)
    wrong = [char for char in plain if char not in LETTERS and words_of(f"x{char}y") not in expected(char)]
    assert not [unicodedata.name(char, ascii(char)) for char in wrong]


@given(anything)
@example("か'\u3099")
@example("か\u0327'\u3099")
@example("क" + "\u094d" * 40 + "ा")
@example("α" + "\u0301" * 40 + "ω")
def test_its_words_have_their_places(text: str) -> None:
    places = located(text)
    assert [place.text for place in places] == words_of(text)
    for place in places:
        assert len(place.ranges) == len(place.text)
        assert all(0 <= start < end <= len(text) for start, end in place.ranges)
        assert all(one <= other for one, other in pairwise(place.ranges))


@given(anything)
def test_what_stands_at_a_words_place_is_the_word(text: str) -> None:
    for word in located(text):
        start, end = word.first(len(word.text))
        assert word.text in "".join(words_of(text[start:end]))


@given(anything)
def test_its_words_stay_what_they_are(text: str) -> None:
    words = words_of(text)
    assert words_of(" ".join(words)) == words


@given(anything, anything)
def test_a_space_divides_it(left: str, right: str) -> None:
    assert words_of(f"{left} {right}") == words_of(left) + words_of(right)


@given(st.text(alphabet="ประเทศไน้ำกข上海かな한국ㅋ😂"), st.data())
def test_of_scripts_without_spaces_each_piece_of_it_is_in_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    piece = text[start : data.draw(st.integers(start, len(text)))]
    assert f" {' '.join(words_of(piece))}".rstrip() in f" {' '.join(words_of(text))}"


def test_every_emoji_is_a_word() -> None:
    assert {emoji for emoji in EMOJI_DATA if not words_of(emoji)} == {"‼️", "‼", "⁉️", "⁉"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", []),
        ("!!!", []),
        ("--__--", []),
        ("Don't, don’t, donʼt, don‘t, don＇t", ["dont"] * 5),
        ("'quoted'", ["quoted"]),
        ("snake_case camelCase", ["snake", "case", "camelcase"]),
        ("1️⃣#️⃣", ["1", "\u20e3", "\u20e3"]),
        ("👨‍👩‍👧🏽", ["👨", "👩", "👧", "🏽"]),
        ("☕️ ✓ ★", ["☕", "✓", "★"]),
        ("a→b = c", ["a", "b", "c"]),
        ("\ud800x\x00y", ["x", "y"]),
        ("x\ue000y", ["x", "y"]),
        ("한국어", ["한", "국", "어"]),
        ("가ㄳㅏ", ["가", "ᆪ", "ᅡ"]),
        ("がｶﾞ", ["が", "ガ"]),
        ("हिन्दी ক্ষ", ["हिन्दी", "ক্ষ"]),
        ("கொ", ["கொ"]),
        ("café cafe\u0301", ["cafe", "cafe"]),
        ("ǅ ĳ ﬃ", ["dz", "ij", "ffi"]),
    ],
)
def test_it_is_split_like_this(text: str, words: list[str]) -> None:
    assert words_of(text) == words
