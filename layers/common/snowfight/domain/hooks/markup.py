"""Slack's mrkdwn as our Markdown (docs/message.md).

`*bold*` is bold there and italic here, `_italic_` italic there and nothing here. So marks are paired as Slack pairs
them, within a line and at the edges of words, and written anew; what finds no partner stays text. Code and addresses
are taken as a whole before marks are looked for. Each mark is opened, closed or given up once: time is linear.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_CODE = r"```(?P<block>.+?)```|(?P<code>(?<!`)`(?!`)[^`\n]+`(?!`))"
_REFERENCE = r"<(?P<target>![^<>|\n]+|[^\s<>|]*)(?:\|(?P<label>[^<>\n]*))?>"
_ADDRESS = r"(?P<address>https?://[^\s<>`]*[^\s<>`*_~])"
_TOKEN = re.compile(rf"{_CODE}|{_REFERENCE}|{_ADDRESS}|(?P<mark>[*_~])|\n", re.DOTALL)

_MARKS = {"*": "**", "_": "*", "~": "~~"}
"""What each of Slack's marks is here."""

_ENTITY = re.compile("&(amp|lt|gt);")
_CHARACTERS = {"amp": "&", "lt": "<", "gt": ">"}

_SCHEME = re.compile("[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_EVERYBODY = ("!channel", "!everyone")
_SIGNS = {"@": "@", "#": "#", "!": "@"}
"""What stands before a name that was meant by a person's, a channel's or a group's id."""

JOINER = "\u2060"
"""Stands unseen between two marks that would be read as one (U+2060, WORD JOINER)."""


@dataclass
class _Piece:
    text: str
    partner: int | None = None
    """Where the mark that this one is paired with stands; None: text."""


def markdown(text: str) -> str:
    """Slack's mrkdwn as our Markdown."""
    return unescaped(_joined(_pieces(text)))


def line(text: str) -> str:
    """A text of Slack's in which only references mean something, in one line."""
    return unescaped(_TOKEN.sub(lambda found: _reference(found) or found[0], " ".join(text.split())))


def unescaped(text: str) -> str:
    """The text with Slack's three entities decoded, once: `&amp;lt;` is `&lt;`."""
    return _ENTITY.sub(lambda found: _CHARACTERS[found[1]], text)


def bold(text: str) -> str:
    """A line in bold; as it is where its own asterisks would end that."""
    return text if not text or "*" in text else f"**{text}**"


def label(name: str, address: str) -> str:
    """A link: `name (address)`, or either where the other says nothing more."""
    plain = address.removeprefix("mailto:")
    if not name.strip() or name in (address, plain):
        return plain
    return f"{name} ({plain})" if plain else name


def _pieces(text: str) -> list[_Piece]:
    pieces: list[_Piece] = []
    waiting: dict[str, int] = {}
    at = 0
    for found in _TOKEN.finditer(text):
        pieces.append(_Piece(text[at : found.start()]))
        at = found.end()
        mark = found["mark"]
        if mark is not None:
            _pair(pieces, waiting, mark, text, found.start())
            continue
        if "\n" in found[0]:
            waiting.clear()
        pieces.append(_Piece(_whole(text, found)))
    pieces.append(_Piece(text[at:]))
    return pieces


def _pair(pieces: list[_Piece], waiting: dict[str, int], mark: str, text: str, at: int) -> None:
    """Add a mark, which closes the one that waits for it, waits itself, or is text."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    here = len(pieces)
    pieces.append(_Piece(mark))
    opened = waiting.get(mark)
    if opened is None:
        if after.strip() and after != mark and not before.isalnum() and before != mark:
            waiting[mark] = here
        return
    if not before.strip() or after.isalnum() or after == mark:
        return
    pieces[opened].partner, pieces[here].partner = here, opened
    pieces[opened].text = pieces[here].text = _MARKS[mark]
    for other in [each for each, place in waiting.items() if place >= opened]:
        del waiting[other]


def _whole(text: str, found: re.Match[str]) -> str:
    """What of a token that is no mark is shown."""
    if found["block"] is not None:
        return _code_block(text, found)
    return _reference(found) or found[0]


def _code_block(text: str, found: re.Match[str]) -> str:
    """As it is; one of several lines with its fences on lines of their own, where alone they are fences here."""
    code = found["block"]
    if "\n" not in code:
        return found[0]
    before = "" if found.start() == 0 or text[found.start() - 1] == "\n" else "\n"
    after = "" if found.end() == len(text) or text[found.end()] == "\n" else "\n"
    first = "" if code.startswith("\n") else "\n"
    last = "" if code.endswith("\n") else "\n"
    return f"{before}```{first}{code}{last}```{after}"


def _reference(found: re.Match[str]) -> str | None:
    """What `<…>` stands for; None where that is none of Slack's."""
    target, name = found["target"], found["label"]
    if target is None:
        return None
    if target in _EVERYBODY:
        return "@all"
    if target[:1] in _SIGNS and len(target) > 1:
        return _named(target[0], target[1:], name or "")
    if name is None and not _SCHEME.match(target):
        return None
    return label(name or "", target) or None


def _named(kind: str, identifier: str, name: str) -> str:
    """Somebody, a channel or a group by its name, else by its id; a date by the text for who cannot show it."""
    if kind == "!" and identifier.startswith("date^"):
        return name or identifier
    sign = _SIGNS[kind]
    if not name:
        name = identifier.removeprefix("subteam^")
    return name if name.startswith(sign) else sign + name


def _joined(pieces: list[_Piece]) -> str:
    return "".join(_apart(pieces))


def _apart(pieces: list[_Piece]) -> Iterator[str]:
    """The pieces' texts, with a joiner between two that would be read as one mark: all but `***both***`."""
    last = -1
    for here, piece in enumerate(pieces):
        if not piece.text:
            continue
        if last >= 0 and _collide(pieces, last, here):
            yield JOINER
        yield piece.text
        last = here


def _collide(pieces: list[_Piece], last: int, here: int) -> bool:
    before, piece = pieces[last], pieces[here]
    if before.partner is None and piece.partner is None:
        return False
    if before.text[-1] != piece.text[0] or piece.text[0] not in "*~":
        return False
    return not _is_nested(pieces, before, piece)


def _is_nested(pieces: list[_Piece], before: _Piece, piece: _Piece) -> bool:
    """Whether two marks side by side have their partners side by side too."""
    if before.partner is None or piece.partner is None:
        return False
    return not any(each.text for each in _between(pieces, before.partner, piece.partner))


def _between(pieces: list[_Piece], one: int, other: int) -> list[_Piece]:
    first, end = sorted((one, other))
    return pieces[first + 1 : end]
