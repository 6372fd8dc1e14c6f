"""What Mattermost calls Unicode's emoji."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import emoji

from ops.importing.reading.markup.emoji_names import unicode_emoji
from snowfight.domain.emoji.unicode_emoji import fully_qualified

_TONES = {"🏻": "light", "🏼": "medium_light", "🏽": "medium", "🏾": "medium_dark", "🏿": "dark"}
_TONED = re.compile(r"_person_person|_(light|medium|dark|medium[_-]light|medium[_-]dark)_skin_tone")
"""What only the names of two people with skin tones have."""
_NAME = re.compile(r"[a-z0-9_+-]{1,64}")


@cache
def short_name(text: str) -> str:
    """The name of an emoji, without colons, that reads back as the same; of one with several skin tones, which have no
    name, as the one without. A custom emoji's is its own."""
    if text.startswith(":"):
        return text.strip(":")
    for name in _names(text):
        if _NAME.fullmatch(name) and unicode_emoji(name) == text:
            return name
    return next(filter(unicode_emoji, (_TONED.sub("", name) for name in _names(text))), "question")


def _names(text: str) -> Iterator[str]:
    """What it may be called, the usual first."""
    tones = [character for character in text if character in _TONES]
    if len(tones) == 1 and (plain := fully_qualified(text.replace(tones[0], ""))):
        yield from (f"{name}_{_TONES[tones[0]]}_skin_tone" for name in _names(plain))
    yield from _table().get(text, ())


@cache
def _table() -> dict[str, list[str]]:
    known = ((full, data) for text, data in emoji.EMOJI_DATA.items() if (full := fully_qualified(text)))
    return {full: [name.strip(":").lower() for name in (*data.get("alias", ()), data["en"])] for full, data in known}
