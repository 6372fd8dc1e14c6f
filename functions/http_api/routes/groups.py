"""Groups and private chats: made, changed, joined, left and deleted."""

from __future__ import annotations

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.api_gateway import Router

from functions.http_api.chats import chat_lists
from functions.http_api.wiring import groups, private_chats, rooms
from snowfight.domain.admission import admit
from snowfight.domain.permissions import Action
from snowfight.models.chat import ChatAnswer, EditGroup, GroupQuery, JoinGroup, NewGroup
from snowfight.transport.http_request import Caller, asked_of
from snowfight.transport.http_response import answer, nothing

router = Router()
asked = asked_of(router)


def _chat(status: int, caller: Caller, name: str) -> Response[str]:
    return answer(status, ChatAnswer(chat=chat_lists.one(caller.username, name, caller.signed_in)))


def _admitted(action: Action, name: str) -> Caller:
    """The caller, who may do that to the chat and has an account."""
    caller = asked().caller
    admit(rooms, action, caller.username, name, caller.signed_in)
    return caller


@router.get("/api/groups")
def open_groups() -> Response[str]:
    request = asked()
    caller = request.caller
    return answer(200, chat_lists.groups(caller.username, request.query(GroupQuery), caller.signed_in))


@router.post("/api/chat/new")
def create() -> Response[str]:
    request = asked()
    caller = request.caller
    return _chat(201, caller, groups.create(caller.username, request.body(NewGroup), caller.signed_in))


@router.route("/api/chat/private/<username>", method=["GET", "POST"])
def private(username: str) -> Response[str]:
    caller = asked().caller
    return _chat(200, caller, private_chats.with_user(caller.username, username, caller.signed_in))


@router.get("/api/chat/<name>/edit")
def settings(name: str) -> Response[str]:
    caller = asked().caller
    return answer(200, chat_lists.settings(caller.username, name, caller.signed_in))


@router.post("/api/chat/<name>/edit")
def edit(name: str) -> Response[str]:
    caller = _admitted(Action.EDIT, name)
    groups.edit(caller.username, name, asked().body(EditGroup))
    return answer(200, chat_lists.settings(caller.username, name, caller.signed_in))


@router.post("/api/chat/<name>/delete")
def delete(name: str) -> Response[str]:
    groups.delete(_admitted(Action.DELETE, name).username, name)
    return nothing()


@router.post("/api/chat/<name>/leave")
def leave(name: str) -> Response[str]:
    groups.leave(_admitted(Action.LEAVE, name).username, name)
    return nothing()


@router.post("/api/chat/<name>/join")
def join(name: str) -> Response[str]:
    request = asked()
    caller = request.caller
    groups.join(caller.username, name, request.optional_body(JoinGroup).invite, caller.signed_in)
    return _chat(200, caller, name)
