"""What serves reports, put together from the function's parts."""

from __future__ import annotations

from functions.moderation.wiring import (
    accounts,
    audit_log,
    authority,
    clock,
    database,
    decision_notices,
    decisions,
    messages,
    rate_limits,
    rooms,
    settings,
)
from snowfight.domain.messages.quotes import Quotes
from snowfight.domain.messages.retention import Retention
from snowfight.domain.reports.deciding import Records, ReportDecisions
from snowfight.domain.reports.remedies import Remedies
from snowfight.domain.reports.reporting import Reporting
from snowfight.storage.moderation.reports import Reports

reports = Reports(database)
_retention = Retention(messages, clock, settings.retention_days)
reporting = Reporting(rooms, reports, Quotes(messages, accounts), _retention, rate_limits, clock)
report_decisions = ReportDecisions(
    Records(reports, audit_log, decisions),
    authority,
    Remedies(removals, sanctions),
    decision_notices,
    accounts.get_many,
    clock,
)
