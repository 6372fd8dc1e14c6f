"""What of a message's text speaks to its readers: neither code, quotes, spoilers nor addresses.

The client decides so when it draws a message (`web/src/rich/parse.ts`, `inline.ts`, `links.ts`): this is the same
without making anything of it. `tests/cases/mentions.json` holds both to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

_FENCE = "```"
_QUOTED = re.compile(r">(?!=|<|[_.:;^]+[<(])")
"""`>` before a line quotes it; before such signs it is part of a face or a comparison."""

_CODE = r"(?<!`)(?P<ticks>`{1,3})(?!`)[^\n]+?(?<!`)(?P=ticks)(?!`)"
_NAMED = r'\[[^\[\]\n]{1,300}\]\((?P<to>(?:https?://|mailto:)(?:[^\s()<>"`]|\([^\s()<>"`]*\)){1,2048})\)'
_END = r'\s<>"`“”„‟«»‹›、-〄〈-〠！-／：-＠［-｀｛-･'
_WEB = rf"(?<!\w)(?:https?://|www\.)[^{_END}/?#*|~]{{1,255}}(?:[/?#][^{_END}]{{0,2048}})?"
_MAILBOX = r"(?<![\w.%+@-])[a-z0-9][a-z0-9._%+-]{0,63}@(?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,24}(?![\w@-])"
_TOKEN = re.compile(rf"{_CODE}|{_NAMED}|(?P<address>{_WEB}|{_MAILBOX})|(?P<mark>\*{{1,3}}|~~|\|\|)", re.IGNORECASE)
"""Code and addresses are taken before marks are: a mark within them is none."""

_AUTHORITY = re.compile(r"(?:https?://)?([^/?#]*)", re.IGNORECASE)
_HOST = re.compile(r"(?:[^\s@:\\^|%<>\[\]]*\.[^\s@:\\^|%<>\[\]]*|localhost|\[[^@]*\])(?::\d*)?", re.IGNORECASE)
_SPOILER = "||"
_TRAILING = ".,;:!?'…’،؛؟۔।"


class _Open(NamedTuple):
    """A mark that waits for its partner, and where its text begins."""

    mark: str
    start: int


def visible(body: str) -> str:
    """The text without what is set apart in it; a space stands where that was."""
    seen: list[str] = []
    lines: list[str] = []
    at = 0
    while at <= len(body):
        end = _code_block_end(body, at)
        if end is None:
            end = _line_end(body, at) + 1
            line = body[at : end - 1]
            if not _QUOTED.match(line):
                lines.append(line)
                at = end
                continue
        seen.append(_without_hidden("\n".join(lines)))
        lines = []
        at = end
    return "\n".join([*seen, _without_hidden("\n".join(lines))])


def _line_end(body: str, start: int) -> int:
    end = body.find("\n", start)
    return len(body) if end < 0 else end


def _code_block_end(body: str, start: int) -> int | None:
    """Where the line after the code block begins that begins at `start`; None where none does."""
    if not body.startswith(_FENCE, start):
        return None
    close = body.find(_FENCE, start + len(_FENCE))
    if close < 0 or not body[start + len(_FENCE) : close].strip():
        return None
    end = _line_end(body, close)
    return None if body[close + len(_FENCE) : end].strip() else end + 1


def _without_hidden(text: str) -> str:
    kept: list[str] = []
    at = 0
    for start, end in sorted(_hidden(text)):
        kept.append(text[at:start])
        at = max(at, end)
    return " ".join([*kept, text[at:]])


def _hidden(text: str) -> Iterable[tuple[int, int]]:
    """Where code, links and spoilers are; what is in a spoiler is named again."""
    waiting: list[_Open] = []
    at = 0
    while found := _TOKEN.search(text, at):
        start, at = found.span()
        mark = found["mark"]
        if mark is not None:
            if spoiler := _pair(text, _Open(mark, at), waiting):
                yield spoiler
        elif (length := _length(found, [each.mark for each in waiting])) is not None:
            at = start + length
            yield start, at
        elif found["to"]:
            at = start + 1  # what is no named link may hold marks and addresses


def _pair(text: str, found: _Open, waiting: list[_Open]) -> tuple[int, int] | None:
    """Let a mark close the one that waits for it, or wait itself; returns the spoiler that it ends."""
    mark, end = found
    start = end - len(mark)
    place = next((number for number, each in enumerate(waiting) if each.mark == mark), None)
    if place is None:
        if text[end : end + 1].strip() and not (mark == "*" and text[start - 1 : start].isalnum()):
            waiting.append(found)
        return None
    opened = waiting[place]
    closes = text[start - 1 : start].strip() and not (mark == "*" and text[end : end + 1].isalnum())
    if not closes or start <= opened.start:
        return None
    del waiting[place:]
    return (opened.start, start) if mark == _SPOILER else None


def _length(found: re.Match[str], marks: list[str]) -> int | None:
    """How much of the text a piece of code or a link takes; None where it is neither."""
    address = found["address"]
    if address is None:
        is_link = found["to"] is None or _leads_somewhere(found["to"])
        return len(found[0]) if is_link else None
    ends = [place for mark in marks if mark != "*" and (place := address.find(mark)) > 0]
    link = address[: min(ends, default=len(address))].rstrip(_TRAILING)
    if "*" in marks and link.find("*") == len(link) - 1:
        link = link[:-1].rstrip(_TRAILING)
    return len(link) if _leads_somewhere(link) else None


def _leads_somewhere(address: str) -> bool:
    """Whether the client would follow the address: one with a user before its host is none."""
    if not address.lower().startswith(("http", "www.")):
        return True
    authority = _AUTHORITY.match(address)
    return authority is not None and _HOST.fullmatch(authority[1]) is not None
