"""What a page asks for as it opens, in one answer."""

from __future__ import annotations

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.api_gateway import Router

from functions.http_api.chats import starts
from functions.http_api.wiring import settings
from snowfight.models.starts.start import StartQuery
from snowfight.transport.http_request import asked_of
from snowfight.transport.http_response import answer
from snowfight.transport.refresh_cookie import refresh_cookie

router = Router()
asked = asked_of(router)


@router.get("/api/auth/start")
def with_session() -> Response[str]:
    request = asked()
    room = request.query(StartQuery).room
    start, refresh = starts.with_session(request.cookie(settings.site_origins), request.address, room)
    cookies = [refresh_cookie(refresh, secure=settings.secure_cookies)] if refresh else []
    return answer(200, start, cookies=cookies)


@router.get("/api/start")
def with_token() -> Response[str]:
    request = asked()
    caller = request.caller
    return answer(200, starts.of(caller.username, request.query(StartQuery).room, caller.signed_in))
