"""Where browsers are pushed to."""

from __future__ import annotations

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.api_gateway import Router

from functions.notices.service import devices
from snowfight.models.notices import PushEndpoint, PushSubscribe
from snowfight.transport.http_request import asked_of
from snowfight.transport.http_response import answer, nothing

router = Router()
asked = asked_of(router)


@router.get("/api/push/key")
def key() -> Response[str]:
    caller = asked().caller
    return answer(200, devices.key(caller.username, caller.signed_in))


@router.get("/api/push/devices")
def listed() -> Response[str]:
    caller = asked().caller
    return answer(200, devices.devices(caller.username, caller.signed_in))


@router.post("/api/push/subscribe")
def subscribe() -> Response[str]:
    request = asked()
    caller = request.caller
    devices.subscribe(caller.username, request.body(PushSubscribe), caller.session, caller.signed_in)
    return nothing()


@router.post("/api/push/unsubscribe")
def unsubscribe() -> Response[str]:
    request = asked()
    caller = request.caller
    devices.unsubscribe(caller.username, request.body(PushEndpoint).endpoint, caller.signed_in)
    return nothing()


@router.post("/api/push/test")
def test() -> Response[str]:
    request = asked()
    caller = request.caller
    devices.test(caller.username, request.body(PushEndpoint).endpoint, caller.signed_in)
    return nothing()
