"""Reports: open until they are decided, then closed, and gone after a year."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from pynamodb.models import Model
from pynamodb.transactions import TransactWrite

from snowfight.models.moderation import Report, ReportPage, ReportState
from snowfight.models.records import Entry
from snowfight.storage.database import Database
from snowfight.storage.files.uploads import Also
from snowfight.storage.messages.entries import entry_of
from snowfight.storage.moderation.moments import moment_of
from snowfight.storage.rooms.contested import Contested, ContestedWrite
from snowfight.storage.rows.messages import MessageRow
from snowfight.storage.rows.moderation import AuthorReportRow, ReportedRow, ReportRow

KEPT = timedelta(days=365)
"""After the decision; and for so long nobody reports a message twice."""

AROUND = 2
"""Messages before and after a reported one that are kept with it (wire contract, part 7)."""

PAGE = 30
PAGE_BYTES = 1_000_000
"""Of one answer: what is reported may be as long as messages get."""

_OPEN, _CLOSED = "REPORTS#open", "REPORTS#closed"


@dataclass(frozen=True)
class Sighting:
    """What stands around a message, in order, and whether the one who asks has reported it before."""

    entries: list[Entry]
    is_reported: bool


@dataclass(frozen=True)
class KeptReport:
    """A report; of one who has no account also their name, and where they want to be told."""

    report: Report
    name: str | None = None
    email: str | None = None


@dataclass(frozen=True)
class Waiting:
    """The open reports: how many, and when the oldest was made."""

    count: int
    oldest: datetime | None


class Reports:
    """The `REPORTS#` rows, and the `REPORTED#` rows that keep a user from reporting a message twice."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def sighting(self, room: str, seq: int, reporter: str, now: datetime) -> Sighting:
        """What a report of that message is made from: one request."""
        around = range(max(1, seq - AROUND), seq + AROUND + 1)
        keys: list[Model] = [MessageRow(room, each) for each in around]
        rows = self._database.get_many([*keys, _reported(room, seq, reporter)])
        entries = [entry_of(row) for row in rows if isinstance(row, MessageRow)]
        found = [row for row in rows if isinstance(row, ReportedRow) and row.expires_at > now.timestamp()]
        return Sighting(sorted(entries, key=lambda entry: entry.seq), bool(found))

    def open(self, kept: KeptReport) -> None:
        """Keep a new report; one of a message that its reporter has reported meanwhile is passed over: one request."""
        report = kept.report
        expires = int((report.created + KEPT).timestamp())
        with suppress(Contested), ContestedWrite(connection=self._database.connection) as transaction:
            row = ReportRow(_OPEN, report.id, report=report.model_dump_json(), email=kept.email, name=kept.name)
            transaction.save(row, condition=ReportRow.pk.does_not_exist())
            if report.room is not None and report.seq is not None and report.reporter is not None:
                reported = _reported(report.room, report.seq, report.reporter)
                reported.report, reported.expires_at = report.id, expires
                is_over = ReportedRow.expires_at <= report.created.timestamp()
                transaction.save(reported, condition=ReportedRow.pk.does_not_exist() | is_over)
            if report.author is not None:
                transaction.save(_of_author(report.author, report.id))

    def get(self, identifier: str, now: datetime) -> KeptReport | None:
        """A report, open or closed; None where there is none: one request."""
        rows = self._rows([identifier], now)
        return next((KeptReport(_report(row), row.name, row.email) for row in rows), None)

    def page(self, state: ReportState, cursor: str | None, now: datetime) -> ReportPage:
        """The newest reports of that state, from before `cursor`: one Query."""
        before = ReportRow.sk < cursor if cursor else None
        partition = _OPEN if state == "open" else _CLOSED
        rows = list(ReportRow.query(partition, before, scan_index_forward=False, limit=PAGE + 1, consistent_read=True))
        return _page([row.sk for row in rows], (row for row in rows if not _is_over(row, now)))

    def of_author(self, author: str, cursor: str | None, now: datetime) -> ReportPage:
        """As `page`, of what a user wrote, open and closed: a Query and one request."""
        before = AuthorReportRow.sk < cursor if cursor else None
        rows = AuthorReportRow.query(_author_partition(author), before, scan_index_forward=False, limit=PAGE + 1)
        identifiers = [row.sk for row in rows]
        return _page(identifiers, self._rows(identifiers[:PAGE], now))

    def closing(self, report: Report, now: datetime) -> Also:
        """The write that closes an open report as it is decided; it cancels its transaction where another was faster.

        What its reporter told of themselves goes with it.
        """
        expires = int((now + KEPT).timestamp())

        def close(transaction: TransactWrite) -> None:
            transaction.delete(ReportRow(_OPEN, report.id), ReportRow.pk.exists())
            transaction.save(ReportRow(_CLOSED, report.id, report=report.model_dump_json(), expires_at=expires))
            if report.author is not None:
                transaction.save(_of_author(report.author, report.id, expires))

        return close

    def write(self, also: Iterable[Also]) -> None:
        """Do all of that in one transaction; raises Contested."""
        with ContestedWrite(connection=self._database.connection) as transaction:
            for each in also:
                each(transaction)

    def waiting(self, limit: int) -> Waiting:
        """The open reports, counted up to `limit`: one Query where they are few."""
        rows = list(ReportRow.query(_OPEN, limit=limit, attributes_to_get=["pk", "sk"]))
        return Waiting(len(rows), moment_of(rows[0].sk) if rows else None)

    def _rows(self, identifiers: Iterable[str], now: datetime) -> list[ReportRow]:
        keys = [ReportRow(state, each) for each in identifiers for state in (_OPEN, _CLOSED)]
        rows = self._database.get_many(keys)
        return [row for row in rows if isinstance(row, ReportRow) and not _is_over(row, now)]


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
            reports.append(_report(row))
    return ReportPage(reports=reports, cursor=identifiers[PAGE - 1] if len(identifiers) > PAGE else None)


def _report(row: ReportRow) -> Report:
    return Report.model_validate_json(row.report)


def _is_over(row: ReportRow, now: datetime) -> bool:
    return bool(row.expires_at) and row.expires_at <= now.timestamp()


def _reported(room: str, seq: int, reporter: str) -> ReportedRow:
    return ReportedRow(f"REPORTED#{room}#{seq}", reporter)


def _author_partition(author: str) -> str:
    return f"REPORTS#AUTHOR#{author}"


def _of_author(author: str, identifier: str, expires: int | None = None) -> AuthorReportRow:
    return AuthorReportRow(_author_partition(author), identifier, expires_at=expires)
