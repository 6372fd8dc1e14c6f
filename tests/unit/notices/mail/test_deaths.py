"""Given a function that makes a mail, when it dies at any step, then no mail is lost, or sent twice in an hour."""

from __future__ import annotations

from datetime import timedelta
from itertools import count

import pytest

from snowfight.models.records import Link
from snowfight.storage.database import Database
from tests.support.chat import Chat
from tests.support.mails import Mailing
from tests.support.tables import Snapshot
from tests.support.wire import Wire


@pytest.fixture
def mailing(chat: Chat, ann: Link, bob: Link, private: str) -> Mailing:
    """Ann has written to Bob, who is away."""
    chat.connection_lifecycle.closed(bob)
    chat.say(ann, "where are you?", room=private)
    return Mailing(chat)


def again(mailing: Mailing, database: Database) -> Mailing:
    """The same on tables as they were, without what was sent."""
    return Mailing(Chat(clock=mailing.chat.clock, database=database))


def test_who_dies_while_noting_a_call_and_is_called_again_has_one_mail_sent(
    mailing: Mailing, database: Database, wire: Wire
) -> None:
    start, tables = mailing.chat.clock.now(), Snapshot()
    for place in count():
        tables.restore()
        mailing.chat.clock._now = start
        other = again(mailing, database)
        with wire.watched() as seen, wire.dead_after(place):
            other.call("bob")
        other.call("bob", at=start)
        other.later(minutes=16)
        other.later(hours=3)
        assert len(other.sent) == 1
        if len(seen.requests) < place:
            return


def test_who_dies_while_making_a_mail_is_followed_by_another_and_none_is_sent_twice_in_an_hour(
    mailing: Mailing, database: Database, wire: Wire
) -> None:
    mailing.call("bob")
    mailing.chat.clock.advance(minutes=16)
    start, tables = mailing.chat.clock.now(), Snapshot()
    went: list[int] = []
    for place in count():
        # Given a death after so many requests
        tables.restore()
        mailing.chat.clock._now = start
        other = again(mailing, database)
        with wire.watched() as seen, wire.dead_after(place):
            other.later(seconds=0)
        first = len(other.sent)
        # When others look every five minutes, then within the hour nothing more goes
        for _ in range(11):
            other.later(minutes=5)
        if first:
            assert len(other.sent) == 1
        # And after it everything has been told, once again where nobody could know whether it was
        for _ in range(20):
            other.later(minutes=5)
        is_settled = len(seen.requests) < place
        assert 1 <= len(other.sent) <= (1 if is_settled else 2)
        went.append(len(other.sent))
        if is_settled:
            break
    assert 2 in went  # or no death lay between the mail and its being noted


def test_where_the_answer_is_lost_it_is_sent_once_more_an_hour_later_if_it_is_not_read_by_then(
    mailing: Mailing, private: str
) -> None:
    # Given
    mailing.call("bob")
    mailing.mailer.is_answer_lost = True
    assert mailing.later(minutes=15).lost == 1
    # When an hour has not passed, then nothing goes; after it one does, and never another
    for _ in range(12):
        mailing.later(minutes=5)
    assert len(mailing.sent) == 1
    mailing.later(minutes=5)
    assert len(mailing.sent) == 2
    for _ in range(40):
        mailing.later(minutes=10)
    assert len(mailing.sent) == 2


def test_where_the_answer_was_lost_and_the_message_is_read_there_is_no_second(mailing: Mailing, private: str) -> None:
    mailing.call("bob")
    mailing.mailer.is_answer_lost = True
    mailing.later(minutes=15)
    mailing.chat.rooms.read_positions.read("bob", private, 1)
    for _ in range(20):
        mailing.later(minutes=10)
    assert len(mailing.sent) == 1


def test_two_who_make_the_same_mail_at_once_send_one(mailing: Mailing, database: Database, wire: Wire) -> None:
    mailing.call("bob")
    mailing.chat.clock.advance(minutes=16)
    start, tables = mailing.chat.clock.now(), Snapshot()
    for place in count():
        tables.restore()
        mailing.chat.clock._now = start
        other, rival = again(mailing, database), again(mailing, database)
        with wire.rival_after(place, lambda rival=rival: rival.later(seconds=0)) as acted:
            other.later(seconds=0)
        mailing.chat.clock._now = start + timedelta(minutes=50)
        other.later(minutes=0)
        assert len(other.sent) + len(rival.sent) == 1
        if not acted():
            return
