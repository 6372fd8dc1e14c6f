"""A text that has parts which are no text: built as one string, in which each such part stands for a letter."""

from __future__ import annotations

import re
from collections.abc import Callable

from ops.importing.model import Piece

STANDS_FOR = "\ufffc"
"""Unicode's OBJECT REPLACEMENT CHARACTER. In texts of people it says nothing, and is taken out of them."""


Made = Piece | tuple[Piece, str] | None


class Parts:
    """Parts that are taken out of a text while its marks are looked at, and put back afterwards."""

    def __init__(self) -> None:
        self._parts: list[Piece] = []

    def take(self, text: str, pattern: re.Pattern[str], part: Callable[[re.Match[str]], Made]) -> str:
        """`text` with a stand-in for each match that `part` makes something of, and the text that is to follow it; None
        leaves it as it is."""

        def replaced(match: re.Match[str]) -> str:
            found = part(match)
            if found is None:
                return match[0]
            made, behind = found if isinstance(found, tuple) else (found, "")
            self._parts.append(made)
            return STANDS_FOR + behind

        return pattern.sub(replaced, text.replace(STANDS_FOR, ""))

    def put_back(self, text: str) -> tuple[Piece, ...]:
        """The pieces of `text`, neighbouring texts as one, none of them empty."""
        between = text.split(STANDS_FOR)
        pieces: list[Piece] = [between[0]]
        for part, after in zip(self._parts, between[1:], strict=True):
            pieces += (part, after)
        return joined(pieces)


def joined(pieces: list[Piece]) -> tuple[Piece, ...]:
    """Neighbouring texts as one, and none of them empty."""
    found: list[Piece] = []
    texts: list[str] = []

    def settle() -> None:
        if text := "".join(texts):
            found.append(text)
        texts.clear()

    for piece in pieces:
        if isinstance(piece, str):
            texts.append(piece)
        else:
            settle()
            found.append(piece)
    settle()
    return tuple(found)


_LINKED = re.compile(r"(?:https?://|mailto:)[^\s()<>\"`]{1,2048}", re.IGNORECASE)
_NAMED = re.compile(r"[^\[\]\n]{1,300}")


def link(url: str, label: str) -> str:
    """A link with a name, as our Markdown has it; where it cannot be one, both beside each other."""
    if not label.strip() or label in (url, url.removeprefix("mailto:"), url.removeprefix("tel:")):
        return url.removeprefix("mailto:").removeprefix("tel:")
    return f"[{label}]({url})" if _LINKED.fullmatch(url) and _NAMED.fullmatch(label) else f"{label} ({url})"
