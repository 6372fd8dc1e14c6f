"""Texts as a search compares them."""

from __future__ import annotations

import unicodedata

LETTERS = {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "æ": "ae", "œ": "oe"}
"""What people type for letters that Unicode does not take apart into one and its mark."""

_PLAIN = str.maketrans(LETTERS)

_PASSED_OVER = frozenset({"Mn", "Cf"})
"""General categories: marks upon letters, and characters that only say how others are written."""


def fold(text: str) -> str:
    """`text` without case, accents and ways of writing: "ISPARTA", "Isparta" and "ısparta" are all the same.

    No language is asked for: a Turkish title is found from an English keyboard, and the other way round. The client
    folds alike (`web/src/text/fold.ts`); `tests/cases/fold.json` holds both to it.
    """
    apart = unicodedata.normalize("NFKD", text)
    kept = "".join(char for char in apart if unicodedata.category(char) not in _PASSED_OVER)
    return kept.casefold().translate(_PLAIN)
