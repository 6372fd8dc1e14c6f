"""Groups and private chats: made, changed, joined, left and deleted."""

from __future__ import annotations

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.api_gateway import Router

from functions.http_api.asked import asked_of
from functions.http_api.wiring import chats, groups, private_chats
from snowfight.models.chat import ChatAnswer, EditGroup, GroupQuery, JoinGroup, NewGroup
from snowfight.transport.http import answer, nothing

router = Router()
asked = asked_of(router)


def _chat(status: int, username: str, name: str) -> Response[str]:
    return answer(status, ChatAnswer(chat=chats.one(username, name)))


@router.get("/api/groups")
def open_groups() -> Response[str]:
    request = asked()
    return answer(200, chats.groups(request.caller.username, request.query(GroupQuery)))


@router.post("/api/chat/new")
def create() -> Response[str]:
    request = asked()
    username = request.caller.username
    return _chat(201, username, groups.create(username, request.body(NewGroup)))


@router.route("/api/chat/private/<username>", method=["GET", "POST"])
def private(username: str) -> Response[str]:
    caller = asked().caller
    return _chat(200, caller.username, private_chats.with_user(caller.username, username))


@router.get("/api/chat/<name>/edit")
def settings(name: str) -> Response[str]:
    username = asked().caller.username
    return answer(200, chats.settings(username, groups.settings(username, name)))


@router.post("/api/chat/<name>/edit")
def edit(name: str) -> Response[str]:
    request = asked()
    username = request.caller.username
    groups.settings(username, name)
    groups.edit(username, name, request.body(EditGroup))
    return answer(200, chats.settings(username, groups.settings(username, name)))


@router.post("/api/chat/<name>/delete")
def delete(name: str) -> Response[str]:
    groups.delete(asked().caller.username, name)
    return nothing()


@router.post("/api/chat/<name>/leave")
def leave(name: str) -> Response[str]:
    groups.leave(asked().caller.username, name)
    return nothing()


@router.post("/api/chat/<name>/join")
def join(name: str) -> Response[str]:
    request = asked()
    username = request.caller.username
    groups.join(username, name, request.optional_body(JoinGroup).invite)
    return _chat(200, username, name)
