"""What owners decide while the deployment runs."""

from __future__ import annotations

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.api_gateway import Router

from functions.moderation.wiring import audit_log, authority, clock, community
from snowfight.models.moderation import CommunityPatch
from snowfight.storage.moderation.audit_log import Deed
from snowfight.transport.http_request import asked_of
from snowfight.transport.http_response import answer

router = Router()
asked = asked_of(router)


@router.get("/api/moderation/settings")
def read() -> Response[str]:
    caller = asked().caller
    authority.having("moderator", caller.username, caller.signed_in)
    return answer(200, community.load())


@router.patch("/api/moderation/settings")
def change() -> Response[str]:
    request = asked()
    caller = request.caller
    authority.having("owner", caller.username, caller.signed_in)
    values = request.body(CommunityPatch).given
    written = audit_log.joining(Deed(caller.username, "settings", reason=", ".join(values)), clock.now())
    return answer(200, community.change(values, written))
