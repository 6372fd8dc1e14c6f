"""What a message of Slack's says: its text, else what its attachments and blocks show."""

from __future__ import annotations

from typing import Any

from ops.importing.model import Piece
from ops.importing.reading.markup.pieces import joined, link
from ops.importing.reading.markup.slack import pieces
from ops.importing.reading.readers.slack.fields import Attachment, Message

MAX_PARTS = 100
"""Attachments and blocks of one message: Slack's own bounds are 100 and 50."""


def shown_text(message: Message) -> tuple[Piece, ...]:
    """In our Markdown, a blank line between its parts."""
    text = message.text
    comment = message.comment.get("comment")
    if message.subtype == "file_comment" and isinstance(comment, str):
        text = comment
    if message.subtype == "me_message" and text.strip() and "\n" not in text:
        text = f"_{text.strip()}_"
    parts = [text, *(_attachment(each) for each in message.attachments[:MAX_PARTS])]
    if not any(part.strip() for part in parts):
        parts = [_block(each) for each in message.blocks[:MAX_PARTS]]
    return _apart([pieces(part) for part in parts if part.strip()])


def _apart(parts: list[tuple[Piece, ...]]) -> tuple[Piece, ...]:
    found: list[Piece] = []
    for part in parts:
        found += ("\n\n" if found else "", *part)
    return joined(found)


def _attachment(attachment: Attachment) -> str:
    """Its lines as mrkdwn. A preview of a link says nothing that its message does not."""
    if attachment.from_url or attachment.original_url:
        return ""
    title = attachment.title
    if title and attachment.title_link and not set("<>|") & set(attachment.title_link):
        title = f"<{attachment.title_link}|{title}>"
    fields = [f"*{_text(field.get('title'))}* {_text(field.get('value'))}" for field in attachment.fields[:MAX_PARTS]]
    lines = [attachment.pretext, title, attachment.text, *fields, attachment.footer]
    return "\n".join(line for line in lines if line.strip()) or attachment.fallback


def _block(block: dict[str, Any]) -> str:
    """The text of a block; what only asks or acts says nothing."""
    match block.get("type"):
        case "section" | "header":
            fields = block.get("fields")
            texts = [block.get("text"), *(fields[:MAX_PARTS] if isinstance(fields, list) else ())]
            return "\n".join(filter(None, map(_text, texts)))
        case "context":
            elements = block.get("elements")
            return " ".join(filter(None, map(_text, elements[:MAX_PARTS] if isinstance(elements, list) else ())))
        case "image":
            return _text(block.get("title")) or _text(block.get("alt_text"))
        case "rich_text":
            return _rich_text(block, depth=0)
        case _:
            return ""


def _rich_text(element: dict[str, Any], depth: int) -> str:
    """The words of a rich text, without its marks: messages with one have them in `text` as well, but for old ones."""
    if isinstance(element.get("text"), str):
        return element["text"]
    if isinstance(element.get("user_id"), str):
        return f"<@{element['user_id']}>"
    if isinstance(element.get("url"), str):
        return link(element["url"], "")
    inner = element.get("elements")
    if not isinstance(inner, list) or depth > MAX_RICH_DEPTH:
        return ""
    return "".join(_rich_text(each, depth + 1) for each in inner[:MAX_RICH] if isinstance(each, dict))


MAX_RICH_DEPTH = 8
MAX_RICH = 1_000


def _text(value: Any) -> str:
    if isinstance(value, dict):
        value = value.get("text")
    return value if isinstance(value, str) else ""
