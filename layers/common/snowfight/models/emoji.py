"""Custom emoji, which users add."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import Field

from snowfight.models.base import Answer, Body, Time

EMOJI_FORMATS = ("jpg", "png", "gif", "webp")
"""Of models.file.IMAGE_FORMATS, those that an emoji may be brought in (wire contract, part 2)."""

EMOJI_LIMIT = 512 * 1024
"""Bytes of the largest picture of an emoji (wire contract, part 2)."""

_NAME = "[a-z0-9_-]{2,32}"


def is_emoji_name(text: str) -> bool:
    """Whether a custom emoji may be called so: 2 to 32 of `a-z 0-9 _ -`."""
    return re.fullmatch(_NAME, text) is not None


class NewEmoji(Body):
    """Body of `POST /api/emoji`; `file` is Cloudinary's answer to an upload that `POST /api/emoji/upload` signed."""

    name: Annotated[str, Field(pattern=f"^{_NAME}$")]
    file: dict[str, Any]


class Emoji(Answer):
    """A custom emoji: its picture, who added it and when, and since when it is no longer offered."""

    name: str
    url: str
    username: str
    created: Time
    removed: Time | None = None


class EmojiList(Answer):
    """Answer of `GET /api/emoji`: every name that was ever given, in their order."""

    emoji: list[Emoji]


class EmojiAnswer(Answer):
    """Answer of `POST /api/emoji`."""

    emoji: Emoji
