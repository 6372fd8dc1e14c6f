"""Long posts as several messages."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from snowfight.domain.hooks.splitting import MAX_MESSAGES, messages

LINES = st.lists(st.text(alphabet="ab c", min_size=0, max_size=30), max_size=60)


def test_what_fits_is_one() -> None:
    assert messages("a\nb", 3) == ["a\nb"]


def test_lines_stay_whole_where_they_can() -> None:
    assert messages("one\ntwo\nthree\nfour", 9) == ["one\ntwo", "three", "four"]


def test_a_line_that_is_too_long_is_cut_between_words_or_anywhere() -> None:
    assert messages("the door is open", 8) == ["the door", "is open"]
    assert messages("x" * 25, 10) == ["x" * 10, "x" * 10, "x" * 5]
    assert messages("a bcdefghijklmnop", 10) == ["a bcdefghi", "jklmnop"]


def test_the_last_of_ten_says_that_there_was_more() -> None:
    parts = messages("\n".join("x" * 10 for _ in range(11)), 10)

    assert parts == ["x" * 10] * 9 + ["x" * 9 + "…"]
    assert messages("\n".join("x" * 10 for _ in range(10)), 10) == ["x" * 10] * 10
    assert messages("\n".join([*["x" * 10] * 10, "", " "]), 10) == ["x" * 10] * 10


def test_code_is_code_on_either_side_of_a_cut() -> None:
    code = "\n".join(f"line {number}" for number in range(9))

    parts = messages(f"before\n```\n{code}\n```\nafter", 40)

    assert all(part.count("```") == 2 for part in parts)
    shown = [line for part in parts for line in part.split("\n") if line != "```"]
    assert shown == ["before", *code.split("\n"), "after"]


def test_no_empty_code_stands_beside_a_cut() -> None:
    for width in range(20, 60):
        parts = messages("a\n" * 9 + "```\nx\ny\nz\n```\n" + "b\n" * 9, width)
        assert not any("```\n```" in part for part in parts), width


def test_of_code_too_the_end_is_marked() -> None:
    parts = messages("```\n" + "x = 1\n" * 200 + "```", 60)

    assert (len(parts), parts[-1][-6:]) == (MAX_MESSAGES, "\n```\n…")
    assert all(len(part) <= 60 for part in parts)


@given(LINES, st.integers(min_value=1, max_value=40))
def test_nothing_is_lost_before_the_end_and_nothing_is_too_long(lines: list[str], length: int) -> None:
    text = "\n".join(lines).strip() or "x"
    parts = messages(text, length)

    assert all(0 < len(part) <= length and part == part.strip() for part in parts)
    letters, shown = ("".join("".join(each).split()) for each in (text, parts))
    if len(parts) == MAX_MESSAGES and shown.endswith("…"):
        assert letters.startswith(shown[:-1])
    else:
        assert shown == letters


@given(LINES, st.integers(min_value=20, max_value=60))
def test_nor_where_there_is_code(lines: list[str], length: int) -> None:
    text = "\n".join("```" if line.startswith("a") else line for line in lines).strip() or "x"

    assert all(0 < len(part) <= length for part in messages(text, length))
