"""Deciding about a report: what is decided is done, written down and told, all of it or nothing."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from snowfight.clock import Clock
from snowfight.domain.moderation.authority import GetAccounts
from snowfight.domain.moderation.cases import Case
from snowfight.domain.moderation.decision_notices import DecisionNotices
from snowfight.domain.reports.remedies import Remedies
from snowfight.domain.reports.statements import found, given
from snowfight.errors import Decided, FieldError, Invalid, NoSuchReport
from snowfight.models.moderation import Decide, Report
from snowfight.models.records import Account
from snowfight.storage.files.uploads import Also
from snowfight.storage.moderation.audit_log import AuditLog, Deed
from snowfight.storage.moderation.decisions import Decisions
from snowfight.storage.moderation.reports import KeptReport, Reports
from snowfight.storage.rooms.contested import uncontested
from snowfight.storage.rows.moderation import DecisionRow


@dataclass(frozen=True)
class Records:
    """What is written: reports, what is written down of them, what people are told."""

    reports: Reports
    audit_log: AuditLog
    decisions: Decisions


class ReportDecisions:
    """`accounts` reads accounts by name, in one request."""

    def __init__(
        self,
        records: Records,
        remedies: Remedies,
        notices: DecisionNotices,
        accounts: GetAccounts,
        clock: Clock,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self._records = records
        self._remedies = remedies
        self._notices = notices
        self._accounts = accounts
        self._clock = clock
        self._pause = pause

    def decide(self, actor: Account, identifier: str, body: Decide, signed_in: datetime | None = None) -> Report:
        """Decide as `actor`, who has been found to be a moderator, and return the report as it is then.

        Raises NotAllowed where the author's role is not below the actor's; NoSuchReport, Decided; Invalid where
        nothing like that can be done about it; NoSuchUser where its author is no more; and Unavailable. Nothing is done
        then.
        """
        kept = self._open(identifier)
        name = actor.username
        changes = {"state": "closed", "decision": body.decision, "decided_by": name, "statement": body.statement}
        report = kept.report.model_copy(update=changes)
        row = self._row(report)
        case = Case(name, body.statement or given(report), signed_in, report.id, lambda: self._also(report, row))
        self._act(case, report, body)
        with suppress(Exception):  # it is decided, and stands where the reporter finds it
            self._tell(kept, report, row)
        return report

    def _open(self, identifier: str) -> KeptReport:
        kept = self._records.reports.get(identifier, self._clock.now())
        if kept is None:
            raise NoSuchReport
        if kept.report.state == "closed":
            raise Decided
        return kept

    def _row(self, report: Report) -> DecisionRow | None:
        """What the reporter finds among their notices."""
        if report.reporter is None:
            return None
        now = self._clock.now()
        return self._records.decisions.row(report.reporter, "decided", found(report), now, report.room, report.seq)

    def _also(self, report: Report, row: DecisionRow | None) -> Sequence[Also]:
        """What is written with whatever is done; raises Decided where somebody was faster."""
        self._open(report.id)
        now = self._clock.now()
        by = report.decided_by or ""
        deed = Deed(by, "decide", report.author, report.room, report.seq, report.statement, report.id)
        told = (self._records.decisions.joining(row),) if row else ()
        return (self._records.reports.closing(report, now), self._records.audit_log.joining(deed, now), *told)

    def _act(self, case: Case, report: Report, body: Decide) -> None:
        room, seq, author = report.room, report.seq, report.author
        match body.decision:
            case "none":
                self._close(case)
            case "delete" if room is not None and seq is not None:
                if not self._remedies.removals.remove(case, room, seq):
                    self._close(case)
            case "mute" if author is not None and body.minutes is not None:
                self._remedies.sanctions.mute(case, author, body.minutes)
            case "ban" if author is not None:
                self._remedies.sanctions.ban(case, author, body.minutes)
            case _:
                raise Invalid([FieldError("decision", "that cannot be done here about what was reported")])

    def _close(self, case: Case) -> None:
        uncontested(lambda: self._records.reports.write(case.also()), self._pause)

    def _tell(self, kept: KeptReport, report: Report, row: DecisionRow | None) -> None:
        """Tell the reporter; the author learns it from what is done."""
        if report.reporter is not None and row is not None:
            account = self._accounts([report.reporter]).get(report.reporter)
            if account is not None:
                self._notices.tell(account, row)
        elif kept.email is not None:
            self._notices.write_to(kept.email, "decided", found(report))
