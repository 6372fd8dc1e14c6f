"""Whom the caller has blocked."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.api_gateway import Router

from snowfight.transport.http_request import asked_of
from snowfight.transport.http_response import answer, nothing

if TYPE_CHECKING:
    from snowfight.domain.moderation.blocks import BlockService

router = Router()
asked = asked_of(router)


def _blocks() -> BlockService:
    """Loaded when somebody asks."""
    return cast("BlockService", import_module("functions.moderation.blocks").blocks)


@router.post("/api/users/<name>/block")
def block(name: str) -> Response[str]:
    caller = asked().caller
    _blocks().block(caller.username, name, caller.signed_in)
    return nothing()


@router.post("/api/users/<name>/unblock")
def unblock(name: str) -> Response[str]:
    caller = asked().caller
    _blocks().unblock(caller.username, name, caller.signed_in)
    return nothing()


@router.get("/api/me/blocks")
def blocked() -> Response[str]:
    caller = asked().caller
    return answer(200, _blocks().blocked(caller.username, caller.signed_in))
