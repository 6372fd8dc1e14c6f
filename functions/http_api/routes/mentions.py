"""What mentioned the caller, over all chats."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.api_gateway import Router

from snowfight.models.message import MentionQuery
from snowfight.transport.http_request import asked_of
from snowfight.transport.http_response import answer

if TYPE_CHECKING:
    from snowfight.domain.mentions.pages import MentionPages

router = Router()
asked = asked_of(router)


def _pages() -> MentionPages:
    """Loaded when somebody asks."""
    return cast("MentionPages", import_module("functions.http_api.mention_pages").pages)


@router.get("/api/mentions")
def mentions() -> Response[str]:
    request = asked()
    caller = request.caller
    return answer(200, _pages().page(caller.username, request.query(MentionQuery), caller.signed_in))
