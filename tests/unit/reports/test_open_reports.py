"""Anybody reports by address and words, without an account, and brings nothing before anybody by it."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from snowfight.errors import RateLimited
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import Link
from tests.support.chat import Chat
from tests.support.reports import ReportDesk


def test_it_is_listed_with_the_others_and_names_nobody(chat: Chat, desk: ReportDesk, ann: Link, bob: Link) -> None:
    chat.say(bob, "you fool")
    desk.report("ann", PUBLIC_CHAT, 1)

    identifier = desk.report_openly("https://chat.example.org/x", name="Zoe", email="zoe@example.org")

    newest, other = desk.open()
    assert (newest.id, newest.url, newest.reason, newest.text) == (
        identifier,
        "https://chat.example.org/x",
        "illegal",
        "It is a lie.",
    )
    assert (newest.reporter, newest.room, newest.seq, newest.message, newest.context, newest.author) == (
        *(None, None, None, None, []),
        None,
    )
    assert other.reporter == "ann"
    assert "zoe" not in newest.model_dump_json()


def test_an_address_of_a_message_brings_no_message(chat: Chat, desk: ReportDesk, ann: Link, private: str) -> None:
    chat.say(ann, "between us", room=private)

    desk.report_openly(f"https://chat.example.org/chat/{private}?message=1")

    assert "between us" not in desk.open()[0].model_dump_json()


def test_five_an_hour_from_one_address_and_no_more(chat: Chat, desk: ReportDesk) -> None:
    for _ in range(5):
        desk.report_openly()

    with pytest.raises(RateLimited) as refused:
        desk.report_openly()

    assert 3590 < refused.value.retry_after <= 3600
    desk.report_openly(address="192.0.2.2")
    chat.clock.advance(hours=1)
    desk.report_openly()
    assert len(desk.open()) == 7


@pytest.mark.parametrize("what", [{"email": "no address"}, {"text": "  "}, {"url": ""}, {"text": "x" * 5_001}])
def test_what_is_none_is_refused(desk: ReportDesk, what: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        desk.report_openly(**what)
