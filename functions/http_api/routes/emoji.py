"""Custom emoji."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.api_gateway import Router

from functions.http_api.wiring import upload_service
from snowfight.models.emoji import NewEmoji
from snowfight.models.file import NewUpload
from snowfight.transport.http_request import asked_of
from snowfight.transport.http_response import answer, nothing

if TYPE_CHECKING:
    from snowfight.domain.emoji.custom_emoji import CustomEmojis

router = Router()
asked = asked_of(router)


def _custom_emojis() -> CustomEmojis:
    """Loaded when somebody asks."""
    return cast("CustomEmojis", import_module("functions.http_api.emoji").custom_emojis)


@router.get("/api/emoji")
def all_emoji() -> Response[str]:
    caller = asked().caller
    return answer(200, _custom_emojis().all(caller.username, caller.signed_in))


@router.post("/api/emoji/upload")
def upload() -> Response[str]:
    request = asked()
    caller = request.caller
    _custom_emojis().admit(caller.username, caller.signed_in)
    return answer(200, upload_service.for_emoji(caller.username, request.body(NewUpload)))


@router.post("/api/emoji")
def add() -> Response[str]:
    request = asked()
    caller = request.caller
    return answer(201, _custom_emojis().add(caller.username, request.body(NewEmoji), caller.signed_in))


@router.post("/api/emoji/<name>/remove")
def remove(name: str) -> Response[str]:
    caller = asked().caller
    _custom_emojis().remove(caller.username, name, caller.signed_in)
    return nothing()
