"""The user themselves, and their ticket for a connection."""

from __future__ import annotations

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.api_gateway import Router

from functions.http_api.chats import export
from functions.http_api.wiring import accounts, deletion, profiles, sessions, settings, ticket_issuer
from snowfight.models.accounts import DeleteAccount, ExportQuery
from snowfight.models.user import ProfilePatch
from snowfight.transport.http_request import asked_of
from snowfight.transport.http_response import answer, lines, nothing
from snowfight.transport.refresh_cookie import refresh_cookie

router = Router()
asked = asked_of(router)


@router.get("/api/me")
def me() -> Response[str]:
    caller = asked().caller
    return answer(200, accounts.me(caller.username, caller.signed_in))


@router.patch("/api/me")
def change() -> Response[str]:
    request = asked()
    caller = request.caller
    return answer(200, accounts.change(caller.username, request.body(ProfilePatch), caller.signed_in))


@router.get("/api/me/export")
def export_page() -> Response[str]:
    request = asked()
    caller = request.caller
    page = export.page(caller.username, request.query(ExportQuery).cursor, caller.signed_in)
    return lines(page.lines, page.cursor)


@router.post("/api/me/delete")
def delete() -> Response[str]:
    request = asked()
    caller = request.caller
    account = sessions.account(caller.username, caller.signed_in)
    deletion.delete(account.username, request.body(DeleteAccount).password)
    return nothing(cookies=[refresh_cookie("", secure=settings.secure_cookies, life=0)])


@router.get("/api/users/<name>")
def user(name: str) -> Response[str]:
    caller = asked().caller
    return answer(200, profiles.profile(caller.username, name, caller.signed_in))


@router.post("/api/ws-ticket")
def ticket() -> Response[str]:
    caller = asked().caller
    account = sessions.account(caller.username, caller.signed_in)
    return answer(200, ticket_issuer.issue(account.username))
