"""The secret that lets people into a group, and the invitation that people give each other, which names the group."""

from __future__ import annotations

import hmac
import secrets

from snowfight.models.names import is_room
from snowfight.models.records import RoomState

INVITE_BYTES = 18
"""144 random bits: 24 characters that nobody guesses."""


def new_invite() -> str:
    return secrets.token_urlsafe(INVITE_BYTES)


def invitation(state: RoomState) -> str:
    """What lets into the group, as people give it to each other: `<chat>.<secret>`, since whoever signs up with it is
    in no chat yet. Empty where there is none."""
    return f"{state.name}.{state.invite}" if state.invite else ""


def invited_room(invite: str) -> str | None:
    """The group that an invitation names; None where it names none."""
    room, dot, _ = invite.partition(".")
    return room if dot and is_room(room) else None


def is_secret(state: RoomState, invite: str | None) -> bool:
    """Whether it is the group's own: the secret alone, as links had it once, or the invitation."""
    if not (state.invite and invite):
        return False
    return hmac.compare_digest(invite.rpartition(".")[2].encode(), state.invite.encode())


def is_invited(state: RoomState, invite: str | None) -> bool:
    """Whether the group lets in who has this invitation, or none."""
    return state.open or is_secret(state, invite)
