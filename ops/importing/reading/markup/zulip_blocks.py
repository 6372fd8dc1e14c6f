"""Blocks between fences, which Zulip nests: code, quotes, spoilers."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import groupby

MAX_DEPTH = 8
"""Quotes within each other; fences beyond are text."""

_FENCE = re.compile(r"[ \t]*(`{3,64}|~{3,64})[ \t]*([^\n`]{0,100})")
_LANGUAGE = re.compile(r"[\w+#.-]{0,32}")

Line = tuple[bool, str]
"""A line, and whether it is of code."""


@dataclass
class _Block:
    """A block that is open: what closes it, of which kind it is, and its lines so far."""

    fence: str = ""
    kind: str = ""
    lines: list[Line] = field(default_factory=list[Line])

    @property
    def is_code(self) -> bool:
        return bool(self.fence) and self.kind.split(" ")[0] not in ("quote", "spoiler")


def sections(text: str) -> list[Line]:
    """The text in our Markdown, but for what is within lines: neighbouring lines that are code, or are not, as one."""
    stack = [_Block()]
    for line in text.split("\n"):
        _take(line, stack)
    while len(stack) > 1:
        _close(stack)
    return [
        (code, "\n".join(line for _, line in lines)) for code, lines in groupby(stack[0].lines, lambda line: line[0])
    ]


def _take(line: str, stack: list[_Block]) -> None:
    block = stack[-1]
    fence = _FENCE.fullmatch(line)
    if block.fence and line.strip() == block.fence:
        _close(stack)
    elif fence and not block.is_code and len(stack) <= MAX_DEPTH:
        stack.append(_Block(fence[1], fence[2].strip()))
    else:
        block.lines.append((block.is_code, line))


def _close(stack: list[_Block]) -> None:
    block = stack.pop()
    stack[-1].lines += _shown(block)


def _shown(block: _Block) -> list[Line]:
    kind, _, heading = block.kind.partition(" ")
    if kind == "quote":
        return [(code, f"> {line}") for code, line in block.lines]
    if kind == "spoiler":
        inside = "\n".join(line for _, line in block.lines).strip("\n")
        return [*([(False, heading)] if heading else []), *((False, line) for line in f"||{inside}||".split("\n"))]
    language = kind if _LANGUAGE.fullmatch(kind) else ""
    return [(True, f"```{language}"), *block.lines, (True, "```")]
