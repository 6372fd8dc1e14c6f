"""Reporting, and what moderators do about it."""

from __future__ import annotations

import re

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.api_gateway import Router

from functions.moderation.metrics import count
from functions.moderation.reports import report_decisions, reporting, reports
from functions.moderation.wiring import authority, clock
from snowfight.errors import NoSuchReport
from snowfight.models.moderation import Decide, NewReport, OpenReport, ReportQuery
from snowfight.transport.http_request import asked_of
from snowfight.transport.http_response import answer, nothing

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
    caller = request.caller
    query = request.query(ReportQuery)
    authority.having("moderator", caller.username, caller.signed_in)
    now = clock.now()
    if query.author is not None:
        return answer(200, reports.of_author(query.author, query.cursor, now))
    return answer(200, reports.page(query.state, query.cursor, now))


@router.post("/api/moderation/reports/<identifier>")
def decide(identifier: str) -> Response[str]:
    request = asked()
    caller = request.caller
    if not _ID.fullmatch(identifier):
        authority.having("moderator", caller.username, caller.signed_in)
        raise NoSuchReport
    decided = report_decisions.decide(caller.username, identifier, request.body(Decide), caller.signed_in)
    count("ReportsDecided")
    return answer(200, decided)
