"""Given a message to somebody who is away, when something happens before it is mailed, then it is, or it is not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from snowfight.clock import iso
from snowfight.models.chat import NotifyLevel
from snowfight.models.client_frames import Delete, PresenceFrame
from snowfight.models.records import Link
from snowfight.storage.accounts.user_settings import SettingsChange
from tests.support.chat import Chat
from tests.support.mails import Mailing


@pytest.fixture
def mailing(chat: Chat, ann: Link, bob: Link) -> Mailing:
    """Ann is here, and Bob is not."""
    chat.connection_lifecycle.closed(bob)
    return Mailing(chat)


def written(mailing: Mailing, ann: Link, room: str, body: str = "where are you?") -> int:
    """Ann writes, and Bob is away; returns the number of her message."""
    mailing.chat.say(ann, body, room=room)
    mailing.call("bob")
    return mailing.chat.messages.newest(room)


def delete(mailing: Mailing, ann: Link, room: str, seq: int) -> None:
    frame = Delete(type="delete", room=room, seq=seq, client_id=mailing.chat.client_id())
    mailing.chat.change(ann, frame)


Deed = Callable[[Mailing, Link, Link, str, int], object]
"""What happens after Ann has written: with her connection, Bob's, the chat and the number of her message."""


def reads(mailing: Mailing, ann: Link, bob: Link, room: str, seq: int) -> None:
    mailing.chat.rooms.read_positions.read("bob", room, seq)


def comes_and_stays(mailing: Mailing, ann: Link, bob: Link, room: str, seq: int) -> None:
    mailing.chat.connect("bob")


def comes_and_goes(mailing: Mailing, ann: Link, bob: Link, room: str, seq: int) -> None:
    mailing.chat.connection_lifecycle.closed(mailing.chat.connect("bob"))


def has_a_connection_renewed(mailing: Mailing, ann: Link, bob: Link, room: str, seq: int) -> None:
    link = Link("renewed", "bob", mailing.chat.clock.now())
    mailing.chat.connection_lifecycle.opened(link)
    mailing.chat.subscriptions.presence(link, PresenceFrame(type="presence", state="inactive"))


def uses_a_page_again(mailing: Mailing, ann: Link, bob: Link, room: str, seq: int) -> None:
    has_a_connection_renewed(mailing, ann, bob, room, seq)
    link = Link("renewed", "bob", mailing.chat.clock.now())
    for state in ("active", "inactive"):
        mailing.chat.subscriptions.presence(link, PresenceFrame(type="presence", state=state))


def is_muted(mailing: Mailing, ann: Link, bob: Link, room: str, seq: int) -> None:
    mailing.chat.notify_levels.set("bob", room, NotifyLevel(level="none"))


def is_muted_for_a_while(mailing: Mailing, ann: Link, bob: Link, room: str, seq: int) -> None:
    body = NotifyLevel.model_validate({"level": "none", "until": iso(mailing.chat.clock.now() + timedelta(minutes=5))})
    mailing.chat.notify_levels.set("bob", room, body)


def wants_mentions(mailing: Mailing, ann: Link, bob: Link, room: str, seq: int) -> None:
    mailing.chat.notify_levels.set("bob", room, NotifyLevel(level="mentions"))


def wants_no_mail(mailing: Mailing, ann: Link, bob: Link, room: str, seq: int) -> None:
    mailing.set("bob", SettingsChange(mail=False))


def ends_mail_by_its_link(mailing: Mailing, ann: Link, bob: Link, room: str, seq: int) -> None:
    mailing.stops.end(mailing.tokens.of("bob"))


def takes_it_back(mailing: Mailing, ann: Link, bob: Link, room: str, seq: int) -> None:
    delete(mailing, ann, room, seq)


def bounces(mailing: Mailing, ann: Link, bob: Link, room: str, seq: int) -> None:
    assert mailing.chat.accounts.stop_mail("bob", "bob@example.org", "bounced")


def proves_the_address_again(mailing: Mailing, ann: Link, bob: Link, room: str, seq: int) -> None:
    bounces(mailing, ann, bob, room, seq)
    mailing.chat.accounts.verify_email("bob")


def is_deleted(mailing: Mailing, ann: Link, bob: Link, room: str, seq: int) -> None:
    mailing.chat.accounts.delete("bob")


def nothing_happens(mailing: Mailing, ann: Link, bob: Link, room: str, seq: int) -> None:
    pass


@pytest.mark.parametrize(
    ("deed", "is_told", "is_told_of_a_mention"),
    [
        (nothing_happens, True, True),
        (reads, False, False),
        (comes_and_stays, False, False),
        (comes_and_goes, False, False),
        (has_a_connection_renewed, True, True),
        (uses_a_page_again, False, False),
        (is_muted, False, False),
        (is_muted_for_a_while, True, True),
        (wants_mentions, False, True),
        (wants_no_mail, False, False),
        (ends_mail_by_its_link, False, False),
        (takes_it_back, False, False),
        (bounces, False, False),
        (proves_the_address_again, True, True),
        (is_deleted, False, False),
    ],
)
@pytest.mark.parametrize("previews", [True, False])
def test_everything_is_asked_anew_when_it_is_due(
    mailing: Mailing,
    ann: Link,
    bob: Link,
    private: str,
    deed: Deed,
    *,
    is_told: bool,
    is_told_of_a_mention: bool,
    previews: bool,
) -> None:
    mailing.set("bob", SettingsChange(previews=previews))
    for body, expected in (("plain words", is_told), ("words for @bob", is_told_of_a_mention)):
        # Given a message from Ann, and what happens then
        other = Mailing(mailing.chat)
        seq = written(other, ann, private, body)
        mailing.chat.clock.advance(minutes=1)
        deed(other, ann, bob, private, seq)
        # When it is due, then Bob is told or is not, and of what was said only if he likes
        other.later(minutes=15)
        assert len(other.sent) == expected
        assert all((body in mail.text and body in mail.html) == previews for mail in other.sent)
        # And nothing waits any more: the second message finds everything settled
        other.later(hours=3)
        assert len(other.sent) == expected
        if deed is comes_and_stays:
            return
