"""Chats and their messages."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.api_gateway import Router

from functions.http_api.chats import chat_lists, history
from snowfight.errors import NoSuchMessage
from snowfight.models.chat import MemberQuery, Unread
from snowfight.models.message import HistoryQuery, ThreadQuery
from snowfight.transport.http_request import asked_of, seq_of
from snowfight.transport.http_response import answer, nothing

if TYPE_CHECKING:
    from snowfight.domain.messages.thread_pages import ThreadPages
    from snowfight.domain.rooms.unread_marks import UnreadMarks

router = Router()
asked = asked_of(router)


def _threads() -> ThreadPages:
    """Loaded when somebody opens a thread."""
    return cast("ThreadPages", import_module("functions.http_api.threads").pages)


def _marks() -> UnreadMarks:
    """Loaded when somebody marks a chat unread."""
    return cast("UnreadMarks", import_module("functions.http_api.unread").marks)


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


@router.get("/api/chat/thread/<name>/<seq>")
def thread(name: str, seq: str) -> Response[str]:
    request = asked()
    caller = request.caller
    query = request.query(ThreadQuery)
    number = seq_of(seq, NoSuchMessage)
    return answer(200, _threads().page(caller.username, name, number, query, caller.signed_in))


@router.post("/api/chat/<name>/unread")
def unread(name: str) -> Response[str]:
    request = asked()
    caller = request.caller
    _marks().mark(caller.username, name, request.body(Unread).seq, caller.signed_in)
    return nothing()
