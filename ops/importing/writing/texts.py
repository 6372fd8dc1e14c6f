"""Texts of an export as messages have them: mentions and chat links are ours, and what is too long is split."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from ops.importing.model import ChatLink, EverybodyMention, PersonMention, Piece
from ops.importing.writing.names import clean
from snowfight.blank import is_blank
from snowfight.domain.mentions.names import ALL

_BEFORE = re.compile(r"[\w@/]$")
_AFTER = re.compile(r"^[\w@]")
"""What may not touch a name, lest it be a part of something longer (domain/mentions/names.py)."""

_BREAKS = ("\n\n", "\n", " ")
"""Where a text is split, the best first."""


@dataclass(frozen=True)
class Texts:
    """`usernames` are those of people by their ids there, `rooms` the chats that come along, `site` their address."""

    usernames: Mapping[str, str]
    rooms: Mapping[str, str]
    site: str

    def written(self, pieces: Iterable[Piece]) -> str:
        """The text with what it names here."""
        text = ""
        for piece in pieces:
            named = self._name(piece)
            if named and _BEFORE.search(text):
                text += " "
            words = named or _words(piece)
            text += f" {words}" if text and self._ends_in_name(text) and _AFTER.match(words) else words
        return clean(text)

    def _name(self, piece: Piece) -> str | None:
        """What mentions somebody; None of everything else."""
        match piece:
            case PersonMention(person=person) if person in self.usernames:
                return f"@{self.usernames[person]}"
            case EverybodyMention():
                return f"@{ALL}"
            case ChatLink(chat=chat, words=words) if chat in self.rooms:
                return f"{words} ({self.site}/chat/{self.rooms[chat]})"
            case _:
                return None

    def _ends_in_name(self, text: str) -> bool:
        """Whether the last word is one that was put there as a name: what follows would be read as a part of it."""
        last = re.search(r"@(\w+)$", text)
        return last is not None and (last[1] == ALL or last[1] in self._known)

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(self.usernames.values())


def _words(piece: Piece) -> str:
    return piece if isinstance(piece, str) else getattr(piece, "words", "")


def split(text: str, length: int) -> Iterator[str]:
    """The text in parts of at most `length` characters, in order, none of them blank; cut at lines or words, unless
    that would leave half of a part empty."""
    rest = text.strip()
    while len(rest) > length:
        cut = next((at for at in (rest.rfind(each, length // 2, length + 1) for each in _BREAKS) if at > 0), length)
        if not is_blank(part := rest[:cut].strip()):
            yield part
        rest = rest[cut:].strip()
    if not is_blank(rest):
        yield rest
