"""Who did what to whom, and why."""

from __future__ import annotations

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.api_gateway import Router

from functions.moderation.wiring import audit_log, authority, clock
from snowfight.models.moderation import CursorQuery
from snowfight.transport.http_request import asked_of
from snowfight.transport.http_response import answer

router = Router()
asked = asked_of(router)


@router.get("/api/moderation/log")
def page() -> Response[str]:
    request = asked()
    caller = request.caller
    query = request.query(CursorQuery)
    authority.having("moderator", caller.username, caller.signed_in)
    return answer(200, audit_log.page(query.cursor, clock.now()))
