"""Reports come in pages, newest first, those of one author by themselves."""

from __future__ import annotations

from snowfight.models.moderation import Report, ReportPage
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import Link
from snowfight.storage.moderation.moments import new_id
from snowfight.storage.moderation.report_pages import PAGE, PAGE_BYTES
from snowfight.storage.moderation.reports import KeptReport
from tests.support.chat import Chat
from tests.support.reports import ReportDesk


def open_reports(chat: Chat, desk: ReportDesk, count: int, author: str | None = None, text: str = "") -> list[str]:
    """Make as many; returns their ids, the newest first."""
    made: list[str] = []
    for _ in range(count):
        chat.clock.advance(seconds=1)
        now = chat.clock.now()
        report = Report(id=new_id(now), author=author, reason="other", text=text, created=now)
        desk.reports.open(KeptReport(report))
        made.append(report.id)
    return made[::-1]


def pages(desk: ReportDesk, author: str | None = None) -> list[list[str]]:
    """The ids of all pages of open reports, or of an author's."""
    found: list[list[str]] = []
    cursor = None
    while True:
        page = next_page(desk, author, cursor)
        found.append([report.id for report in page.reports])
        cursor = page.cursor
        if cursor is None:
            return found


def next_page(desk: ReportDesk, author: str | None, cursor: str | None) -> ReportPage:
    now = desk.chat.clock.now()
    return desk.pages.of_author(author, cursor, now) if author else desk.pages.page("open", cursor, now)


def test_pages_have_thirty_reports_and_lead_on_while_there_are_more(chat: Chat, desk: ReportDesk) -> None:
    made = open_reports(chat, desk, 2 * PAGE + 1)

    assert pages(desk) == [made[:PAGE], made[PAGE : 2 * PAGE], made[2 * PAGE :]]


def test_a_page_that_is_full_and_the_last_leads_nowhere(chat: Chat, desk: ReportDesk) -> None:
    made = open_reports(chat, desk, PAGE)

    assert pages(desk) == [made]


def test_a_page_is_no_longer_than_a_megabyte_and_none_is_empty(chat: Chat, desk: ReportDesk) -> None:
    made = open_reports(chat, desk, 7, text="x" * (PAGE_BYTES * 2 // 7))

    assert pages(desk) == [made[:3], made[3:6], made[6:]]


def test_of_an_author_both_open_and_closed_ones_are_listed(
    chat: Chat, desk: ReportDesk, ann: Link, bob: Link, moderator: str
) -> None:
    for link in (bob, ann, bob):
        chat.say(link, "hello")
    first = desk.report("ann", PUBLIC_CHAT, 1)
    desk.report("bob", PUBLIC_CHAT, 2)
    second = desk.report("ann", PUBLIC_CHAT, 3)

    decided = desk.decide(moderator, first.id, "none")

    assert next_page(desk, "bob", None) == ReportPage(reports=[second, decided], cursor=None)
    assert next_page(desk, "nobody", None).reports == []


def test_an_authors_pages_are_like_all_others(chat: Chat, desk: ReportDesk) -> None:
    made = open_reports(chat, desk, PAGE + 2, author="bob")

    assert pages(desk, "bob") == [made[:PAGE], made[PAGE:]]


def test_what_waits_is_counted_up_to_a_bound_from_the_oldest(chat: Chat, desk: ReportDesk) -> None:
    assert desk.pages.waiting(3).oldest is None

    open_reports(chat, desk, 1)
    since = chat.clock.now()
    open_reports(chat, desk, 4)

    assert (desk.pages.waiting(3).count, desk.pages.waiting(3).oldest) == (3, since)
    assert desk.pages.waiting(9).count == 5
