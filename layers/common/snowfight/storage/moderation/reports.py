"""Reports: open until they are decided, then closed, and gone after a year."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from pynamodb.transactions import TransactWrite

from snowfight.models.moderation import Report
from snowfight.models.records import Entry
from snowfight.storage.database import Database
from snowfight.storage.files.uploads import Also
from snowfight.storage.messages.entries import entry_of
from snowfight.storage.rooms.contested import Contested, ContestedWrite
from snowfight.storage.rows.messages import MessageRow
from snowfight.storage.rows.moderation import AuthorReportRow, ReportedRow, ReportRow
from snowfight.storage.rows.row import Row

KEPT = timedelta(days=365)
"""After the decision; and for so long nobody reports a message twice."""

AROUND = 2
"""Messages before and after a reported one that are kept with it (wire contract, part 7)."""

OPEN, CLOSED = "REPORTS#open", "REPORTS#closed"


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


class Reports:
    """The `REPORTS#` rows, and the `REPORTED#` rows that keep a user from reporting a message twice."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def sighting(self, room: str, seq: int, reporter: str, now: datetime) -> Sighting:
        """What a report of that message is made from: one request."""
        around = range(max(1, seq - AROUND), seq + AROUND + 1)
        keys: list[Row] = [MessageRow(room, each) for each in around]
        rows = self._database.get_many([*keys, _reported(room, seq, reporter)])
        entries = [entry_of(row) for row in rows if isinstance(row, MessageRow)]
        found = [row for row in rows if isinstance(row, ReportedRow) and row.expires_at > now.timestamp()]
        return Sighting(sorted(entries, key=lambda entry: entry.seq), bool(found))

    def open(self, kept: KeptReport) -> bool:
        """Keep a new report: one request. False, and nothing is kept, where its reporter was faster with another."""
        report = kept.report
        try:
            with ContestedWrite(connection=self._database.connection) as transaction:
                row = ReportRow(OPEN, report.id, report=report.model_dump_json(), email=kept.email, name=kept.name)
                transaction.save(row, condition=ReportRow.pk.does_not_exist())
                if report.room is not None and report.seq is not None and report.reporter is not None:
                    reported = _reported(report.room, report.seq, report.reporter)
                    reported.report, reported.expires_at = report.id, int((report.created + KEPT).timestamp())
                    is_over = ReportedRow.expires_at <= report.created.timestamp()
                    transaction.save(reported, condition=ReportedRow.pk.does_not_exist() | is_over)
                if report.author is not None:
                    transaction.save(_of_author(report.author, report.id))
        except Contested:
            return False
        return True

    def get(self, identifier: str, now: datetime) -> KeptReport | None:
        """A report, open or closed; None where there is none: one request."""
        rows = rows_of(self._database, [identifier], now)
        return next((KeptReport(report_of(row), row.name, row.email) for row in rows), None)

    def closing(self, report: Report, now: datetime) -> Also:
        """The write that closes an open report as it is decided; it cancels its transaction where another was faster.

        What its reporter told of themselves goes with it.
        """
        expires = int((now + KEPT).timestamp())

        def close(transaction: TransactWrite) -> None:
            transaction.delete(ReportRow(OPEN, report.id), ReportRow.pk.exists())
            transaction.save(ReportRow(CLOSED, report.id, report=report.model_dump_json(), expires_at=expires))
            if report.author is not None:
                transaction.save(_of_author(report.author, report.id, expires))

        return close

    def write(self, also: Iterable[Also]) -> None:
        """Do all of that in one transaction; raises Contested."""
        with ContestedWrite(connection=self._database.connection) as transaction:
            for each in also:
                each(transaction)


def rows_of(database: Database, identifiers: Iterable[str], now: datetime) -> list[ReportRow]:
    """The reports of those names, open and closed: one request for fifty."""
    rows = database.get_many(ReportRow(state, each) for each in identifiers for state in (OPEN, CLOSED))
    return [row for row in rows if isinstance(row, ReportRow) and not is_over(row, now)]


def report_of(row: ReportRow) -> Report:
    """The report that a row keeps."""
    return Report.model_validate_json(row.report)


def is_over(row: ReportRow, now: datetime) -> bool:
    """Whether it has been kept for long enough."""
    return bool(row.expires_at) and row.expires_at <= now.timestamp()


def _reported(room: str, seq: int, reporter: str) -> ReportedRow:
    return ReportedRow(f"REPORTED#{room}#{seq}", reporter)


def author_partition(author: str) -> str:
    """Where it is kept which reports there are of what a user wrote."""
    return f"REPORTS#AUTHOR#{author}"


def _of_author(author: str, identifier: str, expires: int | None = None) -> AuthorReportRow:
    return AuthorReportRow(author_partition(author), identifier, expires_at=expires)
