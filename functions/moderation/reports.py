"""What serves reports, put together from the function's parts."""

from __future__ import annotations

from importlib import import_module

from functions.moderation.wiring import (
    accounts,
    audit_log,
    clock,
    database,
    decision_notices,
    decisions,
    messages,
    rate_limits,
    retention,
    rooms,
    sanctions,
)
from snowfight.domain.messages.quotes import Quotes
from snowfight.domain.moderation.cases import Case
from snowfight.domain.reports.deciding import Records, ReportDecisions
from snowfight.domain.reports.remedies import Remedies
from snowfight.domain.reports.reporting import Reporting
from snowfight.storage.moderation.report_pages import ReportPages
from snowfight.storage.moderation.reports import Reports


class _Removals:
    """Loaded when the first decision is to delete."""

    def remove(self, case: Case, room: str, seq: int) -> bool:
        return bool(import_module("functions.moderation.changes").removals.remove(case, room, seq))


_reports = Reports(database)
report_pages = ReportPages(database)
reporting = Reporting(rooms, _reports, Quotes(messages, accounts), retention, rate_limits, clock)
report_decisions = ReportDecisions(
    Records(_reports, audit_log, decisions),
    Remedies(_Removals(), sanctions),
    decision_notices,
    accounts.get_many,
    clock,
)
