"""Given a text, then it is one emoji of Unicode, and told as it is written in full, or it is none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infra.bundle import emoji
from snowfight.domain.emoji import unicode_emoji
from snowfight.domain.emoji.unicode_emoji import fully_qualified
from tests.support.site import Site

ALL = unicode_emoji.TABLE.read_text("utf-8").splitlines()
PICKER = Path(__file__).resolve().parents[3] / "web/node_modules/unicode-emoji-json/data-by-emoji.json"
PRESENTATION = "\ufe0f"


def test_the_table_is_what_unicodes_list_makes() -> None:
    assert emoji.TABLE == unicode_emoji.TABLE
    assert unicode_emoji.TABLE.read_text("utf-8") == emoji.table()


def test_the_table_holds_as_many_as_unicode_counts_and_stays_small() -> None:
    # Emoji 17.0 has 3,944 in full and nine components (emoji-test.txt, at its end), 18.0 has 19 more.
    assert len(ALL) == len(set(ALL)) == 3944 + 9 + 19
    assert unicode_emoji.TABLE.stat().st_size < 64 * 1024


def test_every_emoji_is_itself() -> None:
    assert [fully_qualified(each) for each in ALL] == ALL


def test_the_presentation_selector_may_be_left_out_or_set_anywhere_and_is_stored_where_it_belongs() -> None:
    bare = [each.replace(PRESENTATION, "") for each in ALL]
    assert [fully_qualified(each) for each in bare] == ALL
    assert [fully_qualified(PRESENTATION.join(each) + PRESENTATION) for each in bare] == ALL


def test_every_emoji_that_a_client_offers_is_one() -> None:
    offered = json.loads(PICKER.read_text("utf-8"))
    assert [each for each in offered if fully_qualified(each) != each] == []


@pytest.mark.parametrize(
    ("text", "full"),
    [
        ("❤", "❤️"),
        ("1⃣", "1️⃣"),
        ("#️⃣", "#️⃣"),
        ("👍", "👍"),
        ("👍🏽", "👍🏽"),
        ("☝🏿", "☝🏿"),
        ("☝️🏿", "☝🏿"),
        ("🇹🇷", "🇹🇷"),
        ("🏴󠁧󠁢󠁳󠁣󠁴󠁿", "🏴󠁧󠁢󠁳󠁣󠁴󠁿"),
        ("🏴‍☠", "🏴‍☠️"),
        ("👩‍❤‍👨", "👩‍❤️‍👨"),
        ("🧑🏻‍❤‍💋‍🧑🏿", "🧑🏻‍❤️‍💋‍🧑🏿"),
        ("👩🏽‍🤝‍👩🏿", "👩🏽‍🤝‍👩🏿"),
    ],
)
def test_each_kind_of_emoji_is_told_in_full(text: str, full: str) -> None:
    assert fully_qualified(text) == full


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        PRESENTATION,
        "\u200d",
        "a",
        "1",
        "#",
        "©a",
        "👍👍",
        "👍 ",
        " 👍",
        "👍\n",
        "👍\n👎",
        "🇹",
        "🇹🇷🇹",
        "🇽🇽",
        "👍🏽🏽",
        "🙂🏽",
        "👩‍❤️",
        "👩‍",
        "❤\ufe0e",
        "🏴󠁧󠁢󠁳󠁣󠁴",
        ":smile:",
        "smile",
        "👍" * 10_000,
    ],
)
def test_what_is_not_exactly_one_is_none(text: str) -> None:
    assert fully_qualified(text) is None


def test_skin_tones_are_different_emoji() -> None:
    tones = [f"👋{tone}" for tone in ("", "🏻", "🏼", "🏽", "🏾", "🏿")]
    assert len({fully_qualified(each) for each in tones}) == 6


@given(st.lists(st.sampled_from([*"👍❤🏽🇹🇷#1⃣👩🤝", "\u200d", PRESENTATION]), max_size=8).map("".join))
def test_whatever_is_found_is_in_the_table_and_differs_in_nothing_but_the_selector(text: str) -> None:
    found = fully_qualified(text)
    assert (found in ALL) == (found is not None)
    assert found is None or found.replace(PRESENTATION, "") == text.replace(PRESENTATION, "")


def test_whoever_only_writes_does_not_load_the_table(site: Site) -> None:
    # Given functions that have started, and somebody who is there
    unicode_emoji._table.cache_clear()
    site.sign_up("ann")
    link = site.connect("ann")
    # When
    site.say(link, {"type": "message", "room": "public-chat", "client_id": "0" * 32, "body": "❤ :smile:"})
    site.as_user("ann", "GET", "/api/chat/public-chat")
    site.as_user("ann", "GET", "/api/emoji")
    # Then
    assert unicode_emoji._table.cache_info().currsize == 0
    assert fully_qualified("❤") == "❤️"
    assert unicode_emoji._table.cache_info().currsize == 1
