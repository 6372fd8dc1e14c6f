"""What was decided about the caller, or about what they reported."""

from __future__ import annotations

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.api_gateway import Router

from functions.moderation.wiring import authority, clock, decisions
from snowfight.models.moderation import CursorQuery
from snowfight.transport.http_request import asked_of
from snowfight.transport.http_response import answer

router = Router()
asked = asked_of(router)


@router.get("/api/me/notices")
def notices() -> Response[str]:
    request = asked()
    caller = request.caller
    query = request.query(CursorQuery)
    authority.having("member", caller.username, caller.signed_in)
    return answer(200, decisions.page(caller.username, query.cursor, clock.now()))
