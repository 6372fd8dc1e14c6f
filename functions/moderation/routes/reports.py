"""Reporting, and what moderators do about it."""

from __future__ import annotations

import re

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.api_gateway import Router

from functions.moderation.metrics import count
from functions.moderation.reports import report_decisions, report_pages, reporting
from functions.moderation.wiring import authority, clock
from snowfight.errors import NoSuchReport
from snowfight.models.moderation import Decide, NewReport, OpenReport, ReportQuery
from snowfight.models.records import Account
from snowfight.transport.http_request import Caller, asked_of
from snowfight.transport.http_response import answer, nothing

_SANCTIONS = ("mute", "ban")
_ID = re.compile(r"[0-9]{13}-[0-9a-f]{16}")

router = Router()
asked = asked_of(router)


@router.post("/api/chat/<name>/report")
def report(name: str) -> Response[str]:
    request = asked()
    caller = request.caller
    if reporting.report(caller.username, name, request.body(NewReport), caller.signed_in):
        count("ReportsMade")
    return nothing()


@router.post("/api/report")
def report_openly() -> Response[str]:
    request = asked()
    receipt = reporting.report_openly(request.body(OpenReport), request.address)
    count("ReportsMade")
    return answer(202, receipt)


@router.get("/api/moderation/reports")
def page() -> Response[str]:
    request = asked()
    _moderator(request.caller)
    query = request.query(ReportQuery)
    now = clock.now()
    if query.author is not None:
        return answer(200, report_pages.of_author(query.author, query.cursor, now))
    return answer(200, report_pages.page(query.state, query.cursor, now))


@router.post("/api/moderation/reports/<identifier>")
def decide(identifier: str) -> Response[str]:
    request = asked()
    caller = request.caller
    moderator = _moderator(caller)
    body = request.body(Decide)
    if not _ID.fullmatch(identifier):
        raise NoSuchReport
    decided = report_decisions.decide(moderator, identifier, body, caller.signed_in)
    count("ReportsDecided")
    if decided.decision in _SANCTIONS:
        count("Sanctions")
    return answer(200, decided)


def _moderator(caller: Caller) -> Account:
    """Whose role reaches so far: what is wrong with a query or body is told nobody else."""
    return authority.having("moderator", caller.username, caller.signed_in)
