"""Chats and their messages."""

from __future__ import annotations

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.api_gateway import Router

from functions.http_api.request import asked_of
from functions.http_api.wiring import chat_lists, history
from snowfight.models.chat import MemberQuery
from snowfight.models.message import HistoryQuery
from snowfight.transport.http import answer

router = Router()
asked = asked_of(router)


@router.get("/api/chats")
def all_chats() -> Response[str]:
    caller = asked().caller
    return answer(200, chat_lists.all(caller.username, caller.signed_in))


@router.get("/api/chat/older/<name>")
def older(name: str) -> Response[str]:
    request = asked()
    caller = request.caller
    return answer(200, history.page(caller.username, name, request.query(HistoryQuery), caller.signed_in))


@router.get("/api/chat/<name>")
def open_chat(name: str) -> Response[str]:
    caller = asked().caller
    return answer(200, chat_lists.open(caller.username, name, caller.signed_in))


@router.get("/api/chat/<name>/members")
def members(name: str) -> Response[str]:
    request = asked()
    caller = request.caller
    return answer(200, chat_lists.members(caller.username, name, request.query(MemberQuery), caller.signed_in))
