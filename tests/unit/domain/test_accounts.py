"""Given accounts, when people sign up, in and out, prove addresses and get new passwords, then …"""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from snowfight.domain.accounts import SignedIn
from snowfight.errors import BadCredentials, CodeExpired, TooSoon, Unauthorized, Unavailable, UsernameTaken, WrongCode
from snowfight.models.accounts import ForgotPassword, Login, ResetPassword, SignUp
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.user import ProfilePatch
from tests.support.chat import Chat

PASSWORD, ANOTHER = "correct horse", "another horse"
RESET_CODE = "424242"


def sign_up(chat: Chat, username: str = "ann") -> None:
    email = f"{username.lower()}@example.org"
    chat.account_service.sign_up(SignUp(username=username, email=email, password=PASSWORD))


def log_in(chat: Chat, username: str = "ann", password: str = PASSWORD) -> SignedIn:
    return chat.account_service.log_in(Login(username=username, password=password))


def token(chat: Chat, username: str = "ann") -> str:
    return log_in(chat, username).refresh or ""


def mailed(chat: Chat) -> str:
    """The code in the newest mail."""
    found = re.search(r"\b\d{6}\b", chat.mail.sent[-1][2])
    assert found
    return found[0]


def verified(chat: Chat, username: str = "ann") -> str:
    """An account with a proven address; returns a refresh token."""
    sign_up(chat, username)
    refresh = token(chat, username)
    chat.account_service.send_code(username)
    chat.account_service.verify_email(refresh, mailed(chat))
    return refresh


# signing up


def test_a_new_account_can_sign_in_at_once_and_its_address_is_unproven(chat: Chat) -> None:
    sign_up(chat, "Ann")
    user = log_in(chat, " ANN ").session.user
    assert (user.username, user.display_name, user.email_verified) == ("ann", "ann", False)


def test_a_name_is_taken_in_any_case(chat: Chat) -> None:
    sign_up(chat)
    for name in ("ann", "Ann"):
        with pytest.raises(UsernameTaken):
            sign_up(chat, name)
    assert chat.identity.users["ann"].password == PASSWORD


def test_a_deleted_users_name_is_never_free_again(chat: Chat) -> None:
    sign_up(chat)
    chat.deletion.delete("ann", PASSWORD)
    assert "ann" not in chat.identity.users
    with pytest.raises(UsernameTaken):
        sign_up(chat)
    assert "ann" not in chat.identity.users


def test_an_account_whose_making_was_cut_short_is_completed_by_its_first_login(
    chat: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Given a function that died after Cognito had made the account
    def die(*_: object) -> None:
        raise Unavailable

    with monkeypatch.context() as patched:
        patched.setattr(chat.accounts, "create", die)
        with pytest.raises(Unavailable):
            sign_up(chat)
    # When she tries again, the name is taken, and her password opens it
    with pytest.raises(UsernameTaken):
        sign_up(chat)
    assert log_in(chat).session.user.email == "ann@example.org"
    # Then she is there for everybody
    assert chat.account_service.me("ann", None).username == "ann"


# signing in and out


@pytest.mark.parametrize(
    ("username", "password"),
    [("ann", "wrong horse"), ("bob", PASSWORD), ("no name!", PASSWORD), ("", PASSWORD), ("ann", ""), ("a" * 200, "x")],
)
def test_wrong_credentials_are_wrong_whatever_is_wrong_with_them(chat: Chat, username: str, password: str) -> None:
    sign_up(chat)
    with pytest.raises(BadCredentials) as refused:
        log_in(chat, username, password)
    assert refused.value.detail == BadCredentials.title


def test_a_refresh_gives_a_new_token_and_leaves_the_cookie_as_it_is(chat: Chat) -> None:
    sign_up(chat)
    refreshed = chat.account_service.refresh(token(chat))
    assert (refreshed.session.user.username, refreshed.refresh) == ("ann", None)


@pytest.mark.parametrize("refresh", [None, "", "somebody's"])
def test_without_a_good_session_nothing_is_refreshed_or_proven(chat: Chat, refresh: str | None) -> None:
    with pytest.raises(Unauthorized):
        chat.account_service.refresh(refresh)
    with pytest.raises(Unauthorized):
        chat.account_service.verify_email(refresh, "123456")
    chat.account_service.log_out(refresh)


def test_logging_out_ends_that_session_and_no_other(chat: Chat) -> None:
    sign_up(chat)
    here, there = token(chat), token(chat)
    chat.account_service.log_out(here)
    chat.account_service.log_out(here)
    with pytest.raises(Unauthorized):
        chat.account_service.refresh(here)
    assert chat.account_service.refresh(there).session.user.username == "ann"


def test_a_deleted_account_signs_in_nowhere(chat: Chat) -> None:
    sign_up(chat)
    refresh = token(chat)
    chat.accounts.delete("ann")
    with pytest.raises(Unauthorized):
        log_in(chat)
    with pytest.raises(Unauthorized):
        chat.account_service.refresh(refresh)
    with pytest.raises(Unauthorized):
        chat.account_service.me("ann", None)


# proving an address


def test_the_mailed_code_proves_the_address_once(chat: Chat) -> None:
    # Given
    sign_up(chat)
    refresh = token(chat)
    chat.account_service.send_code("ann")
    assert chat.mail.sent[-1][0] == "ann@example.org"
    # When
    proven = chat.account_service.verify_email(refresh, f" {mailed(chat)} ")
    # Then
    assert proven.session.user.email_verified
    assert chat.identity.users["ann"].verified
    assert chat.account_service.me("ann", None).email_verified
    with pytest.raises(CodeExpired):
        chat.account_service.verify_email(refresh, mailed(chat))


def test_the_address_that_is_proven_is_the_one_that_the_code_went_to(chat: Chat) -> None:
    # Given a user who told Cognito itself another address after the code was mailed
    sign_up(chat)
    refresh = token(chat)
    chat.account_service.send_code("ann")
    chat.identity.users["ann"].email = "somebody.else@example.org"
    # When
    chat.account_service.verify_email(refresh, mailed(chat))
    # Then
    assert (chat.identity.users["ann"].email, chat.identity.users["ann"].verified) == ("ann@example.org", True)


def test_after_five_wrong_codes_the_right_one_is_no_longer_good(chat: Chat) -> None:
    sign_up(chat)
    refresh = token(chat)
    chat.account_service.send_code("ann")
    for _ in range(5):
        with pytest.raises(WrongCode):
            chat.account_service.verify_email(refresh, "wrong")
    with pytest.raises(CodeExpired):
        chat.account_service.verify_email(refresh, mailed(chat))
    assert not chat.account_service.me("ann", None).email_verified


def test_a_code_expires_after_ten_minutes_and_nobody_has_one_unasked(chat: Chat) -> None:
    sign_up(chat)
    refresh = token(chat)
    with pytest.raises(CodeExpired):
        chat.account_service.verify_email(refresh, "123456")
    chat.account_service.send_code("ann")
    chat.clock.advance(minutes=10)
    with pytest.raises(CodeExpired):
        chat.account_service.verify_email(refresh, mailed(chat))


def test_a_second_code_takes_a_minute_and_sends_nothing_before(chat: Chat) -> None:
    sign_up(chat)
    chat.account_service.send_code("ann")
    chat.clock.advance(seconds=59)
    with pytest.raises(TooSoon):
        chat.account_service.send_code("ann")
    assert len(chat.mail.sent) == 1
    chat.clock.advance(seconds=1)
    chat.account_service.send_code("ann")
    assert len(chat.mail.sent) == 2


def test_one_users_code_proves_no_other_address(chat: Chat) -> None:
    for name in ("ann", "bob"):
        sign_up(chat, name)
        chat.account_service.send_code(name)
    bobs = mailed(chat)
    if bobs != re.search(r"\b\d{6}\b", chat.mail.sent[0][2])[0]:  # pyright: ignore[reportOptionalSubscript]
        with pytest.raises(WrongCode):
            chat.account_service.verify_email(token(chat, "ann"), bobs)


# a new password


def test_a_new_password_ends_every_session_and_replaces_the_old_one(chat: Chat) -> None:
    # Given two sessions and a code
    here = verified(chat)
    there = token(chat)
    chat.passwords.forgot(ForgotPassword(username=" Ann "))
    # When
    chat.passwords.reset(ResetPassword(username="ANN", code=f" {RESET_CODE} ", password=ANOTHER))
    # Then
    for refresh in (here, there):
        with pytest.raises(Unauthorized):
            chat.account_service.refresh(refresh)
    with pytest.raises(BadCredentials):
        log_in(chat)
    assert log_in(chat, password=ANOTHER).session.user.username == "ann"


def test_a_new_password_ends_the_connections_that_are_open(chat: Chat) -> None:
    # Given a connection of hers, wherever it was opened, and one of somebody else
    verified(chat)
    hers, his = chat.connect("ann", PUBLIC_CHAT), chat.connect(chat.user("bob"), PUBLIC_CHAT)
    chat.passwords.forgot(ForgotPassword(username="ann"))
    # When
    chat.passwords.reset(ResetPassword(username="ann", code=RESET_CODE, password=ANOTHER))
    # Then
    assert chat.gateway.closed == [hers.connection_id]
    assert chat.fanout.of(["ann", "bob"]) == [his]


def test_tokens_from_before_a_new_password_are_no_longer_good_and_those_after_it_are(
    chat: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Given a session that began in this very second, which is all that its token says
    verified(chat)

    def wait(seconds: float) -> None:
        chat.clock.advance(seconds=seconds)

    monkeypatch.setattr(chat.passwords, "_pause", wait)
    begun = chat.clock.now()
    chat.clock.advance(seconds=0.5)
    chat.passwords.forgot(ForgotPassword(username="ann"))
    # When
    chat.passwords.reset(ResetPassword(username="ann", code=RESET_CODE, password=ANOTHER))
    # Then it has ended, and one that begins right now is good
    for signed_in in (begun, begun - timedelta(minutes=5)):
        with pytest.raises(Unauthorized):
            chat.account_service.me("ann", signed_in)
    assert chat.account_service.me("ann", chat.clock.now().replace(microsecond=0)).username == "ann"


def test_a_code_goes_to_a_proven_address_only(chat: Chat, monkeypatch: pytest.MonkeyPatch) -> None:
    # Given somebody with and somebody without a proven address, and somebody who is gone
    verified(chat, "ann")
    sign_up(chat, "bob")
    verified(chat, "eve")
    chat.accounts.delete("eve")
    asked: list[str] = []
    monkeypatch.setattr(chat.identity, "forgot_password", asked.append)
    # When each of them, and who nobody is, asks
    for name in ("ann", "bob", "eve", "nobody", "no name!", ""):
        chat.passwords.forgot(ForgotPassword(username=name))
    # Then the answer was the same, and one mail goes out
    assert asked == ["ann"]


@pytest.mark.parametrize("username", ["ann", "nobody", "no name!", ""])
def test_a_wrong_code_is_wrong_whoever_it_is_of(chat: Chat, username: str) -> None:
    verified(chat)
    with pytest.raises(WrongCode) as refused:
        chat.passwords.reset(ResetPassword(username=username, code="000000", password=ANOTHER))
    assert refused.value.detail == WrongCode.title
    assert log_in(chat).session.user.username == "ann"


@pytest.mark.parametrize("code", ["", " ", f"{RESET_CODE[:3]} {RESET_CODE[3:]}"])
def test_a_code_that_cognito_would_not_even_read_is_wrong(
    chat: Chat, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    verified(chat)
    monkeypatch.delattr(type(chat.identity), "reset_password")
    with pytest.raises(WrongCode):
        chat.passwords.reset(ResetPassword(username="ann", code=code, password=ANOTHER))


def test_a_reset_code_is_good_once(chat: Chat) -> None:
    verified(chat)
    chat.passwords.forgot(ForgotPassword(username="ann"))
    body = ResetPassword(username="ann", code=RESET_CODE, password=ANOTHER)
    chat.passwords.reset(body)
    with pytest.raises(WrongCode):
        chat.passwords.reset(body)


# the profile


def test_a_patch_changes_what_it_names_and_nothing_else(chat: Chat) -> None:
    verified(chat)
    assert chat.account_service.change("ann", ProfilePatch()).display_name == "ann"
    changed = chat.account_service.change("ann", ProfilePatch(display_name="Ann!"))
    assert (changed.display_name, changed.email_verified) == ("Ann!", True)
    assert chat.account_service.me("ann", None) == changed


def test_who_has_no_account_is_nobody(chat: Chat) -> None:
    for call in (
        lambda: chat.account_service.me("bob", None),
        lambda: chat.account_service.change("bob", ProfilePatch(display_name="Bob")),
        lambda: chat.account_service.send_code("bob"),
    ):
        with pytest.raises(Unauthorized):
            call()
    assert chat.mail.sent == []
