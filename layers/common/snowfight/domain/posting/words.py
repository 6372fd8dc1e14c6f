"""Words that owners do not want to read."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LETTER = re.compile(r"\w")


def has_word(text: str, words: tuple[str, ...]) -> bool:
    """Whether one of them is in the text as a word of its own, without regard to case and to how its letters are put
    together; where there are none, none is."""
    return bool(words) and _pattern(words).search(_plain(text)) is not None


@lru_cache(maxsize=8)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(_whole(_plain(word)) for word in words))


def _whole(word: str) -> str:
    """The word where it neither begins nor ends within another; where a sign stands at its edge, that is its edge."""
    before = r"(?<!\w)" if _LETTER.match(word[0]) else ""
    after = r"(?!\w)" if _LETTER.match(word[-1]) else ""
    return f"{before}{re.escape(word)}{after}"


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
