"""Who did what to whom, and why: written once, never changed, and gone after a year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from snowfight.clock import from_milliseconds, milliseconds
from snowfight.models.moderation import LogEntry, LogPage
from snowfight.storage.moderation.moments import moment_of, new_id
from snowfight.storage.rows.moderation import AuditRow

if TYPE_CHECKING:
    from snowfight.models.moderation import LoggedAction
    from snowfight.storage.files.uploads import Also

KEPT = timedelta(days=365)
PAGE = 50
_AUDIT = "AUDIT"


@dataclass(frozen=True)
class Deed:
    """What is written down. `until`: when it ends by itself."""

    actor: str
    action: LoggedAction
    target: str | None = None
    room: str | None = None
    seq: int | None = None
    reason: str | None = None
    report: str | None = None
    until: datetime | None = None


class AuditLog:
    """The `AUDIT` rows: put on the condition that they are new, read, and nothing else."""

    def row(self, deed: Deed, now: datetime) -> AuditRow:
        """The row that says so."""
        return AuditRow(
            _AUDIT,
            new_id(now),
            actor=deed.actor,
            action=deed.action,
            target=deed.target,
            room=deed.room,
            seq=deed.seq,
            reason=deed.reason,
            report=deed.report,
            until=milliseconds(deed.until) if deed.until else None,
            expires_at=int((now + KEPT).timestamp()),
        )

    def joining(self, deed: Deed, now: datetime) -> Also:
        """The write of it, in the transaction that does the deed."""
        row = self.row(deed, now)
        return lambda transaction: transaction.save(row, condition=AuditRow.pk.does_not_exist())

    def page(self, cursor: str | None, now: datetime) -> LogPage:
        """A page, newest first: one Query."""
        before = AuditRow.sk < cursor if cursor else None
        rows = list(AuditRow.query(_AUDIT, before, scan_index_forward=False, limit=PAGE + 1))
        entries = [_entry(row) for row in rows[:PAGE] if row.expires_at > now.timestamp()]
        return LogPage(entries=entries, cursor=rows[PAGE - 1].sk if len(rows) > PAGE else None)


def _entry(row: AuditRow) -> LogEntry:
    return LogEntry(
        id=row.sk,
        actor=row.actor,
        action=row.action,  # pyright: ignore[reportArgumentType]  (written by `row`)
        target=row.target,
        room=row.room,
        seq=int(row.seq) if row.seq else None,
        reason=row.reason,
        report=row.report,
        created=moment_of(row.sk),
        until=from_milliseconds(int(row.until)) if row.until else None,
    )
