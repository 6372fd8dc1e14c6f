"""Chats and their messages."""

from __future__ import annotations

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.api_gateway import Router

from functions.http_api.wiring import chats, history
from snowfight.models.message import HistoryQuery
from snowfight.transport.http import Request, answer

router = Router()


def _request() -> Request:
    return Request.of(router.current_event.raw_event)


@router.get("/api/chats")
def all_chats() -> Response[str]:
    return answer(200, chats.all(_request().caller.username))


@router.get("/api/chat/older/<name>")
def older(name: str) -> Response[str]:
    request = _request()
    return answer(200, history.page(request.caller.username, name, request.query(HistoryQuery)))


@router.get("/api/chat/<name>")
def open_chat(name: str) -> Response[str]:
    return answer(200, chats.open(_request().caller.username, name))
