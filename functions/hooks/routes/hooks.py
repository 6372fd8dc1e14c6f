"""The hooks of a chat, for who looks after it."""

from __future__ import annotations

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.api_gateway import Router

from functions.hooks.wiring import hooks
from snowfight.models.robots.hooks import NewHook
from snowfight.transport.http_request import asked_of
from snowfight.transport.http_response import answer, nothing

router = Router()
asked = asked_of(router)


@router.post("/api/chat/<name>/hooks")
def make(name: str) -> Response[str]:
    request = asked()
    caller = request.caller
    return answer(201, hooks.make(caller.username, name, request.body(NewHook), caller.signed_in))


@router.get("/api/chat/<name>/hooks")
def all_of(name: str) -> Response[str]:
    caller = asked().caller
    return answer(200, hooks.hooks(caller.username, name, caller.signed_in))


@router.post("/api/chat/<name>/hooks/<identifier>/delete")
def delete(name: str, identifier: str) -> Response[str]:
    caller = asked().caller
    hooks.delete(caller.username, name, identifier, caller.signed_in)
    return nothing()
