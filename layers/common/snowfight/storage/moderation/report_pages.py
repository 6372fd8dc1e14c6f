"""Reports as moderators go through them, and what of them waits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from snowfight.models.moderation import Report, ReportPage, ReportState
from snowfight.storage.database import Database
from snowfight.storage.moderation.moments import moment_of
from snowfight.storage.moderation.reports import CLOSED, OPEN, author_partition, is_over, report_of, rows_of
from snowfight.storage.rows.moderation import AuthorReportRow, ReportRow

PAGE = 30
PAGE_BYTES = 1_000_000
"""Of one answer: what is reported may be as long as messages get."""


@dataclass(frozen=True)
class Waiting:
    """The open reports: how many, and when the oldest was made."""

    count: int
    oldest: datetime | None


class ReportPages:
    """Partitions of reports, by state and by author, in the order of time."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def page(self, state: ReportState, cursor: str | None, now: datetime) -> ReportPage:
        """The newest reports of that state, from before `cursor`: one Query."""
        before = ReportRow.sk < cursor if cursor else None
        partition = OPEN if state == "open" else CLOSED
        rows = list(ReportRow.query(partition, before, scan_index_forward=False, limit=PAGE + 1, consistent_read=True))
        return _page([row.sk for row in rows], (row for row in rows if not is_over(row, now)))

    def of_author(self, author: str, cursor: str | None, now: datetime) -> ReportPage:
        """As `page`, of what a user wrote, open and closed: a Query and one request."""
        before = AuthorReportRow.sk < cursor if cursor else None
        rows = AuthorReportRow.query(author_partition(author), before, scan_index_forward=False, limit=PAGE + 1)
        identifiers = [row.sk for row in rows]
        return _page(identifiers, rows_of(self._database, identifiers[:PAGE], now))

    def waiting(self, limit: int) -> Waiting:
        """The open reports, counted up to `limit`: one Query where they are few."""
        rows = list(ReportRow.query(OPEN, limit=limit, attributes_to_get=["pk", "sk"]))
        return Waiting(len(rows), moment_of(rows[0].sk) if rows else None)


def _page(identifiers: Sequence[str], rows: Iterable[ReportRow]) -> ReportPage:
    """Those of a page that are there and fit into an answer, the first in any case."""
    found = {row.sk: row for row in rows}
    reports: list[Report] = []
    size = 0
    for number, identifier in enumerate(identifiers[:PAGE]):
        if (row := found.get(identifier)) is not None:
            size += len(row.report.encode())
            if reports and size > PAGE_BYTES:
                return ReportPage(reports=reports, cursor=identifiers[number - 1])
            reports.append(report_of(row))
    return ReportPage(reports=reports, cursor=identifiers[PAGE - 1] if len(identifiers) > PAGE else None)
