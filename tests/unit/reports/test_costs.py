"""What a report and a decision ask of DynamoDB."""

from __future__ import annotations

from snowfight.models.moderation import NewReport
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import Link
from tests.support.chat import Chat
from tests.support.reports import ReportDesk
from tests.support.wire import Wire

BODY = NewReport(seq=3, reason="spam")


def test_a_report_takes_six_requests(chat: Chat, desk: ReportDesk, ann: Link, bob: Link, wire: Wire) -> None:
    for number in range(1, 6):
        chat.say(bob, f"message {number}")

    with wire.watched() as seen:
        desk.reporting.report("ann", PUBLIC_CHAT, BODY)

    assert seen.operations == [
        "BatchGetItem",  # may they read it
        "BatchGetItem",  # the messages, and whether it was reported
        "BatchGetItem",  # whose they are
        *("BatchGetItem", "UpdateItem"),  # not too often
        "TransactWriteItems",
    ]
    assert seen.write_units <= 15


def test_the_same_again_takes_two_and_writes_nothing(
    chat: Chat, desk: ReportDesk, ann: Link, bob: Link, wire: Wire
) -> None:
    for number in range(1, 6):
        chat.say(bob, f"message {number}")
    desk.reporting.report("ann", PUBLIC_CHAT, BODY)

    with wire.watched() as seen:
        desk.reporting.report("ann", PUBLIC_CHAT, BODY)

    assert seen.operations == ["BatchGetItem", "BatchGetItem"]


def test_a_page_is_one_query_and_an_authors_one_request_more(
    chat: Chat, desk: ReportDesk, ann: Link, bob: Link, wire: Wire
) -> None:
    chat.say(bob, "hello")
    desk.report("ann", PUBLIC_CHAT, 1)
    now = chat.clock.now()

    with wire.watched() as page:
        desk.pages.page("open", None, now)
    with wire.watched() as of_author:
        desk.pages.of_author("bob", None, now)
    with wire.watched() as gauge:
        desk.pages.waiting(500)

    assert page.operations == gauge.operations == ["Query"]
    assert of_author.operations == ["Query", "BatchGetItem"]


def test_deciding_takes_four_requests_and_telling_two(
    chat: Chat, desk: ReportDesk, ann: Link, bob: Link, moderator: str, wire: Wire
) -> None:
    chat.say(bob, "hello")
    report = desk.report("ann", PUBLIC_CHAT, 1)

    with wire.watched() as seen:
        desk.decide(moderator, report.id, "none")

    reads = ["BatchGetItem"] * 3  # who decides, about what, is it open still
    assert seen.operations == [*reads, "TransactWriteItems", "BatchGetItem", "BatchGetItem"]
