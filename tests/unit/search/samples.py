"""Messages and texts for the tests of search."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import strategies as st

from snowfight.domain.search.query import Query
from snowfight.errors import NothingToSearch
from snowfight.models.file import StoredFile
from snowfight.models.records import Entry

CREATED = datetime(2026, 11, 1, 12, tzinfo=UTC)

SCRIPTS = (
    *(
        "a",
        "b",
        "AB",
        "i",
        "I",
        "İ",
        "ı",
        "ß",
        "ø",
        "æ",
        "é",
        "e\u0301",
        "\u0301",
        "\u0327",
        "'",
        "’",
        "1",
        "²",
        "½",
        "ﬁ",
    ),
    *("上", "海", "か", "が", "ｶ", "ﾞ", "\u3099", "゛", "한", "하", "ㅏ", "ㄱ", "\u1100", "\u1161", "\u11a8"),
    *("น", "ำ", "้", "ุ", "ກ", "ນ", "ក", "្", "မ", "ဥ", "ီ", "क", "्", "ि", "़", "ো", "ে", "া", "ש", "ָ", "م", "ّ", "ـ"),
    *("😂", "👍", "🏽", "🇹", "🇷", "\u200d", "\ufe0f", "\u00ad", "\u034f", "\u20e3", "\U00011127", "\U00020000"),
    *(" ", " ", " ", ".", "_", "-", '"', "\n", "*", "\ue000", "\x00", "\u0338"),
)
"""Pieces of texts in which a splitter may go wrong, alone or side by side."""

_OPERATORS = (
    "from:ann",
    "from:@Bob",
    "has:file",
    "has:image",
    "has:link",
    "-",
    '"',
    '"',
    '-"',
    "in:x",
    "AND",
    "x OR y",
    "*",
)

texts = st.lists(st.sampled_from(SCRIPTS), max_size=12).map("".join)


def entry(body: str | None, filename: str | None = None, *, author: str = "ann", kind: str = "raw") -> Entry:
    file = filename and StoredFile(filename=filename, resource_type=kind, bytes=1, public_id="x")
    return Entry("public-chat", 1, "", author, CREATED, body, file or None)


entries = st.builds(
    entry,
    st.none() | texts | texts.map("https://a.b {}".format),
    st.none() | texts,
    author=st.sampled_from(["ann", "bob"]),
    kind=st.sampled_from(["raw", "image"]),
)


@st.composite
def searches(draw: st.DrawFn) -> tuple[Query, list[Entry]]:
    """A query, often for what is in one of the messages, and messages."""
    messages = draw(st.lists(entries, min_size=1, max_size=5))
    said = " ".join(filter(None, (message.body for message in messages))).replace('"', "")
    start = st.integers(0, len(said))
    piece = st.tuples(start, start).map(lambda ends: said[min(ends) : max(ends)])
    part = piece | piece.map('"{}"'.format) | st.sampled_from(_OPERATORS) | texts.map("-{}".format)
    typed = " ".join(draw(st.lists(part, min_size=1, max_size=3)))
    try:
        return Query.of(typed), messages
    except NothingToSearch:
        return draw(st.sampled_from([Query.files(None), Query.files("image"), Query.files("file")])), messages
