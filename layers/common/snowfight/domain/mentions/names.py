"""The names that a text may mention."""

from __future__ import annotations

import re
import unicodedata

from snowfight.domain.mentions.visible_text import visible

ALL = "all"
"""`@all` means everybody, whatever users are called."""

_NAME = re.compile(r"@([A-Za-z0-9_]{3,20})(?![A-Za-z0-9_])")

_UNSPACED = (
    *("CJK ", "IDEOGRAPHIC ", "HIRAGANA ", "KATAKANA", "HALFWIDTH KATAKANA"),
    *("HANGUL ", "THAI ", "LAO ", "KHMER ", "MYANMAR "),
)
"""How letters of scripts are called that put no space between words: a name may stand right beside them."""


def names_in(body: str) -> tuple[str, ...]:
    """What follows an `@` that is a word of its own, in lower case, each once, in order; `ALL` among them."""
    text = visible(body)
    found = (
        match[1].lower()
        for match in _NAME.finditer(text)
        if not _touches(text[: match.start()][-1:], "@_/") and not _touches(text[match.end() :][:1], "@")
    )
    return tuple(dict.fromkeys(found))


def _touches(char: str, others: str) -> bool:
    """Whether what stands beside a name makes it a part of something longer."""
    if not char:
        return False
    if char in others:
        return True
    return unicodedata.category(char)[0] in "LMN" and not unicodedata.name(char, "").startswith(_UNSPACED)
