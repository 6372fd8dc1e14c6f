"""Given the WebSocket's door, when tickets are issued and taken, then …"""

from __future__ import annotations

import pytest

from snowfight.errors import RateLimited, Unauthorized
from tests.support.chat import Chat

ORIGIN = "http://localhost:8080"


@pytest.fixture(autouse=True)
def people(chat: Chat) -> None:
    for name in ("ann", "bob"):
        chat.user(name)


@pytest.mark.parametrize("origin", [None, ORIGIN])
def test_a_ticket_admits_its_user_once(chat: Chat, origin: str | None) -> None:
    ticket = chat.ticket_issuer.issue("ann")
    assert ticket.expires_in == 30
    assert chat.ticket_issuer.admit(ticket.ticket, origin) == "ann"
    assert chat.ticket_issuer.admit(ticket.ticket, origin) is None


def test_every_ticket_is_another(chat: Chat) -> None:
    tickets = [chat.ticket_issuer.issue(name).ticket for name in ("ann", "ann", "bob")]
    assert len(set(tickets)) == 3
    assert [chat.ticket_issuer.admit(ticket, None) for ticket in reversed(tickets)] == ["bob", "ann", "ann"]


def test_a_ticket_expires_after_half_a_minute(chat: Chat) -> None:
    in_time, late = chat.ticket_issuer.issue("ann"), chat.ticket_issuer.issue("ann")
    chat.clock.advance(seconds=29)
    assert chat.ticket_issuer.admit(in_time.ticket, None) == "ann"
    chat.clock.advance(seconds=1)
    assert chat.ticket_issuer.admit(late.ticket, None) is None


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "", f"{ORIGIN}/", f"{ORIGIN}.evil.example"])
def test_another_sites_page_is_not_admitted_and_uses_no_ticket_up(chat: Chat, origin: str) -> None:
    ticket = chat.ticket_issuer.issue("ann").ticket
    assert chat.ticket_issuer.admit(ticket, origin) is None
    assert chat.ticket_issuer.admit(ticket, ORIGIN) == "ann"


def test_two_hundred_tickets_at_once_and_two_a_second_after_that(chat: Chat) -> None:
    for _ in range(200):
        chat.ticket_issuer.issue("ann")
    with pytest.raises(RateLimited) as refused:
        chat.ticket_issuer.issue("ann")
    assert refused.value.retry_after == pytest.approx(0.5)
    chat.ticket_issuer.issue("bob")
    chat.clock.advance(seconds=1)
    for _ in range(2):
        chat.ticket_issuer.issue("ann")
    with pytest.raises(RateLimited):
        chat.ticket_issuer.issue("ann")


def test_there_is_no_ticket_for_nobody(chat: Chat) -> None:
    chat.accounts.delete("ann")
    for name in ("ann", "nobody"):
        with pytest.raises(Unauthorized):
            chat.ticket_issuer.issue(name)


@pytest.mark.parametrize("ticket", ["", "x", "x" * 129, "é", "\0", "TICKET#"])
def test_what_is_no_ticket_admits_nobody(chat: Chat, ticket: str) -> None:
    assert chat.ticket_issuer.admit(ticket, None) is None


def test_a_ticket_from_a_session_that_has_ended_admits_nobody(chat: Chat) -> None:
    # Given tickets from before a new password
    early, late = chat.ticket_issuer.issue("ann").ticket, chat.ticket_issuer.issue("bob").ticket
    chat.clock.advance(seconds=1)
    chat.accounts.end_sessions("ann", chat.clock.now())
    # Then
    assert chat.ticket_issuer.admit(early, None) is None
    assert chat.ticket_issuer.admit(late, None) == "bob"
    assert chat.ticket_issuer.admit(chat.ticket_issuer.issue("ann").ticket, None) == "ann"


def test_a_ticket_of_a_deleted_user_admits_nobody(chat: Chat) -> None:
    ticket = chat.ticket_issuer.issue("ann").ticket
    chat.accounts.delete("ann")
    assert chat.ticket_issuer.admit(ticket, None) is None
