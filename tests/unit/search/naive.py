"""Search as one would explain it, slowly: by Unicode's tables and by looking for texts in texts."""

from __future__ import annotations

import unicodedata

from snowfight.domain.search.query import Query, Term
from snowfight.models.records import Entry

_LETTERS = {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "æ": "ae", "œ": "oe"}
_NO_SPACES = (
    *("CJK", "IDEOGRAPHIC", "HANGZHOU", "BOPOMOFO", "HIRAGANA", "KATAKANA", "COMBINING KATAKANA", "VERTICAL KANA"),
    *("HANGUL", "THAI", "LAO", "KHMER", "MYANMAR"),
)
_SEEN = {"\u200b", *map(chr, range(0x600, 0x606)), "\u06dd", "\u070f", *"\ufff9\ufffa\ufffb"}
"""Format characters that divide words: the space of no width, signs of Arabic and Syriac, and of annotations."""
_UNSEEN = {"\u00ad", "\u034f", "\u061c", "\u0640", "\ufeff", "\u115f", "\u1160", *"'\u02bb\u02bc\u2018\u2019"}


def is_ignored(char: str) -> bool:
    height = unicodedata.combining(char)
    accent = height == 1 or 10 <= height <= 36 or height >= 200
    selector = "VARIATION SELECTOR" in unicodedata.name(char, "")
    return accent or selector or char in _UNSEEN or (unicodedata.category(char) == "Cf" and char not in _SEEN)


def is_letter(char: str) -> bool:
    return unicodedata.category(char)[0] in "LNM" and unicodedata.category(char) != "Me"


def is_single(char: str) -> bool:
    """Whether it is a word of its own."""
    if "\U0001f3fb" <= char <= "\U0001f3ff" or char == "\u20e3" or unicodedata.category(char) == "So":
        return True
    return is_letter(char) and unicodedata.name(char, "").startswith(_NO_SPACES)


def words(text: str) -> str:
    """The words, with a space before and behind each."""
    loose = ("HANGUL LETTER", "HALFWIDTH HANGUL")
    apart = "".join(f" {char} " if unicodedata.name(char, "").startswith(loose) else char for char in text)
    kept = "".join(char for char in unicodedata.normalize("NFKD", apart) if not is_ignored(char)).casefold()
    whole = unicodedata.normalize("NFC", "".join(_LETTERS.get(char, char) for char in kept))
    spaced = "".join(f" {char} " if is_single(char) else char if is_letter(char) else " " for char in whole)
    return f" {' '.join(spaced.split())} "


def found(query: Query, entry: Entry) -> bool:
    """Whether a query without dates and chats finds a message."""
    parts = [words(part) for part in (entry.body, entry.file and entry.file.filename) if part]
    traits = {"file"} if entry.file else set[str]()
    traits |= {"image"} if entry.file and entry.file.resource_type == "image" else set()
    traits |= {"link"} if entry.body and "https://" in entry.body else set()
    return (
        (entry.body is not None or entry.file is not None)
        and all(any(_text(term) in part for part in parts) for term in query.terms)
        and not any(_text(term) in part for part in parts for term in query.excluded)
        and set(query.authors) <= {entry.author}
        and query.has <= traits
        and not query.without & traits
    )


def _text(term: Term) -> str:
    return f" {' '.join(term.words)}{' ' if term.whole else ''}"
