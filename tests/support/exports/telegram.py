"""Chats as Telegram Desktop exports them."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.support.exports.files import NOON, Fields, as_json


class TelegramExport:
    """One chat, or several as an account's."""

    def __init__(self, name: str | None = "Crew", kind: str = "private_group", id: int = 5) -> None:  # noqa: A002
        self.chats: list[Fields] = [{"name": name, "type": kind, "id": id, "messages": []}]

    def message(self, sender: str | None, from_id: str | int | None, text: Any, **fields: Any) -> int:
        """Something said in the chat that was added last, a second after what was said before; returns its id."""
        messages = self.chats[-1]["messages"]
        number = len(messages) + 1
        at = NOON + number
        date = datetime.fromtimestamp(at, UTC).replace(tzinfo=None).isoformat()
        known = {"id": number, "type": "message", "date": date, "date_unixtime": str(at), "from": sender}
        messages.append({**known, "from_id": from_id, "text": text, **fields})
        return number

    def chat(self, name: str | None, kind: str, id: int) -> TelegramExport:  # noqa: A002
        self.chats.append({"name": name, "type": kind, "id": id, "messages": []})
        return self

    def content(self) -> bytes:
        """A chat alone, as such."""
        return as_json(self.chats[0])

    def account(self, user_id: int) -> bytes:
        """All of them, as the account of that id has them."""
        personal = {"user_id": user_id, "first_name": "Ada", "last_name": "L", "username": "@ada"}
        return as_json({"about": "…", "personal_information": personal, "chats": {"about": "…", "list": self.chats}})

    def json(self, path: Path) -> Path:
        path.write_bytes(self.content())
        return path
