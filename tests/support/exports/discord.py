"""A channel as DiscordChatExporter writes it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.support.exports.files import NOON, Fields, as_json

EPOCH_MS = 1_420_070_400_000


def snowflake(ms: int, low: int = 0) -> str:
    """The id of what Discord makes in that millisecond since 1970."""
    return str(((ms - EPOCH_MS) << 22) + low)


class DiscordExport:
    """One channel, in one file."""

    def __init__(self, id: str = "900", name: str = "general", kind: str = "GuildTextChat") -> None:  # noqa: A002
        self.guild: Fields = {"id": "800", "name": "Guild"}
        self.channel: Fields = {"id": id, "type": kind, "categoryId": None, "category": "Text", "name": name}
        self.messages: list[Fields] = []

    def user(self, id: str, name: str, **fields: Any) -> Fields:  # noqa: A002
        return {"id": id, "name": name, "discriminator": "0", "nickname": name.title(), "isBot": False, **fields}

    def message(self, author: Fields, content: str, **fields: Any) -> str:
        """Something said, a second after what was said before; returns its id."""
        at = (NOON + len(self.messages)) * 1000
        id_ = snowflake(at)
        message: Fields = {
            "id": id_,
            "type": "Default",
            "timestamp": datetime.fromtimestamp(at / 1000, UTC).isoformat(),
            "timestampEdited": None,
            "isPinned": False,
            "content": content,
            "author": author,
            "attachments": [],
            "embeds": [],
            "stickers": [],
            "reactions": [],
            "mentions": [],
            **fields,
        }
        self.messages.append(message)
        return id_

    def content(self) -> bytes:
        count = len(self.messages)
        return as_json({"guild": self.guild, "channel": self.channel, "messages": self.messages, "messageCount": count})

    def json(self, path: Path) -> Path:
        path.write_bytes(self.content())
        return path
