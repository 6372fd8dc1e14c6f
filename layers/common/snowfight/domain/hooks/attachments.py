"""Slack's attachments as lines of our Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from snowfight.blank import is_blank
from snowfight.domain.hooks import blocks
from snowfight.domain.hooks.markup import bold, label, line, markdown, unescaped
from snowfight.models.robots.payload import Attachment, AttachmentField, fitting


def text_of(attachments: list[Any]) -> str:
    """What the attachments show, an empty line between two of them; empty where that is nothing."""
    shown = ("\n".join(_shown(each)) for each in fitting(attachments, Attachment))
    return "\n\n".join(text for text in shown if text)


def _shown(attachment: Attachment) -> Iterator[str]:
    """The lines of an attachment; of one that shows nothing else, what it has for such readers."""
    lines = [text for text in _lines(attachment) if not is_blank(text)]
    yield from lines or [text for text in (markdown(attachment.fallback),) if not is_blank(text)]


def _lines(attachment: Attachment) -> Iterator[str]:
    yield markdown(attachment.pretext)
    if title := line(attachment.title):
        yield bold(label(title, unescaped(attachment.title_link.strip())))
    yield markdown(attachment.text)
    for field in fitting(attachment.fields, AttachmentField):
        yield _field(field)
    yield blocks.text_of(attachment.blocks)
    yield line(attachment.footer)


def _field(field: AttachmentField) -> str:
    """`**title**: value`, the value on lines of its own where it has some."""
    title, value = bold(line(field.title)), markdown(field.value).strip()
    if not title or not value:
        return title or value
    return f"{title}:\n{value}" if "\n" in value else f"{title}: {value}"
