"""Given a mail of what was missed, when its reader ends such mails, or it bounces, then no other comes."""

from __future__ import annotations

import pytest

from snowfight.domain.notices.mail.stops import MailTokens, UndeliveredMail
from snowfight.errors import NotFound
from snowfight.integrations.notice_secrets import NoticeSecrets
from snowfight.storage.accounts.user_settings import SettingsChange
from tests.support.chat import Chat
from tests.support.mails import Mailing
from tests.support.wire import Wire

SECRET = '{"vapid": "AAAA", "secret": "c25vdw"}'


@pytest.fixture
def mailing(chat: Chat) -> Mailing:
    chat.user("bob", verified=True)
    return Mailing(chat)


def wants_mail(mailing: Mailing, username: str = "bob") -> bool:
    return mailing.settings.get_many([username])[username].mail


def test_the_link_in_a_mail_ends_them_and_once_more_is_fine(mailing: Mailing, wire: Wire) -> None:
    token = mailing.tokens.of("bob")
    mailing.stops.end(token)
    assert not wants_mail(mailing)
    with wire.watched() as seen:
        mailing.stops.end(token)
    assert seen.write_units == 0
    # And who wants them again has them
    mailing.set("bob", SettingsChange(mail=True))
    assert wants_mail(mailing)


@pytest.mark.parametrize(
    "token",
    [
        *("", ".", "bob", "bob.", "bob.mail-of-ann", "ann.mail-of-bob", "BOB.mail-of-bob", "bob.mail-of-bob."),
        *("bob.push-of-bob", "me.mail-of-me", "bob.mail-of-bob\x00", "böb.mail-of-böb", "bob.\ud800", "x" * 200),
    ],
)
def test_a_token_that_is_nobodys_ends_nothing(mailing: Mailing, token: str) -> None:
    with pytest.raises(NotFound):
        mailing.stops.end(token)
    assert wants_mail(mailing)


def test_who_has_no_account_any_more_is_left_alone(mailing: Mailing, wire: Wire) -> None:
    mailing.chat.accounts.delete("bob")
    for name in ("bob", "nobody"):
        with wire.watched() as seen:
            mailing.stops.end(mailing.tokens.of(name))
        assert seen.write_units == 0


def test_tokens_are_made_with_the_deployments_secret_for_nothing_else() -> None:
    secrets = NoticeSecrets("/chat/push", lambda _name: SECRET)
    others = NoticeSecrets("/chat/push", lambda _name: SECRET.replace("c25vdw", "aWNl"))
    token = MailTokens(secrets).of("bob")
    assert MailTokens(secrets).username(token) == "bob"
    assert token != f"bob.{secrets.token('push', 'bob')}"
    with pytest.raises(NotFound):
        MailTokens(others).username(token)


def test_what_bounced_or_was_unwanted_stops_mail_to_that_address_until_it_is_proven_again(mailing: Mailing) -> None:
    undelivered = UndeliveredMail(mailing.chat.accounts)
    for reason in ("bounced", "complained", "complained"):
        assert undelivered.stop("bob", ["BOB@example.org"], reason)
        account = mailing.chat.accounts.get("bob")
        assert account is not None
        assert account.mail_stopped == reason
    account = mailing.chat.accounts.verify_email("bob")
    assert account.mail_stopped is None


def test_what_bounced_elsewhere_or_of_nobody_stops_nothing(mailing: Mailing) -> None:
    undelivered = UndeliveredMail(mailing.chat.accounts)
    assert not undelivered.stop("bob", ["eve@example.org"], "bounced")
    assert not undelivered.stop("nobody", ["bob@example.org"], "bounced")
    mailing.chat.accounts.delete("bob")
    assert not undelivered.stop("bob", ["bob@example.org", ""], "bounced")
    account = mailing.chat.accounts.get("bob")
    assert account is not None
    assert account.mail_stopped is None
