"""Chats and their messages."""

from __future__ import annotations

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.api_gateway import Router

from functions.http_api.asked import asked_of
from functions.http_api.wiring import chats, history
from snowfight.models.message import HistoryQuery
from snowfight.transport.http import answer

router = Router()
asked = asked_of(router)


@router.get("/api/chats")
def all_chats() -> Response[str]:
    return answer(200, chats.all(asked().caller.username))


@router.get("/api/chat/older/<name>")
def older(name: str) -> Response[str]:
    request = asked()
    return answer(200, history.page(request.caller.username, name, request.query(HistoryQuery)))


@router.get("/api/chat/<name>")
def open_chat(name: str) -> Response[str]:
    return answer(200, chats.open(asked().caller.username, name))
