"""What a post of Mattermost's says that has attachments as programs put them there."""

from __future__ import annotations

from typing import Any

from ops.importing.reading.markup.pieces import link

MAX_PARTS = 100


def attached_text(props: dict[str, Any]) -> str:
    """The attachments of a post, in Mattermost's Markdown, a blank line between them; "" without any."""
    attachments = props.get("attachments")
    if not isinstance(attachments, list):
        return ""
    return "\n\n".join(filter(None, (_attachment(each) for each in attachments[:MAX_PARTS] if isinstance(each, dict))))


def _attachment(attachment: dict[str, Any]) -> str:
    title = _text(attachment.get("title"))
    if title and (address := _text(attachment.get("title_link"))):
        title = link(address, title)
    fields = attachment.get("fields")
    lines = [
        _text(attachment.get("pretext")),
        title,
        _text(attachment.get("text")),
        *(_field(each) for each in (fields[:MAX_PARTS] if isinstance(fields, list) else ())),
        _text(attachment.get("footer")),
    ]
    return "\n".join(line for line in lines if line.strip()) or _text(attachment.get("fallback"))


def _field(field: Any) -> str:
    if not isinstance(field, dict):
        return ""
    title, value = field.get("title"), field.get("value")
    return " ".join(filter(None, (f"**{title}**" if title else "", str(value) if isinstance(value, str | int) else "")))


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
