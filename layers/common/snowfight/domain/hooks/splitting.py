"""A long text as several messages, cut at lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from snowfight.blank import is_blank

MAX_MESSAGES = 10
"""That one post becomes (wire contract, part 8)."""

MORE = "…"
_FENCE = "```"
_FENCES = 2 * (len(_FENCE) + 1)
"""Characters of the fences, with their line ends, that a cut block of code gets on either side."""


def messages(text: str, length: int) -> list[str]:
    """The text as up to MAX_MESSAGES of at most `length` code points each, in order, the last ending in `…` where there
    was more. A line that is longer is cut too, between words where it can be; a block of code that is cut is one on
    either side."""
    if len(text) <= length:
        return [text]
    if _FENCE in text and length > 2 * _FENCES:
        parts = _fenced(_packed(text, length - _FENCES))
    else:
        parts = (body for lines in _packed(text, length) if not is_blank(body := "\n".join(lines).strip()))
    first = list(islice(parts, MAX_MESSAGES + 1))
    if len(first) <= MAX_MESSAGES:
        return first
    return [*first[: MAX_MESSAGES - 1], _ended(first[MAX_MESSAGES - 1], length)]


def _packed(text: str, room: int) -> Iterator[list[str]]:
    """The text's lines, as many together as have room."""
    gathered: list[str] = []
    size = 0
    for line in text.split("\n"):
        for piece in _pieces(line, room):
            if gathered and size + len(piece) > room:
                yield gathered
                gathered, size = [], 0
            gathered.append(piece)
            size += len(piece) + 1
    yield gathered


def _pieces(line: str, room: int) -> Iterator[str]:
    """A line, cut where it has no room: at a space in the second half of what has, else anywhere."""
    at = 0
    while len(line) - at > room:
        space = line.rfind(" ", at + room // 2, at + room + 1)
        end = space if space > at else at + room
        yield line[at:end]
        at = end + 1 if space > at else end
    yield line[at:]


def _fenced(parts: Iterable[list[str]]) -> Iterator[str]:
    """Each part's text, what is cut of a block of code between fences of its own; blank parts are left out."""
    in_code = False
    for lines in parts:
        opened = [_FENCE] if in_code else []
        for line in lines:
            in_code ^= _is_fence(line)
        body = "\n".join(_without_empty([*opened, *lines, *([_FENCE] if in_code else [])])).strip()
        if not is_blank(body):
            yield body


def _without_empty(lines: list[str]) -> list[str]:
    """The lines without a block of code at either end that has nothing in it: the cut went beside its fence."""
    if len(lines) > 1 and _is_fence(lines[0]) and _is_fence(lines[1]):
        lines = lines[2:]
    if len(lines) > 1 and _is_fence(lines[-1]) and _is_fence(lines[-2]):
        lines = lines[:-2]
    return lines


def _is_fence(line: str) -> bool:
    return line.startswith(_FENCE) and line.count(_FENCE) == 1


def _ended(part: str, length: int) -> str:
    """The last part, of more."""
    end = f"\n{_FENCE}\n{MORE}" if part.endswith(f"\n{_FENCE}") else MORE
    return part.removesuffix(end[: -len(MORE)].rstrip())[: max(0, length - len(end))].rstrip() + end
