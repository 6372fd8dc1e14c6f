"""What browsers need to reach each other."""

from __future__ import annotations

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.api_gateway import Router

from functions.calls.service import ice
from snowfight.models.calls.ice import IceQuery
from snowfight.transport.http_request import asked_of
from snowfight.transport.http_response import answer

router = Router()
asked = asked_of(router)


@router.get("/api/calls/ice")
def ice_servers() -> Response[str]:
    request = asked()
    caller = request.caller
    return answer(200, ice.servers(caller.username, request.query(IceQuery).device, caller.signed_in))
