"""Inviting people to the deployment."""

from __future__ import annotations

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.api_gateway import Router

from functions.moderation.wiring import inviting
from snowfight.models.moderation import NewInvite
from snowfight.transport.http_request import asked_of
from snowfight.transport.http_response import answer

router = Router()
asked = asked_of(router)


@router.post("/api/invites")
def invite() -> Response[str]:
    request = asked()
    caller = request.caller
    return answer(201, inviting.invite(caller.username, request.optional_body(NewInvite), caller.signed_in))
