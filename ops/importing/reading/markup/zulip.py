"""Zulip's Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime

from ops.importing.model import ChatLink, EverybodyMention, PersonMention, Piece
from ops.importing.reading.markup.emoji_names import with_emoji
from ops.importing.reading.markup.marks import headings
from ops.importing.reading.markup.pieces import Made, Parts, joined
from ops.importing.reading.markup.zulip_blocks import sections

_CODE = r"`{1,2}[^`\n]+`{1,2}"
_MENTION = r"@_?\*\*(?P<person>[^*\n|]{1,100})(?:\|(?P<id>\d{1,18}))?\*\*|@_?\*(?P<group>[^*\n]{1,100})\*"
_STREAM = r"\#\*\*(?P<stream>[^*\n>]{1,100})(?:>(?P<topic>[^*\n]{0,200}))?\*\*"
_TIME = r"<time:(?P<time>[^<>\n]{1,64})>"
_UPLOAD = r"!?\[(?P<name>[^\[\]\n]{0,300})\]\((?P<upload>/user_uploads/[^\s()]{1,1024})\)"
_ADDRESS = r"https?://[^\s<>()]{1,2048}"
_APART = re.compile(f"{_CODE}|{_MENTION}|{_STREAM}|{_TIME}|{_UPLOAD}|{_ADDRESS}")

_EVERYBODY = frozenset({"all", "everyone", "channel", "stream", "topic"})

Find = Callable[[str], str | None]
"""The id of a name, where one is known."""


def pieces(text: str, person: Find, stream: Find, upload: Callable[[str, str], None]) -> tuple[Piece, ...]:
    """A message's text in our Markdown. `upload` is told the path and the name of each file that it has a link to."""

    def part(match: re.Match[str]) -> Made:
        found = match.groupdict()
        if path := found["upload"]:
            upload(path.removeprefix("/user_uploads/"), found["name"] or "")
            return found["name"] or path.rpartition("/")[2]
        if found["time"]:
            return _moment(found["time"])
        return _named(found, person, stream) or match[0]

    found: list[Piece] = []
    for is_code, section in sections(text.replace("\r\n", "\n")):
        if found:
            found.append("\n")
        if is_code:
            found.append(section)
        else:
            parts = Parts()
            inner = parts.take(section, _APART, part)
            found += parts.put_back(with_emoji(headings(inner)))
    return joined(found)


def _named(found: dict[str, str | None], person: Find, stream: Find) -> Made:
    """Somebody, a group of them, or a channel."""
    if name := found["person"]:
        if name in _EVERYBODY:
            return EverybodyMention()
        id_ = found["id"] or person(name)
        return PersonMention(id_, f"@{name}") if id_ else f"@{name}"
    if name := found["stream"]:
        chat = stream(name)
        link: Piece = ChatLink(chat, f"#{name}") if chat else f"#{name}"
        return (link, f" > {found['topic']}") if found["topic"] else link
    return f"@{found['group']}" if found["group"] else None


def _moment(text: str) -> str:
    try:
        return datetime.fromisoformat(text).strftime("%Y-%m-%d %H:%M %Z").strip()
    except ValueError:
        return text
