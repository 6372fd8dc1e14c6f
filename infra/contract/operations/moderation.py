"""Calls of moderators and owners, and about what was decided; all of `functions/moderation`."""

from __future__ import annotations

from infra.contract.operations.operation import Auth, Operation
from snowfight import errors
from snowfight.models import moderation
from snowfight.models.base import Body

OVER = (errors.NotAllowed, errors.NoSuchUser)
"""Refusals of everything that is done to somebody."""


def _to_somebody(
    name: str, summary: str, body: type[Body] | None = None, refusals: tuple[type[errors.SnowfightError], ...] = ()
) -> Operation:
    path = f"/api/users/{{username}}/{name}"
    return Operation(name, "POST", path, summary, Auth.BEARER, status=204, body=body, errors=(*OVER, *refusals))


MODERATION: tuple[Operation, ...] = (
    _to_somebody("role", "Give a user a role; by owners", moderation.RoleChange, (errors.LastOwner,)),
    _to_somebody("mute", "Let a user write nothing for a time; by moderators", moderation.Mute),
    _to_somebody("unmute", "Lift a mute"),
    _to_somebody("ban", "Keep a user out, for a time or until that is lifted; by moderators", moderation.Ban),
    _to_somebody("unban", "Lift a ban"),
    Operation(
        "moderation_log",
        "GET",
        "/api/moderation/log",
        "Who did what to whom, newest first; for moderators",
        Auth.BEARER,
        moderation.LogPage,
        query=moderation.CursorQuery,
        errors=(errors.NotAllowed,),
    ),
    Operation(
        "community_settings",
        "GET",
        "/api/moderation/settings",
        "What owners have decided; for moderators",
        Auth.BEARER,
        moderation.CommunitySettings,
        errors=(errors.NotAllowed,),
    ),
    Operation(
        "change_community_settings",
        "PATCH",
        "/api/moderation/settings",
        "Decide some of it; by owners",
        Auth.BEARER,
        moderation.CommunitySettings,
        body=moderation.CommunityPatch,
        errors=(errors.NotAllowed,),
    ),
    Operation(
        "notices",
        "GET",
        "/api/me/notices",
        "What was decided about the caller and what they reported, newest first",
        Auth.BEARER,
        moderation.DecisionNoticePage,
        query=moderation.CursorQuery,
    ),
)
