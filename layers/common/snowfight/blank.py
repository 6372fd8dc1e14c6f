"""Texts in which nothing can be seen."""

from __future__ import annotations

import re

_UNSEEN = (
    r"\s\x00-\x1f\x7f-\x9f"  # spaces and control characters
    # Default_Ignorable_Code_Point: Unicode 17, DerivedCoreProperties.txt; the property never takes a character back
    r"\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    r"\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
    r"\u2800\U0001d159\ufff9-\ufffb"  # Braille without dots, a note without a head, marks around annotations
    # combining marks, which need something to stand on: Unicode's five blocks of them
    r"\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
)
_BLANK = re.compile(f"[{_UNSEEN}]*")


def is_blank(text: str) -> bool:
    """Whether nothing of `text` can be seen: it holds spaces, ignorable characters, marks without a letter, or nothing.

    The client has the same rule (`web/src/text/blank.ts`); `tests/cases/blank.json` holds both to it.
    """
    return _BLANK.fullmatch(text) is not None


def visible(text: str) -> str:
    """Refuse a name that nobody could read."""
    if is_blank(text):
        raise ValueError("must have something to see")
    return text
