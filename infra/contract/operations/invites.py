"""Invitations to the deployment."""

from __future__ import annotations

from infra.contract.operations.operation import Auth, Operation
from snowfight import errors
from snowfight.models import moderation

INVITES: tuple[Operation, ...] = (
    Operation(
        "invite",
        "POST",
        "/api/invites",
        "Invite people to the deployment; moderators may",
        Auth.BEARER,
        moderation.Invite,
        201,
        body=moderation.NewInvite,
        errors=(errors.NotAllowed, errors.RateLimited),
        optional_body=True,
    ),
)
