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
    patch = request.body(CommunityPatch)
    authority.having("owner", caller.username, caller.signed_in)
    changed = community.change({name: getattr(patch, name) for name in sorted(patch.model_fields_set)})
    if patch.model_fields_set:
        reason = ", ".join(sorted(patch.model_fields_set))
        audit_log.write(Deed(caller.username, "settings", reason=reason), clock.now())
    return answer(200, changed)
