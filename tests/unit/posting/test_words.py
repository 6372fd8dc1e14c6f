"""Given words that owners do not want to read, then no text has one, and nothing else is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from snowfight.domain.posting.words import has_word
from snowfight.models.records import Link, PostingRules
from tests.support.changes import edit, refusal, shown
from tests.support.chat import Chat


@pytest.mark.parametrize(
    ("text", "word", "has"),
    [
        ("buy now", "buy", True),
        ("BUY!", "buy", True),
        ("buyer", "buy", False),
        ("rebuy", "buy", False),
        ("buy_now", "buy", False),
        ("buy2", "buy", False),
        ("(buy)", "buy", True),
        ("STRASSE", "straße", True),
        ("café", "cafe\u0301", True),
        ("ｂｕｙ", "buy", True),
        ("learn c++ today", "c++", True),
        ("learn c++20", "c++", True),
        ("two words here", "two words", True),
        ("two wordsmiths", "two words", False),
        ("скидка", "СКИДКА", True),
        ("a.b", "a.b", True),
        ("axb", "a.b", False),
    ],
)
def test_a_word_is_found_whole_and_in_any_case(text: str, word: str, has: bool) -> None:
    assert has_word(text, (word,)) == has


@given(st.text(max_size=60))
def test_an_empty_list_refuses_nothing(text: str) -> None:
    assert not has_word(text, ())


@given(st.lists(st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=5), min_size=1, max_size=20))
def test_every_word_of_a_list_is_found_by_itself(words: list[str]) -> None:
    assert all(has_word(f"- {word} -", tuple(words)) for word in words)


def test_messages_and_edits_with_one_are_refused_wherever_they_are(
    chat: Chat, ann: Link, private: str, group: str
) -> None:
    chat.rules = PostingRules(words=("buy",))
    for room in ("public-chat", private, group):
        chat.say(ann, "sell", room=room)
        assert refusal(lambda room=room: chat.say(ann, "Buy!", room=room)) == "not_allowed_word"
        assert refusal(lambda room=room: edit(chat, ann, 1, "Buy!", room=room)) == "not_allowed_word"
        assert [message.body for message in shown(chat, "ann", room)] == ["sell"]


def test_what_was_said_before_the_word_was_forbidden_is_acknowledged_still(chat: Chat, ann: Link) -> None:
    client_id = chat.say(ann, "buy")
    chat.messages._receipts.clear()
    chat.rules = PostingRules(words=("buy",))
    chat.say(ann, "buy", client_id=client_id)
    assert not edit(chat, ann, 1, "buy").stored
    assert len(chat.gateway.frames(ann.connection_id, "ack")) == 2
