"""Slack's mrkdwn."""

from __future__ import annotations

import re

from ops.importing.model import ChatLink, EverybodyMention, PersonMention, Piece
from ops.importing.reading.markup.emoji_names import with_emoji
from ops.importing.reading.markup.pieces import Parts, link

_CODE = re.compile(r"```(?:[^`]|`(?!``))*```|`[^`\n]+`")
_TOKEN = re.compile(r"<([@#!]?)([^<>|\n]{1,4096})(?:\|([^<>\n]{0,4096}))?>")

_APART = re.compile(f"{_CODE.pattern}|{_TOKEN.pattern}")

FENCE = "```"

_EVERYBODY = frozenset({"here", "channel", "everyone", "group"})


def _mark(sign: str) -> re.Pattern[str]:
    """Text between two of a sign in one line, which is no part of a word. Linear: what is between has none of it."""
    one = re.escape(sign)
    return re.compile(rf"(?<![^\W_])(?<!{one}){one}(?=[^\s{one}])([^\n{one}]+)(?<=\S){one}(?!{one})(?![^\W_])")


_MARKS = ((_mark("*"), r"**\1**"), (_mark("_"), r"*\1*"), (_mark("~"), r"~~\1~~"))


def pieces(text: str) -> tuple[Piece, ...]:
    """What Slack stored as `text`, in our Markdown. Never raises; the time is linear in the text."""
    parts = Parts()
    text = parts.take(text.replace("\r\n", "\n"), _APART, _part)
    for pattern, ours in _MARKS:
        text = pattern.sub(ours, text)
    return parts.put_back(decoded(with_emoji(text)))


def decoded(text: str) -> str:
    """The three signs that Slack escapes, once and last: `&amp;lt;` is `&lt;`."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _part(match: re.Match[str]) -> Piece | None:
    kind, target, label = match.groups()
    if target is None:
        return _code(match)
    words = decoded(label or "")
    match kind:
        case "@":
            return PersonMention(target, f"@{words.removeprefix('@') or target}")
        case "#":
            return ChatLink(target, f"#{words.removeprefix('#') or target}")
        case "!":
            return _special(target, words)
        case _ if target in ("@", "#", "!"):
            return None
        case _:
            return link(decoded(target), words)


def _code(match: re.Match[str]) -> str:
    """Code as it was written: without the links that Slack makes of addresses in it, a block on lines of its own."""
    code = decoded(_TOKEN.sub(lambda token: token[3] or token[1] + token[2], match[0]))
    if not code.startswith(FENCE):
        return code
    inside = code.removeprefix(FENCE).removesuffix(FENCE).strip("\n")
    if not inside.strip():
        return code
    before = match.string[match.start() - 1 : match.start()].strip("\n") and "\n"
    behind = match.string[match.end() : match.end() + 1].strip("\n") and "\n"
    return f"{before}{FENCE}\n{inside}\n{FENCE}{behind}"


def _special(target: str, words: str) -> Piece:
    """`<!here>`, `<!subteam^S1|@crew>`, `<!date^…|yesterday>`."""
    name = target.partition("^")[0]
    return EverybodyMention() if name in _EVERYBODY else words or f"@{name}"
