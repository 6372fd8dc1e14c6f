"""A chat of Telegram's, while it is read."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from ops.importing.model import ChatKind
from ops.importing.reading.readers.people import first_name

OF_TWO = frozenset({"personal_chat", "bot_chat"})


@dataclass
class Chat:
    """A chat while it is read. `head` is what was told of it before its messages."""

    head: dict[str, str]
    place: str
    id: str = ""
    members: dict[str, None] = field(default_factory=dict[str, None])
    creator: str | None = None
    created: datetime | None = None
    zoneless: bool = False

    @property
    def name(self) -> str:
        return first_name(self.head.get("name", ""), self.head.get("type", ""), "Telegram").replace("_", " ")

    @property
    def of_two(self) -> bool:
        return self.head["type"] in OF_TWO

    @property
    def kind(self) -> ChatKind:
        """Groups are closed, whatever they were; so is a chat of two in which both are the same."""
        return "private" if self.of_two and len(self.members) > 1 else "closed"
