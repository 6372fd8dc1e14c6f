"""What has changed in a chat since, its pins, and who reacted to a message."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.api_gateway import Router

from functions.http_api.wiring import changes as change_parts
from snowfight.errors import NoSuchMessage
from snowfight.models.message import ChangeQuery, ReactionQuery
from snowfight.transport.http_request import asked_of, seq_of
from snowfight.transport.http_response import answer

if TYPE_CHECKING:
    from snowfight.domain.changes.pages import ChangePages

router = Router()
asked = asked_of(router)


def _pages() -> ChangePages:
    """Loaded when somebody asks."""
    return cast("ChangePages", change_parts().pages)


@router.get("/api/chat/changes/<name>")
def changes(name: str) -> Response[str]:
    request = asked()
    caller = request.caller
    return answer(200, _pages().changes(caller.username, name, request.query(ChangeQuery), caller.signed_in))


@router.get("/api/chat/pins/<name>")
def pins(name: str) -> Response[str]:
    caller = asked().caller
    return answer(200, _pages().pins(caller.username, name, caller.signed_in))


@router.get("/api/chat/reactions/<name>/<seq>")
def reactions(name: str, seq: str) -> Response[str]:
    request = asked()
    caller = request.caller
    query = request.query(ReactionQuery)
    number = seq_of(seq, NoSuchMessage)
    return answer(200, _pages().reactions(caller.username, name, number, query, caller.signed_in))
