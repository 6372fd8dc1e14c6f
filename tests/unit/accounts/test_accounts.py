"""Given accounts, when people sign up, in and out, prove addresses and get new passwords, then …"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from snowfight.domain.accounts.sessions import FAILURES, SignedIn
from snowfight.domain.accounts.verification_mail import TO_ONE_ADDRESS
from snowfight.domain.jobs.queue import GRACE
from snowfight.errors import (
    BadCredentials,
    CodeExpired,
    RateLimited,
    TooSoon,
    Unauthorized,
    Unavailable,
    UsernameTaken,
    WrongCode,
)
from snowfight.models.accounts import ForgotPassword, Login, ResetPassword, SignUp
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.user import ProfilePatch
from snowfight.storage.accounts.codes import TRIES
from snowfight.storage.rate_limits import RateLimit
from tests.support.chat import Chat
from tests.support.tables import rows

ADDRESS = "203.0.113.7"
PASSWORD, ANOTHER = "correct horse", "another horse"
RESET_CODE = "424242"


def sign_up(chat: Chat, username: str = "ann", email: str = "") -> None:
    email = email or f"{username.lower()}@example.org"
    chat.account_service.sign_up(SignUp(username=username, email=email, password=PASSWORD), ADDRESS)


def log_in(chat: Chat, username: str = "ann", password: str = PASSWORD) -> SignedIn:
    return chat.sessions.log_in(Login(username=username, password=password), ADDRESS)


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
    chat.verification.send_code(username)
    chat.verification.verify(refresh, mailed(chat), ADDRESS)
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


def test_an_address_makes_so_many_accounts_an_hour_and_no_more(chat: Chat) -> None:
    # Given a deployment that allows two
    chat.door = replace(chat.door, sign_ups=2)
    sign_up(chat, "ann")
    with pytest.raises(UsernameTaken):
        sign_up(chat, "ann")
    # When a third is asked for, then nothing is made, and it is told when it may be
    with pytest.raises(RateLimited) as refused:
        sign_up(chat, "bob")
    assert refused.value.retry_after == timedelta(hours=1).total_seconds()
    assert "bob" not in chat.identity.users
    # Then others are not concerned, nor are they later
    chat.account_service.sign_up(SignUp(username="eve", email="eve@example.org", password=PASSWORD), "203.0.113.8")
    chat.clock.advance(seconds=refused.value.retry_after)
    sign_up(chat, "bob")


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
    refreshed = chat.sessions.refresh(token(chat), ADDRESS)
    assert (refreshed.session.user.username, refreshed.refresh) == ("ann", None)


@pytest.mark.parametrize("refresh", [None, "", "somebody's"])
def test_without_a_good_session_nothing_is_refreshed_or_proven(chat: Chat, refresh: str | None) -> None:
    with pytest.raises(Unauthorized):
        chat.sessions.refresh(refresh, ADDRESS)
    with pytest.raises(Unauthorized):
        chat.verification.verify(refresh, "123456", ADDRESS)
    chat.sessions.log_out(refresh)


def test_logging_out_ends_that_session_and_no_other(chat: Chat) -> None:
    sign_up(chat)
    here, there = token(chat), token(chat)
    chat.sessions.log_out(here)
    chat.sessions.log_out(here)
    with pytest.raises(Unauthorized):
        chat.sessions.refresh(here, ADDRESS)
    assert chat.sessions.refresh(there, ADDRESS).session.user.username == "ann"


def test_a_deleted_account_signs_in_nowhere(chat: Chat) -> None:
    sign_up(chat)
    refresh = token(chat)
    chat.accounts.delete("ann")
    with pytest.raises(Unauthorized):
        log_in(chat)
    with pytest.raises(Unauthorized):
        chat.sessions.refresh(refresh, ADDRESS)
    with pytest.raises(Unauthorized):
        chat.account_service.me("ann", None)


# proving an address


def test_the_mailed_code_proves_the_address_once(chat: Chat) -> None:
    # Given
    sign_up(chat)
    refresh = token(chat)
    chat.verification.send_code("ann")
    assert chat.mail.sent[-1][0] == "ann@example.org"
    # When
    proven = chat.verification.verify(refresh, f" {mailed(chat)} ", ADDRESS)
    # Then
    assert proven.session.user.email_verified
    assert chat.identity.users["ann"].verified
    assert chat.account_service.me("ann", None).email_verified
    with pytest.raises(CodeExpired):
        chat.verification.verify(refresh, mailed(chat), ADDRESS)


def test_the_address_that_is_proven_is_the_one_that_the_code_went_to(chat: Chat) -> None:
    # Given a user who told Cognito itself another address after the code was mailed
    sign_up(chat)
    refresh = token(chat)
    chat.verification.send_code("ann")
    chat.identity.users["ann"].email = "somebody.else@example.org"
    # When
    chat.verification.verify(refresh, mailed(chat), ADDRESS)
    # Then
    assert (chat.identity.users["ann"].email, chat.identity.users["ann"].verified) == ("ann@example.org", True)


def test_after_five_wrong_codes_the_right_one_is_no_longer_good(chat: Chat) -> None:
    sign_up(chat)
    refresh = token(chat)
    chat.verification.send_code("ann")
    for _ in range(5):
        with pytest.raises(WrongCode):
            chat.verification.verify(refresh, "wrong", ADDRESS)
    with pytest.raises(CodeExpired):
        chat.verification.verify(refresh, mailed(chat), ADDRESS)
    assert not chat.account_service.me("ann", None).email_verified


def test_a_code_expires_after_ten_minutes_and_nobody_has_one_unasked(chat: Chat) -> None:
    sign_up(chat)
    refresh = token(chat)
    with pytest.raises(CodeExpired):
        chat.verification.verify(refresh, "123456", ADDRESS)
    chat.verification.send_code("ann")
    chat.clock.advance(minutes=10)
    with pytest.raises(CodeExpired):
        chat.verification.verify(refresh, mailed(chat), ADDRESS)


def test_a_second_code_takes_a_minute_and_sends_nothing_before(chat: Chat) -> None:
    sign_up(chat)
    chat.verification.send_code("ann")
    chat.clock.advance(seconds=59)
    with pytest.raises(TooSoon):
        chat.verification.send_code("ann")
    assert len(chat.mail.sent) == 1
    chat.clock.advance(seconds=1)
    chat.verification.send_code("ann")
    assert len(chat.mail.sent) == 2


def test_one_users_code_proves_no_other_address(chat: Chat) -> None:
    for name in ("ann", "bob"):
        sign_up(chat, name)
        chat.verification.send_code(name)
    bobs = mailed(chat)
    if bobs != re.search(r"\b\d{6}\b", chat.mail.sent[0][2])[0]:  # pyright: ignore[reportOptionalSubscript]
        with pytest.raises(WrongCode):
            chat.verification.verify(token(chat, "ann"), bobs, ADDRESS)


def test_an_address_is_sent_five_codes_an_hour_whatever_accounts_ask(chat: Chat) -> None:
    # Given more accounts than that with one address, which is nobody's yet, and one with another
    assert (TO_ONE_ADDRESS.amount, TO_ONE_ADDRESS.window) == (5, timedelta(hours=1))
    names = [f"ann_{number}" for number in range(6)]
    for name in names:
        sign_up(chat, name, "Victim@example.org" if name == "ann_0" else "victim@example.org")
    sign_up(chat, "bob")
    # When each asks
    for name in names[:5]:
        chat.verification.send_code(name)
    with pytest.raises(TooSoon) as refused:
        chat.verification.send_code(names[5])
    # Then the sixth is told when, others get theirs, and it gets its own when it was said
    assert 0 < refused.value.retry_after <= 3600
    chat.verification.send_code("bob")
    chat.clock.advance(seconds=refused.value.retry_after)
    chat.verification.send_code(names[5])
    assert len(chat.mail.sent) == 7


def test_codes_for_new_passwords_count_among_them_and_their_answer_stays_the_same(
    chat: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    verified(chat)
    asked: list[str] = []
    monkeypatch.setattr(chat.identity, "forgot_password", asked.append)
    for _ in range(6):
        chat.passwords.forgot(ForgotPassword(username="ann"))
    assert asked == ["ann"] * 4  # one code proved the address


def test_the_deployment_mails_only_so_many_codes_an_hour(chat: Chat, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chat.code_mails, "_ceiling", RateLimit("codes", 2, timedelta(hours=1), "many", TooSoon))
    for name in ("ann", "bob", "eve"):
        sign_up(chat, name)
    for name in ("ann", "bob"):
        chat.verification.send_code(name)
    with pytest.raises(TooSoon):
        chat.verification.send_code("eve")


def test_an_address_is_kept_hashed(chat: Chat) -> None:
    sign_up(chat)
    chat.verification.send_code("ann")
    assert "example.org" not in str(rows("ephemeral"))


def test_a_code_that_could_not_be_mailed_stands_in_the_way_of_no_other(
    chat: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Given a mail that cannot be handed over
    def fail(*_: object) -> None:
        raise Unavailable

    sign_up(chat)
    with monkeypatch.context() as patched:
        patched.setattr(chat.mail, "send", fail)
        with pytest.raises(Unavailable):
            chat.verification.send_code("ann")
    # When she asks again at once
    chat.verification.send_code("ann")
    # Then the code that came is good
    assert chat.verification.verify(token(chat), mailed(chat), ADDRESS).session.user.email_verified


@pytest.mark.parametrize("step", ["mark_verified", "refresh"])
def test_a_code_is_good_until_it_has_done_its_work(chat: Chat, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    # Given that Cognito does not answer, before or after the address is marked as proven
    sign_up(chat)
    refresh = token(chat)
    chat.verification.send_code("ann")
    answers = getattr(chat.identity, step)
    first = [True] if step == "refresh" else []

    def fail(*arguments: object) -> object:
        if first:
            first.pop()
            return answers(*arguments)
        raise Unavailable

    for _ in range(TRIES + 1):
        first[:] = [True] if step == "refresh" else []
        with monkeypatch.context() as patched:
            patched.setattr(chat.identity, step, fail)
            with pytest.raises(Unavailable):
                chat.verification.verify(refresh, mailed(chat), ADDRESS)
    # When it answers again, then the same code proves the address, once
    assert chat.verification.verify(refresh, mailed(chat), ADDRESS).session.user.email_verified
    with pytest.raises(CodeExpired):
        chat.verification.verify(refresh, mailed(chat), ADDRESS)


# who gets much wrong


def test_an_address_that_gets_very_much_wrong_is_told_to_wait_and_nobody_else_is(
    chat: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Given somebody who guesses passwords of all kinds of people, and sessions
    monkeypatch.setattr("snowfight.domain.accounts.sessions.FAILURES", replace(FAILURES, amount=3))
    sign_up(chat)
    for guess in (lambda: log_in(chat, "bob"), lambda: log_in(chat, "ann", "wrong horse")):
        with pytest.raises(BadCredentials):
            guess()
    with pytest.raises(Unauthorized):
        chat.sessions.refresh("somebody's", ADDRESS)
    # When they go on, then nobody is asked, and they learn when they may
    asked: list[tuple[object, ...]] = []

    def ask(*arguments: object) -> None:
        asked.append(arguments)

    with monkeypatch.context() as patched:
        patched.setattr(chat.identity, "sign_in", ask)
        patched.setattr(chat.identity, "refresh", ask)
        for guess in (lambda: log_in(chat), lambda: chat.sessions.refresh("somebody's", ADDRESS)):
            with pytest.raises(RateLimited) as refused:
                guess()
            assert 0 < refused.value.retry_after <= FAILURES.window.total_seconds()
    assert asked == []
    # Then others are not concerned, nor who comes without a cookie, nor they themselves later
    elsewhere = chat.sessions.log_in(Login(username="ann", password=PASSWORD), "203.0.113.8")
    with pytest.raises(Unauthorized):
        chat.sessions.refresh(None, ADDRESS)
    chat.clock.advance(seconds=FAILURES.window.total_seconds())
    assert chat.sessions.refresh(elsewhere.refresh, ADDRESS).session.user.username == "ann"


def test_who_signs_in_rightly_may_do_so_without_end(chat: Chat, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("snowfight.domain.accounts.sessions.FAILURES", replace(FAILURES, amount=1))
    sign_up(chat)
    for _ in range(3):
        chat.sessions.refresh(token(chat), ADDRESS)


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
            chat.sessions.refresh(refresh, ADDRESS)
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


@pytest.mark.parametrize("step", ["gateway.close", "accounts.end_sessions", "identity.revoke_all"])
def test_once_the_password_is_set_what_cannot_be_ended_now_is_ended_later(
    chat: Chat, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    # Given that something fails after the code was used up
    def fail(*_: object) -> None:
        raise Unavailable

    verified(chat)
    hers, signed_in = chat.connect("ann", PUBLIC_CHAT), chat.clock.now()
    chat.clock.advance(seconds=5)
    chat.passwords.forgot(ForgotPassword(username="ann"))
    with monkeypatch.context() as patched:
        target, _, name = step.partition(".")
        patched.setattr(getattr(chat, target), name, fail)
        # When she sets a new password, then that is no error
        chat.passwords.reset(ResetPassword(username="ann", code=RESET_CODE, password=ANOTHER))
    # Then, a minute later at the latest, what the old one had opened has ended, and what the new one opens lives on
    chat.clock.advance(seconds=1)
    since = chat.clock.now()
    chat.clock.advance(seconds=GRACE.total_seconds())
    chat.work()
    assert hers.connection_id in chat.gateway.closed
    with pytest.raises(Unauthorized):
        chat.account_service.me("ann", signed_in)
    assert chat.account_service.me("ann", since).username == "ann"
    assert chat.jobs.due() == []


def test_a_wrong_code_ends_nothing(chat: Chat) -> None:
    verified(chat)
    chat.connect("ann", PUBLIC_CHAT)
    with pytest.raises(WrongCode):
        chat.passwords.reset(ResetPassword(username="ann", code="000000", password=ANOTHER))
    assert chat.gateway.closed == []
    assert chat.jobs.due(within=GRACE) == []


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
        lambda: chat.verification.send_code("bob"),
    ):
        with pytest.raises(Unauthorized):
            call()
    assert chat.mail.sent == []
