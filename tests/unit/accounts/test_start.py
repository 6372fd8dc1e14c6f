"""Given a cookie's session, when the page that it opens is made, then …"""

from __future__ import annotations

import pytest

from snowfight.errors import RateLimited, TooMany, Unauthorized
from snowfight.models.accounts import ForgotPassword, ResetPassword
from snowfight.models.chat import NewGroup
from snowfight.models.names import PUBLIC_CHAT
from tests.support.chat import Chat
from tests.support.community import Community
from tests.support.crowd import fill
from tests.support.wire import Wire


def refuse(_username: str) -> None:
    raise TooMany(retry_after=1.0)


def test_who_is_banned_has_no_page_until_that_is_over(chat: Chat) -> None:
    # Given
    cookie, community = chat.cookie(chat.user("ann")), Community(chat)
    community.appoint(chat.user("mod"), "moderator")
    community.ban("ann", minutes=60)
    # When, then
    with pytest.raises(Unauthorized):
        chat.starts.with_session(cookie, "", PUBLIC_CHAT)
    chat.clock.advance(minutes=61)
    start, _refresh = chat.starts.with_session(chat.identity.sign_in("ann", "ann").refresh, "", PUBLIC_CHAT)
    assert start.session is not None
    assert start.session.user.username == "ann"


def test_a_session_that_has_ended_opens_no_page_though_cognito_never_heard_of_its_end(
    chat: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    def pause(seconds: float) -> None:
        chat.clock.advance(seconds=seconds)

    # Given a cookie in somebody else's hands
    taken = chat.cookie(chat.user("ann", verified=True))
    chat.clock.advance(minutes=1)
    # When she sets a new password, while Cognito refuses to end what it has begun
    monkeypatch.setattr(chat.identity, "revoke_all", refuse)
    monkeypatch.setattr(chat.passwords, "_pause", pause)
    chat.passwords.forgot(ForgotPassword(username="ann"))
    chat.passwords.reset(ResetPassword(username="ann", code="424242", password="a new one, and long"))
    # Then the cookie opens nothing, and a new one everything
    with pytest.raises(Unauthorized):
        chat.starts.with_session(taken, "", PUBLIC_CHAT)
    with pytest.raises(Unauthorized):
        chat.sessions.refresh(taken, "")
    own = chat.identity.sign_in("ann", "a new one, and long").refresh
    assert chat.starts.with_session(own, "", PUBLIC_CHAT)[0].session is not None


def test_an_account_whose_making_was_cut_short_is_completed(chat: Chat) -> None:
    start, _refresh = chat.starts.with_session(chat.cookie("ann"), "", PUBLIC_CHAT)
    assert [each.name for each in start.chats] == [PUBLIC_CHAT]
    assert chat.accounts.get("ann") is not None


def test_nobody_gets_a_ticket_whose_account_is_gone(chat: Chat) -> None:
    signed = chat.clock.now()
    chat.accounts.delete(chat.user("ann"))
    with pytest.raises(Unauthorized):
        chat.starts.of("ann", PUBLIC_CHAT, signed)


def test_its_tickets_are_as_many_as_those_of_their_own_call(chat: Chat) -> None:
    chat.user("ann")
    for _ in range(100):
        chat.ticket_issuer.issue("ann")
        chat.starts.of("ann", "")
    with pytest.raises(RateLimited):
        chat.starts.of("ann", "")
    with pytest.raises(RateLimited):
        chat.ticket_issuer.issue("ann")


def test_what_four_calls_read_is_read_once(chat: Chat, wire: Wire) -> None:
    # Given somebody with a group, in which something was said, as in the public chat
    cookie = chat.cookie(chat.user("ann", verified=True))
    room = chat.groups.create("ann", NewGroup(groupchat_name="Fort"))
    for name in (room, PUBLIC_CHAT):
        fill(chat, name, ["ann"], 1)
    # When her page opens, or asks for each part
    with wire.watched() as at_once:
        chat.starts.with_session(cookie, "", PUBLIC_CHAT)
    with wire.watched() as one_by_one:
        chat.sessions.refresh(cookie, "")
        chat.chat_lists.all("ann", chat.clock.now())
        chat.chat_lists.open("ann", PUBLIC_CHAT, chat.clock.now())
        chat.ticket_issuer.issue(chat.sessions.account("ann", chat.clock.now()).username)
    # Then
    assert len(at_once.operations) <= len(one_by_one.operations) - 5
    assert at_once.operations.count("Query") == 2  # what she is in, and the log
    assert at_once.operations[-2:] == ["UpdateItem", "PutItem"]  # her budget of tickets, and the ticket
