"""By what imported messages are known again: an id that follows from where each comes from."""

from __future__ import annotations

from uuid import UUID, uuid5

_NAMESPACE = UUID("2f1d6c0e-3c55-4a57-9b0e-6b1f0f6f0a23")


def message_id(source: str, chat: str, post: str, part: str = "") -> str:
    """The `client_id` of a post, or of a further part of one."""
    return str(uuid5(_NAMESPACE, f"{source}\0{chat}\0{post}\0{part}"))
