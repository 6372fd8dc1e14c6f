"""A post to a hook as the text of messages."""

from __future__ import annotations

from snowfight.blank import is_blank
from snowfight.domain.hooks import attachments, blocks
from snowfight.domain.hooks.markup import markdown
from snowfight.errors import NoText
from snowfight.models.robots.payload import HookPayload


def rendered(payload: HookPayload) -> str:
    """What the post shows: its blocks, then its attachments; its text where neither shows anything. Raises NoText."""
    parts = [blocks.text_of(payload.blocks), attachments.text_of(payload.attachments)]
    shown = [part for part in parts if not is_blank(part)] or [markdown(payload.text)]
    text = "\n\n".join(shown).strip()
    if is_blank(text):
        raise NoText
    return text
