"""The words of a text: the same for what is kept, what was just said and what is asked for."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from itertools import chain
from typing import NamedTuple

from snowfight.domain.search import alphabets
from snowfight.domain.search.alphabets import APOSTROPHES
from snowfight.fold import LETTERS

VERSION = 1
"""Of the rules below. A file whose words were made by another is built anew: change it with every rule."""

_ASCII_WORDS = re.compile(r"[a-z0-9]+")
_IGNORED = re.compile(f"[{APOSTROPHES}{alphabets.IGNORED}]+")
_LOOSE_JAMO = re.compile(f"[{alphabets.LOOSE_JAMO}]")

_MAX_RUN = 32
"""Marks upon a character that are each looked for by themselves."""

Range = tuple[int, int]
"""Where something begins, and where it is over."""


class Located(NamedTuple):
    """A word, and for each of its characters the code points of the text that it was made of."""

    text: str
    ranges: tuple[Range, ...]

    def first(self, length: int) -> Range:
        """Where the text has the first `length` characters of the word."""
        ranges = self.ranges[:length]
        return min(start for start, _ in ranges), max(end for _, end in ranges)


def words_of(text: str) -> list[str]:
    """The words of a text in order, without case, accents and apostrophes.

    A character of a script without spaces is a word, and so is each code point of an emoji. Everything that is neither
    letter nor digit stands between words.
    """
    folded = _folded(text)
    return (_ASCII_WORDS if folded.isascii() else _pattern()).findall(folded)


def located(text: str) -> list[Located]:
    """The same words, and where in `text` they are."""
    parts = [(range_, _folded_part(text[slice(*range_)])) for range_ in _parts(text)]
    ranges = list(chain.from_iterable([range_] * len(folded) for range_, folded in parts))
    whole = "".join(folded for _, folded in parts)
    return [Located(word[0], tuple(ranges[word.start() : word.end()])) for word in _pattern().finditer(whole)]


@cache
def _pattern() -> re.Pattern[str]:
    """What a word is in a folded text. It takes 2 ms to compile, so nobody waits for it who only reads ASCII."""
    spaced = rf"(?:[^\W_{alphabets.UNSPACED}]+|[{alphabets.MARKS}]+)+"
    return re.compile(rf"{spaced}|[^\W_]|[{alphabets.UNSPACED_MARKS}{alphabets.PICTURES}]")


def _folded(text: str) -> str:
    """The text as its words are compared: compatible characters are one, letters and their vowel signs together."""
    if text.isascii():
        return text.lower().replace("'", "")
    spaced = _LOOSE_JAMO.sub(r" \g<0> ", text)
    folded = _IGNORED.sub("", unicodedata.normalize("NFKD", spaced)).casefold()
    for letter, plain in LETTERS.items():
        folded = folded.replace(letter, plain)
    return unicodedata.normalize("NFC", folded)


@lru_cache(maxsize=4096)
def _folded_part(text: str) -> str:
    """The same of a character or few, which come again and again."""
    return _folded(text)


def _parts(text: str) -> list[Range]:
    """Ranges of the text, in order, that fold each by itself to what they fold to together.

    That is mostly a code point. An accent belongs to what it stands on, and so does what makes another character of
    that: it is looked for back to the `base`, the last character that nothing reaches across.
    """
    if text.isascii():
        return [(at, at + 1) for at in range(len(text))]
    parts: list[Range] = []
    base, base_part = 0, 0
    for at, char in enumerate(text):
        alone = _folded_part(char)
        if not alone and parts and char not in APOSTROPHES:
            parts[-1] = parts[-1][0], at + 1
            continue
        parts.append((at, at + 1))
        if _may_reach_back(alone) and _changes(text[base:at], char):
            parts[base_part:] = [(base, at + 1)]
        elif alone and not unicodedata.combining(alone[0]):
            base, base_part = at, len(parts) - 1
    return parts


def _may_reach_back(folded: str) -> bool:
    """Whether a character is perhaps one with another before it: a mark, or a Hangul vowel or final."""
    return bool(folded) and (not folded[0].isalnum() or "\u1161" <= folded[0] <= "\u11ff") and not folded.isascii()


def _changes(before: str, char: str) -> bool:
    """Whether a character is not just added to what stands before it.

    Where more than _MAX_RUN are piled up they are taken for one, so that no text takes long.
    """
    alone = _folded_part(char)
    if len(before) > _MAX_RUN and unicodedata.combining(alone[0]):
        return True
    return _folded(before + char) != _folded(before) + alone
