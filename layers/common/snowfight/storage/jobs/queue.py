"""Work that goes on after the answer: rows that say what is to be done, until it is.

A new or changed row reaches the worker through the table's stream; one that its worker dropped is found by the next
sweep. So work survives whatever kills a function in the middle of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal, cast

from snowfight.clock import from_milliseconds, milliseconds
from snowfight.storage.database import Database, Refused
from snowfight.storage.files.uploads import Also
from snowfight.storage.rows.ephemeral import JobRow

Kind = Literal[
    "delete-chat",
    "delete-account",
    "end-sessions",
    "tell-read",
    "expire-messages",
    "tell-changes",
    "clear-message",
    "eject",
]

LIFE = timedelta(days=30)
"""How long a job that never succeeds is tried; its dead letters and alarms come long before."""

MAX_JOBS = 10_000
"""Jobs that are looked through for those that are due; they lie by kind and subject, not by time."""


@dataclass(frozen=True)
class Job:
    """Do `kind` to `subject` (a chat, a user), not before `due`; `runs` counts the finished rounds."""

    kind: Kind
    subject: str
    due: datetime
    runs: int = 0
    payload: dict[str, Any] | None = None
    """What the job has to know besides, as JSON."""


class JobRows:
    """The `JOBS` partition of the ephemeral table."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, job: Job) -> None:
        """Keep a job; an equal one is replaced."""
        _kept(job).save()

    def joining(self, job: Job) -> Also:
        """The write that keeps a job, in somebody else's transaction."""
        return lambda transaction: transaction.save(_kept(job))

    def drop(self, job: Job) -> None:
        """The job is done; one that was asked for anew in the meantime stays."""
        try:
            self._database.delete(_row(job.kind, job.subject), JobRow.due == milliseconds(job.due))
        except Refused:
            return

    def due(self, latest: datetime) -> list[Job]:
        """Jobs that are due at `latest`, the longest waiting first: none of them waits for ever behind others."""
        is_due = JobRow.due <= milliseconds(latest)
        rows = JobRow.query("JOBS", filter_condition=is_due, consistent_read=True, limit=MAX_JOBS)
        return sorted((_job(row) for row in rows), key=lambda job: job.due)

    def get(self, kind: Kind, subject: str) -> Job | None:
        """One job, None where it is done."""
        rows = self._database.get_many([_row(kind, subject)])
        return next((_job(row) for row in rows if isinstance(row, JobRow)), None)


def _row(kind: str, subject: str) -> JobRow:
    return JobRow("JOBS", f"{kind}#{subject}")


def _kept(job: Job) -> JobRow:
    row = _row(job.kind, job.subject)
    row.kind, row.subject, row.runs, row.payload = job.kind, job.subject, job.runs, job.payload
    row.due, row.expires_at = milliseconds(job.due), int((job.due + LIFE).timestamp())
    return row


def _job(row: JobRow) -> Job:
    return Job(cast("Kind", row.kind), row.subject, from_milliseconds(int(row.due)), int(row.runs), row.payload)
