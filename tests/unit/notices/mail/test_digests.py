"""Given somebody who is away, when messages to them are a quarter of an hour old, then they get one mail, or none."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from itertools import count

import pytest

from snowfight.clock import milliseconds
from snowfight.errors import Unavailable
from snowfight.models.chat import EditGroup
from snowfight.models.client_frames import Edit, Read
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import Link
from snowfight.storage.accounts.user_settings import Quiet, SettingsChange
from snowfight.storage.notices.mails import KEPT
from tests.support.chat import Chat
from tests.support.mails import ORIGIN, PAUSES, Mailing
from tests.support.tables import rows
from tests.support.wire import Wire


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


def test_what_was_missed_is_told_once_to_the_address_that_was_proven(mailing: Mailing, ann: Link, private: str) -> None:
    # Given
    seq = written(mailing, ann, private, "the fort is melting")
    # When it is not a quarter of an hour old, then nothing goes; then it does, and not again
    mailing.later(minutes=14)
    assert mailing.sent == []
    assert mailing.later(minutes=1).sent == 1
    mailing.later(hours=2)
    assert mailing.mail.to == "bob@example.org"
    assert "Ann: the fort is melting" in mailing.mail.text
    assert f"{ORIGIN}/chat/{private}/{seq}" in mailing.mail.text


def test_one_mail_tells_all_of_it_the_newest_chat_first(mailing: Mailing, ann: Link, private: str, group: str) -> None:
    for room, body in ((private, "first"), (group, "second, @bob"), (PUBLIC_CHAT, "third, @bob"), (private, "fourth")):
        written(mailing, ann, room, body)
        mailing.chat.clock.advance(minutes=1)
    mailing.later(minutes=15)
    text = mailing.mail.text
    places = [text.index(words) for words in ("You missed 4 messages", "first", "fourth", "third", "second")]
    assert places == sorted(places)


def test_links_lead_to_the_first_message_that_was_not_read(
    mailing: Mailing, ann: Link, bob: Link, private: str
) -> None:
    first = written(mailing, ann, private, "read")
    mailing.chat.rooms.read_positions.read("bob", private, first)
    second = written(mailing, ann, private, "unread")
    mailing.later(minutes=20)
    assert f"/chat/{private}/{second}" in mailing.mail.text
    assert "Ann: read" not in mailing.mail.text


def test_who_has_not_proven_an_address_is_not_mailed(chat: Chat, ann: Link) -> None:
    chat.user("dan")
    mailing = Mailing(chat)
    chat.say(ann, "hello @dan")
    mailing.call("dan")
    mailing.later(minutes=20)
    assert mailing.sent == []


def test_what_mentions_nobody_in_a_group_is_not_mailed(mailing: Mailing, ann: Link, group: str) -> None:
    written(mailing, ann, group, "plain words")
    written(mailing, ann, PUBLIC_CHAT, "plain words")
    mailing.later(minutes=20)
    assert mailing.sent == []


def test_who_has_left_the_group_is_told_of_nothing_there(mailing: Mailing, ann: Link, group: str) -> None:
    written(mailing, ann, group, "@bob, look")
    mailing.chat.groups.edit("ann", group, EditGroup(remove_members=["bob"]))
    mailing.later(minutes=20)
    assert mailing.sent == []


def test_a_message_says_what_it_says_now(mailing: Mailing, ann: Link, private: str) -> None:
    seq = written(mailing, ann, private, "the old words")
    client_id = mailing.chat.client_id()
    edit = Edit(type="edit", room=private, seq=seq, client_id=client_id, body="the new words")
    mailing.chat.change(ann, edit)
    mailing.later(minutes=20)
    assert "the new words" in mailing.mail.text
    assert "the old words" not in mailing.mail.text


def test_what_is_kept_no_longer_is_not_told(mailing: Mailing, ann: Link, group: str) -> None:
    written(mailing, ann, group, "@bob, look")
    mailing.chat.groups.edit("ann", group, EditGroup(retention_days=1))
    due = mailing.rows.get("bob", mailing.chat.clock.now()).due
    assert due is not None
    mailing.later(hours=25)
    assert mailing.sent == []


def test_who_was_there_meanwhile_has_a_quarter_of_an_hour_from_the_next_message_on(
    mailing: Mailing, ann: Link, private: str
) -> None:
    # Given a message, a visit ten minutes later, and another message after that
    written(mailing, ann, private, "before")
    mailing.chat.clock.advance(minutes=10)
    mailing.chat.connection_lifecycle.closed(mailing.chat.connect("bob"))
    mailing.chat.clock.advance(minutes=1)
    written(mailing, ann, private, "after")
    # When the first is due, then nothing goes; when the second is, that one does
    mailing.later(minutes=5)
    assert mailing.sent == []
    mailing.later(minutes=9)
    assert mailing.sent == []
    mailing.later(minutes=1)
    assert "Ann: after" in mailing.mail.text
    assert "before" not in mailing.mail.text


def test_the_next_mail_comes_an_hour_later_and_tells_what_is_new(mailing: Mailing, ann: Link, private: str) -> None:
    # Given a mail
    written(mailing, ann, private, "one")
    mailing.later(minutes=15)
    # When there is more to tell, a quarter of an hour old, then it waits for the hour
    written(mailing, ann, private, "two")
    mailing.later(minutes=59)
    assert len(mailing.sent) == 1
    mailing.later(minutes=1)
    _, second = mailing.sent
    assert "Ann: two" in second.text
    assert "Ann: one" not in second.text


def test_what_is_written_while_a_mail_is_made_has_a_mail_of_its_own_and_nothing_is_told_twice(
    mailing: Mailing, ann: Link, private: str, wire: Wire
) -> None:
    bodies = {"one", "two"}
    for place in count(1):
        # Given
        other = Mailing(mailing.chat)
        other.chat.rooms.read_positions.read("bob", private, other.chat.messages.newest(private))
        written(other, ann, private, "one")
        other.chat.clock.advance(minutes=15)
        # When somebody writes after any step of making a mail
        with wire.rival_after(place, partial(written, other, ann, private, "two")) as acted:
            other.later(seconds=0)
        if not acted():
            assert place > len(bodies)
            return
        other.later(minutes=61)
        other.later(minutes=61)
        # Then both are told, each once
        said = [body for mail in other.sent for body in bodies if f"Ann: {body}" in mail.text]
        assert sorted(said) == sorted(bodies)
        other.later(days=3)


def test_a_mail_that_cannot_be_handed_over_is_tried_until_it_goes(mailing: Mailing, ann: Link, private: str) -> None:
    written(mailing, ann, private)
    mailing.mailer.refusal = Unavailable()
    for minutes in (15, 5, 5):
        with pytest.raises(Unavailable):
            mailing.later(minutes=minutes)
    mailing.mailer.refusal = None
    mailing.later(minutes=5)
    assert len(mailing.sent) == 1


def test_it_is_given_up_after_a_day(mailing: Mailing, ann: Link, private: str) -> None:
    written(mailing, ann, private)
    mailing.mailer.refusal = Unavailable()
    for minutes in (15, 24 * 60):
        with pytest.raises(Unavailable):
            mailing.later(minutes=minutes)
    mailing.mailer.refusal = None
    mailing.later(minutes=5)
    assert mailing.sent == []


def test_one_users_mail_keeps_nobody_elses_back(mailing: Mailing, ann: Link, cat: Link, private: str) -> None:
    # Given two who wait, and one whose mail cannot be made
    mailing.chat.connection_lifecycle.closed(cat)
    written(mailing, ann, private)
    mailing.chat.say(ann, "and you, @cat?")
    mailing.call("cat")
    mailing.mailer.unreachable = "bob@example.org"
    # When both are due, then the other's goes, and the failure is told
    with pytest.raises(Unavailable):
        mailing.later(minutes=20)
    assert [mail.username for mail in mailing.sent] == ["cat"]


def test_where_there_is_no_time_the_rest_waits_for_the_next_turn(mailing: Mailing, ann: Link, private: str) -> None:
    written(mailing, ann, private)
    mailing.chat.clock.advance(minutes=15)
    mailing.digests.send_due(lambda: False)
    assert mailing.sent == []
    assert mailing.later(minutes=5).sent == 1


def test_a_call_costs_two_requests_and_where_a_mail_waits_already_one(mailing: Mailing, wire: Wire) -> None:
    for expected in (["BatchGetItem", "TransactWriteItems"], ["BatchGetItem"], ["BatchGetItem"]):
        with wire.watched() as seen:
            mailing.call("bob")
        assert seen.operations == expected
        mailing.chat.clock.advance(seconds=20)


def test_every_row_of_it_ends_by_itself(mailing: Mailing, ann: Link, private: str) -> None:
    written(mailing, ann, private)
    mine = [row for row in rows("ephemeral") if row["pk"]["S"].startswith("MAIL")]
    due = mailing.chat.clock.now() + PAUSES.after
    assert len(mine) == 2
    assert {int(row["expires_at"]["N"]) for row in mine} == {milliseconds(due + KEPT) // 1000}
    # And what has ended is not there, swept or not
    mailing.later(days=3)
    assert mailing.sent == []
    mailing.call("bob")
    assert len([row for row in rows("ephemeral") if row["pk"]["S"] == "MAIL#bob"]) == 1


def test_a_reader_of_one_chat_is_mailed_of_the_other(
    mailing: Mailing, ann: Link, bob: Link, private: str, group: str
) -> None:
    written(mailing, ann, group, "@bob, here")
    seq = written(mailing, ann, private, "and here")
    mailing.chat.read_receipts.read(bob, Read(type="read", room=private, seq=seq))
    mailing.later(minutes=20)
    assert "@bob, here" in mailing.mail.text
    assert "and here" not in mailing.mail.text


def test_it_waits_for_the_end_of_the_quiet_time_where_the_user_is(
    mailing: Mailing, ann: Link, bob: Link, private: str
) -> None:
    # Given quiet from 13:00 to 07:30 in Istanbul, where it is after 15:00
    mailing.set("bob", SettingsChange(quiet=Quiet("13:00", "07:30", "Europe/Istanbul")))
    written(mailing, ann, private)
    # When it would be due, then nothing goes before the quiet time ends
    for _ in range(4):
        mailing.later(minutes=20)
    assert mailing.sent == []
    night = datetime(2026, 2, 1, 4, 25, tzinfo=UTC) - mailing.chat.clock.now()
    mailing.later(seconds=night.total_seconds())
    assert mailing.sent == []
    mailing.later(minutes=5)
    assert len(mailing.sent) == 1


def test_what_was_unread_before_is_not_told_with_what_calls_now(mailing: Mailing, ann: Link, private: str) -> None:
    # Given a message that was seen and left unread long ago
    mailing.chat.say(ann, "of yesterday", room=private)
    yesterday = mailing.chat.clock.now()
    mailing.chat.clock.advance(hours=20)
    # When another comes, and the oldest of the two calls
    mailing.chat.say(ann, "of today", room=private)
    mailing.call("bob", at=yesterday)
    mailing.later(minutes=14)
    assert mailing.sent == []
    mailing.later(minutes=1)
    assert "of today" in mailing.mail.text
    assert "of yesterday" not in mailing.mail.text
