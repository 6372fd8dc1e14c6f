"""Given the WebSocket's door, when tickets are issued and taken, then …"""

from __future__ import annotations

import pytest

from tests.support.chat import Chat

ORIGIN = "http://localhost:8080"


@pytest.mark.parametrize("origin", [None, ORIGIN])
def test_a_ticket_admits_its_user_once(chat: Chat, origin: str | None) -> None:
    ticket = chat.ticketing.issue("ann")
    assert ticket.expires_in == 30
    assert chat.ticketing.admit(ticket.ticket, origin) == "ann"
    assert chat.ticketing.admit(ticket.ticket, origin) is None


def test_every_ticket_is_another(chat: Chat) -> None:
    tickets = [chat.ticketing.issue(name).ticket for name in ("ann", "ann", "bob")]
    assert len(set(tickets)) == 3
    assert [chat.ticketing.admit(ticket, None) for ticket in reversed(tickets)] == ["bob", "ann", "ann"]


def test_a_ticket_expires_after_half_a_minute(chat: Chat) -> None:
    in_time, late = chat.ticketing.issue("ann"), chat.ticketing.issue("ann")
    chat.clock.advance(seconds=29)
    assert chat.ticketing.admit(in_time.ticket, None) == "ann"
    chat.clock.advance(seconds=1)
    assert chat.ticketing.admit(late.ticket, None) is None


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "", f"{ORIGIN}/", f"{ORIGIN}.evil.example"])
def test_another_sites_page_is_not_admitted_and_uses_no_ticket_up(chat: Chat, origin: str) -> None:
    ticket = chat.ticketing.issue("ann").ticket
    assert chat.ticketing.admit(ticket, origin) is None
    assert chat.ticketing.admit(ticket, ORIGIN) == "ann"


@pytest.mark.parametrize("ticket", ["", "x", "x" * 129, "é", "\0", "TICKET#"])
def test_what_is_no_ticket_admits_nobody(chat: Chat, ticket: str) -> None:
    assert chat.ticketing.admit(ticket, None) is None
