"""What users ask for about their bots."""

from __future__ import annotations

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.api_gateway import Router

from functions.bots.wiring import bots
from snowfight.models.robots.bots import NewBot, NewToken
from snowfight.transport.http_request import asked_of
from snowfight.transport.http_response import answer, nothing

router = Router()
asked = asked_of(router)


@router.post("/api/bots")
def create() -> Response[str]:
    request = asked()
    caller = request.caller
    return answer(201, bots.create(caller.username, request.body(NewBot), caller.signed_in))


@router.get("/api/bots")
def listed() -> Response[str]:
    caller = asked().caller
    return answer(200, bots.all(caller.username, caller.signed_in))


@router.post("/api/bots/<username>/token")
def token(username: str) -> Response[str]:
    request = asked()
    caller = request.caller
    days = request.optional_body(NewToken).days
    return answer(201, bots.renew(caller.username, username, days, caller.signed_in))


@router.post("/api/bots/<username>/delete")
def delete(username: str) -> Response[str]:
    caller = asked().caller
    bots.delete(caller.username, username, caller.signed_in)
    return nothing()
