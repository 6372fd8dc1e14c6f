"""The user themselves, and their ticket for a connection."""

from __future__ import annotations

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.api_gateway import Router

from functions.http_api.wiring import accounts, ticketing
from snowfight.models.user import ProfilePatch
from snowfight.transport.http import Request, answer

router = Router()


def _request() -> Request:
    return Request.of(router.current_event.raw_event)


@router.get("/api/me")
def me() -> Response[str]:
    caller = _request().caller
    return answer(200, accounts.me(caller.username, caller.signed_in))


@router.patch("/api/me")
def change() -> Response[str]:
    request = _request()
    return answer(200, accounts.change(request.caller.username, request.body(ProfilePatch)))


@router.post("/api/ws-ticket")
def ticket() -> Response[str]:
    caller = _request().caller
    account = accounts.account(caller.username, caller.signed_in)
    return answer(200, ticketing.issue(account.username))
