"""Mattermost's Markdown, which has more than ours."""

from __future__ import annotations

import re
from collections.abc import Callable

from ops.importing.model import ChatLink, EverybodyMention, PersonMention, Piece
from ops.importing.reading.markup.emoji_names import with_emoji
from ops.importing.reading.markup.marks import EMPHASIS, STRONG, headings
from ops.importing.reading.markup.pieces import Made, Parts

_CODE = r"```(?:[^`]|`(?!``))*```|`[^`\n]+`"
_ADDRESS = r"https?://[^\s<>]{1,2048}"
_MENTION = r"(?<![\w.@/-])@(?P<person>[a-z0-9][a-z0-9._-]{0,63})"
_CHANNEL = r"(?<![\w~/-])~(?P<channel>[a-z0-9][a-z0-9_-]{0,63})(?!~)"
_APART = re.compile(f"{_CODE}|{_ADDRESS}|{_MENTION}|{_CHANNEL}", re.IGNORECASE)

_EVERYBODY = frozenset({"all", "channel", "here"})

Known = Callable[[str], bool]


def pieces(
    text: str, is_person: Known, chat_of: Callable[[str], str | None], *, ours: bool = False
) -> tuple[Piece, ...]:
    """A post's text in our Markdown; `ours` says that it is that already. `chat_of` knows channels by name."""
    parts = Parts()

    def part(match: re.Match[str]) -> Made:
        if name := match["person"]:
            return _person(name, is_person)
        if name := match["channel"]:
            chat = chat_of(name.lower())
            return None if chat is None else ChatLink(chat, f"#{name}")
        return match[0]

    text = parts.take(text.replace("\r\n", "\n"), _APART, part)
    if not ours:
        text = headings(EMPHASIS.sub(r"*\1*", STRONG.sub(r"**\1**", text)))
        text = with_emoji(text)
    return parts.put_back(text)


def _person(name: str, is_person: Known) -> Made:
    """Whom a name means, and what is not of it: a full stop or a dash behind it may be the sentence's."""
    for bare in dict.fromkeys((name, name.rstrip("._-"))):
        if bare.lower() in _EVERYBODY:
            return EverybodyMention(), name[len(bare) :]
        if is_person(bare.lower()):
            return PersonMention(bare.lower(), f"@{bare}"), name[len(bare) :]
    return None
