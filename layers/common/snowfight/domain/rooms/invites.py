"""The secret in the link that lets people into a group."""

from __future__ import annotations

import hmac
import secrets

from snowfight.models.records import RoomState

INVITE_BYTES = 18
"""144 random bits: 24 characters that nobody guesses."""


def new_invite() -> str:
    return secrets.token_urlsafe(INVITE_BYTES)


def is_invited(state: RoomState, invite: str | None) -> bool:
    """Whether the group lets in who has this invite, or none."""
    if state.open or not (state.invite and invite):
        return state.open
    return hmac.compare_digest(invite.encode(), state.invite.encode())
