"""Discord's Markdown, raw or as DiscordChatExporter has it by default, with names in place of ids."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime

from ops.importing.model import ChatLink, EverybodyMention, PersonMention, Piece
from ops.importing.reading.markup.emoji_names import with_emoji
from ops.importing.reading.markup.marks import EMPHASIS, headings
from ops.importing.reading.markup.pieces import Made, Parts

_CODE = r"```(?:[^`]|`(?!``))*```|`[^`\n]+`"
_SPECIAL = (
    r"<(?:@!?(?P<person>\d{1,20})|@&(?P<role>\d{1,20})|\#(?P<chat>\d{1,20})|a?:(?P<emoji>\w{1,64}):\d{1,20}"
    r"|t:(?P<time>-?\d{1,12})(?::\w)?|/(?P<command>[^:<>\n]{1,100}):\d{1,20}|(?P<url>https?://[^\s<>]{1,2048}))>"
)
_ADDRESS = r"https?://[^\s<>]{1,2048}"
_EVERYBODY = r"(?<!\w)@(?P<all>everyone|here)\b"

MAX_NAMES = 50
"""Names of those mentioned that are looked for in a text."""

_UNDERLINED = re.compile(r"(?<!_)__(?=[^\s_])([^\n_]+)(?<=\S)__(?!_)")
_QUOTED_TO_THE_END = re.compile(r"^>>> ?(.*)\Z", re.MULTILINE | re.DOTALL)
_SMALL = re.compile(r"^-# ", re.MULTILINE)


def pieces(text: str, mentioned: Mapping[str, str]) -> tuple[Piece, ...]:
    """A message's text in our Markdown. `mentioned` are ids of those it mentions, by the names that may stand there."""
    names = sorted(mentioned, key=len, reverse=True)[:MAX_NAMES]
    named = [rf"@(?P<name>{'|'.join(map(re.escape, names))})(?!\w)"] if names else []
    parts = Parts()

    def part(match: re.Match[str]) -> Made:
        name = match["name"] if named else None
        return PersonMention(mentioned[name], f"@{name}") if name else _part(match, mentioned)

    pattern = re.compile("|".join([_CODE, _SPECIAL, _ADDRESS, _EVERYBODY, *named]))
    text = parts.take(text.replace("\r\n", "\n"), pattern, part)
    text = _QUOTED_TO_THE_END.sub(lambda match: "> " + match[1].replace("\n", "\n> "), text)
    text = headings(EMPHASIS.sub(r"*\1*", _UNDERLINED.sub(r"\1", _SMALL.sub("", text))))
    return parts.put_back(with_emoji(text))


def _part(match: re.Match[str], mentioned: Mapping[str, str]) -> Made:
    found = match.groupdict()
    if person := found["person"]:
        name = next((name for name, id_ in mentioned.items() if id_ == person), person)
        return PersonMention(person, f"@{name}")
    if chat := found["chat"]:
        return ChatLink(chat, f"#{chat}")
    if found["all"]:
        return EverybodyMention()
    return _words(found) or match[0]


def _words(found: Mapping[str, str | None]) -> str:
    """What stands for something that is nothing here."""
    if found["emoji"]:
        return f":{found['emoji']}:"
    if found["time"]:
        return _moment(int(found["time"]))
    if found["command"]:
        return f"/{found['command']}"
    return "@role" if found["role"] else found["url"] or ""


def _moment(seconds: int) -> str:
    try:
        return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d %H:%M UTC")
    except (ValueError, OverflowError, OSError):
        return str(seconds)
