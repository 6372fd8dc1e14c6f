"""Messages that several of go into one frame, none larger than a frame may be."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, takewhile

from snowfight.models.message import Message
from snowfight.models.server_frames import MAX_FRAME

FEW = 8
"""Names of an emoji where a frame would be too large with all: only where bodies are longer than usual."""

_ENVELOPE = 1024
"""Bytes of a frame around its messages, at most."""


def within_a_frame(messages: Sequence[Message]) -> list[Message]:
    """The first of `messages` that fit into one frame together; always one, with fewer names where it has too many."""
    sized = [_within(message) for message in messages]
    sizes = accumulate(_size(message) + 1 for message in sized)
    return sized[: max(1, len(list(takewhile(lambda size: size <= MAX_FRAME - _ENVELOPE, sizes))))]


def shortened(message: Message) -> Message:
    """The message with a few names of each of its reactions."""
    reactions = [reaction.model_copy(update={"usernames": reaction.usernames[:FEW]}) for reaction in message.reactions]
    return message.model_copy(update={"reactions": reactions})


def _within(message: Message) -> Message:
    return message if _size(message) <= MAX_FRAME - _ENVELOPE else shortened(message)


def _size(message: Message) -> int:
    return len(message.model_dump_json().encode())
