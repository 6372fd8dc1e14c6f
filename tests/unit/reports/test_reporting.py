"""What somebody reports is kept as it is, once, of what they may read."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from snowfight.errors import NoSuchChat, NoSuchMessage, NotAMember, RateLimited, Unauthorized
from snowfight.models.client_frames import Delete, Edit
from snowfight.models.moderation import NewReport
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import Link
from snowfight.storage.database import Database
from tests.support.chat import Chat
from tests.support.reports import ReportDesk
from tests.support.tables import SETTINGS
from tests.support.wire import Wire


def edit(chat: Chat, link: Link, room: str, seq: int, body: str) -> None:
    frame = Edit(type="edit", room=room, seq=seq, client_id=chat.client_id(), body=body)
    chat.change(link, frame)


def delete(chat: Chat, link: Link, room: str, seq: int) -> None:
    chat.change(link, Delete(type="delete", room=room, seq=seq, client_id=chat.client_id()))


def body(seq: int) -> NewReport:
    return NewReport(seq=seq, reason="spam")


def test_a_report_tells_who_reported_what_of_whom_and_why(
    chat: Chat, desk: ReportDesk, ann: Link, bob: Link, group: str
) -> None:
    chat.say(bob, "you fool", room=group)

    report = desk.report("ann", group, 1, "abuse", "  he always does  ")

    assert (report.reporter, report.author, report.room, report.seq) == ("ann", "bob", group, 1)
    assert (report.reason, report.text, report.state, report.url) == ("abuse", "he always does", "open", None)
    assert (report.decision, report.decided_by, report.statement) == (None, None, None)
    assert report.created == chat.clock.now()
    assert report.message is not None
    assert (report.message.body, report.message.author.display_name) == ("you fool", "Bob")


def test_up_to_two_messages_before_and_after_go_with_it(chat: Chat, desk: ReportDesk, ann: Link, bob: Link) -> None:
    for number in range(1, 8):
        chat.say(bob, f"message {number}")

    in_the_middle = desk.report("ann", PUBLIC_CHAT, 4)
    at_the_beginning = desk.report("ann", PUBLIC_CHAT, 1)
    at_the_end = desk.report("ann", PUBLIC_CHAT, 7)

    assert [message.seq for message in in_the_middle.context] == [2, 3, 5, 6]
    assert [message.seq for message in at_the_beginning.context] == [2, 3]
    assert [message.seq for message in at_the_end.context] == [5, 6]


def test_edits_and_deletions_change_nothing_in_it(chat: Chat, desk: ReportDesk, ann: Link, bob: Link) -> None:
    # Given
    for body in ("before", "you fool", "after"):
        chat.say(bob, body)
    before = desk.report("ann", PUBLIC_CHAT, 2)
    # When
    edit(chat, bob, PUBLIC_CHAT, 1, "edited")
    edit(chat, bob, PUBLIC_CHAT, 2, "what a day")
    delete(chat, bob, PUBLIC_CHAT, 2)
    chat.accounts.delete("bob")
    # Then
    assert desk.open() == [before]
    assert before.message is not None
    assert [each.body for each in (*before.context, before.message)] == ["before", "after", "you fool"]


def test_what_was_quoted_is_kept_too(chat: Chat, desk: ReportDesk, ann: Link, bob: Link) -> None:
    chat.say(ann, "hello all")
    chat.say(bob, "nobody asked you", reply_to=1)

    report = desk.report("ann", PUBLIC_CHAT, 2)

    assert report.message is not None
    assert report.message.quoted is not None
    assert report.message.quoted.body == "hello all"


def test_the_same_again_changes_nothing(chat: Chat, desk: ReportDesk, ann: Link, bob: Link) -> None:
    chat.say(bob, "you fool")
    first = desk.report("ann", PUBLIC_CHAT, 1)
    chat.clock.advance(minutes=1)

    assert desk.report("ann", PUBLIC_CHAT, 1, "spam", "again") == first
    assert desk.open() == [first]


@pytest.mark.parametrize("requests", range(1, 6))
def test_of_two_at_once_one_is_kept(
    chat: Chat, desk: ReportDesk, ann: Link, bob: Link, wire: Wire, requests: int
) -> None:
    chat.say(bob, "you fool")

    with wire.rival_after(requests, lambda: desk.reporting.report("ann", PUBLIC_CHAT, body(1))) as acted:
        was_first = desk.reporting.report("ann", PUBLIC_CHAT, body(1))

    assert (acted(), was_first) == (True, False)
    assert len(desk.open()) == 1


def test_nor_does_it_after_a_decision(chat: Chat, desk: ReportDesk, ann: Link, bob: Link, moderator: str) -> None:
    chat.say(bob, "you fool")
    report = desk.report("ann", PUBLIC_CHAT, 1)
    desk.decide(moderator, report.id, "none")
    delete(chat, bob, PUBLIC_CHAT, 1)

    desk.reporting.report("ann", PUBLIC_CHAT, body(1))

    assert (len(desk.open()), len(desk.closed())) == (0, 1)


def test_others_report_the_same_message_too(chat: Chat, desk: ReportDesk, ann: Link, bob: Link, cat: Link) -> None:
    chat.say(bob, "you fool")
    desk.report("ann", PUBLIC_CHAT, 1)
    desk.report("cat", PUBLIC_CHAT, 1)

    assert [report.reporter for report in desk.open()] == ["cat", "ann"]


@pytest.mark.parametrize("seq", [2, 3, 99])
def test_what_is_not_there_cannot_be_reported(chat: Chat, desk: ReportDesk, ann: Link, bob: Link, seq: int) -> None:
    chat.say(bob, "hello")
    chat.say(bob, "gone in a moment")
    delete(chat, bob, PUBLIC_CHAT, 2)

    with pytest.raises(NoSuchMessage):
        desk.report("ann", PUBLIC_CHAT, seq)

    assert desk.open() == []


def test_nor_what_is_over(database: Database) -> None:
    chat = Chat(replace(SETTINGS, retention_days=1), database=database)
    desk = ReportDesk(chat)
    ann = chat.connect(chat.user("ann"), PUBLIC_CHAT)
    chat.say(ann, "yesterday's")
    chat.clock.advance(days=2)
    chat.say(ann, "today's")

    with pytest.raises(NoSuchMessage):
        desk.report("ann", PUBLIC_CHAT, 1)

    assert desk.report("ann", PUBLIC_CHAT, 2).context == []


def test_who_may_not_read_a_chat_reports_nothing_in_it(
    chat: Chat, desk: ReportDesk, ann: Link, bob: Link, cat: Link, private: str, group: str
) -> None:
    chat.say(bob, "hello", room=private)
    chat.say(bob, "hello", room=group)

    with pytest.raises(NoSuchChat):
        desk.report("cat", private, 1)
    with pytest.raises(NoSuchChat):
        desk.report("cat", "nowhere", 1)
    with pytest.raises(NotAMember):
        desk.report("cat", group, 1)
    with pytest.raises(Unauthorized):
        desk.report("nobody", PUBLIC_CHAT, 1)


def test_of_a_deleted_account_nobody_is_named(chat: Chat, desk: ReportDesk, ann: Link, bob: Link) -> None:
    chat.say(bob, "you fool")
    chat.accounts.delete("bob")

    report = desk.report("ann", PUBLIC_CHAT, 1)

    assert report.author is None
    assert report.message is not None
    assert (report.message.author.username, report.message.body) == ("deleted-user", "you fool")


def test_two_hundred_reports_an_hour_and_no_more(chat: Chat, desk: ReportDesk, ann: Link, bob: Link) -> None:
    for number in range(201):
        chat.say(bob, f"message {number}")
        chat.clock.advance(seconds=1)
    for seq in range(1, 201):
        desk.reporting.report("ann", PUBLIC_CHAT, body(seq))

    with pytest.raises(RateLimited):
        desk.reporting.report("ann", PUBLIC_CHAT, body(201))

    assert not desk.reporting.report("ann", PUBLIC_CHAT, body(1))  # the same again is free
    chat.clock.advance(hours=1)
    assert desk.reporting.report("ann", PUBLIC_CHAT, body(201))


def test_after_a_year_it_may_be_reported_again(chat: Chat, desk: ReportDesk, ann: Link, bob: Link) -> None:
    chat.say(bob, "you fool")
    desk.report("ann", PUBLIC_CHAT, 1)

    chat.clock.advance(seconds=timedelta(days=366).total_seconds())

    assert desk.reporting.report("ann", PUBLIC_CHAT, body(1))
