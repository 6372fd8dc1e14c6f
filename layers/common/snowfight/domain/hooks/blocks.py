"""Slack's blocks as lines of our Markdown; those that show nothing here are left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from snowfight.domain.hooks.markup import bold, label, markdown, unescaped
from snowfight.models.robots.payload import Context, Divider, Header, Image, Part, Section, TextPart, fitting

RULE = "---"
"""A divider: there is no line across a message here."""


def text_of(blocks: list[Any]) -> str:
    """What the blocks show, one below the other; empty where that is nothing. A divider stands between two others."""
    shown: list[str] = []
    for block in blocks:
        lines = "\n".join(_lines(block))
        if lines == RULE and (not shown or shown[-1] == RULE):
            continue
        if lines.strip():
            shown.append(lines)
    if shown and shown[-1] == RULE:
        shown.pop()
    return "\n".join(shown)


def _lines(block: Any) -> Iterator[str]:
    kind = block.get("type") if isinstance(block, dict) else None
    model, render = _KINDS.get(kind, (None, None)) if isinstance(kind, str) else (None, None)
    if model is not None and render is not None:
        for fit in fitting([block], model):
            yield from render(fit)


def _section(block: Any) -> Iterator[str]:
    if block.text:
        yield _text(block.text)
    for field in fitting(block.fields, TextPart):
        yield _text(field)


def _header(block: Any) -> Iterator[str]:
    yield bold(" ".join(_text(block.text).split()))


def _context(block: Any) -> Iterator[str]:
    """Its texts in one line; its pictures are icons beside them."""
    yield " ".join(text for each in fitting(block.elements, TextPart) if (text := _text(each).strip()))


def _divider(_block: Any) -> Iterator[str]:
    yield RULE


def _image(block: Any) -> Iterator[str]:
    title = _text(block.title) if block.title else unescaped(block.alt_text)
    yield label(" ".join(title.split()), unescaped(block.image_url))


def _text(part: TextPart) -> str:
    return markdown(part.text) if part.type == "mrkdwn" else unescaped(part.text)


_Render = Callable[[Any], Iterator[str]]

_KINDS: Mapping[str, tuple[type[Part], _Render]] = {
    "section": (Section, _section),
    "header": (Header, _header),
    "context": (Context, _context),
    "divider": (Divider, _divider),
    "image": (Image, _image),
}
