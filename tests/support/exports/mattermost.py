"""An export as Mattermost writes it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.support.exports.files import NOON, Fields, as_json, write_zip


class MattermostExport:
    """What Mattermost's bulk export writes of one team: a line each, in the order that its format asks for."""

    ORDER = ("version", "emoji", "team", "channel", "user", "bot", "post", "direct_channel", "direct_post")

    def __init__(self, team: str = "main") -> None:
        self.team = team
        self.lines: list[Fields] = [{"type": "version", "version": 1}]
        self.attachments: dict[str, bytes] = {}
        self.add("team", name=team, display_name=team.title(), type="O")

    def add(self, kind: str, **fields: Any) -> MattermostExport:
        """A line of any kind."""
        self.lines.append({"type": kind, kind: fields})
        return self

    def channel(
        self, name: str, display_name: str | None = None, *, kind: str = "O", **fields: Any
    ) -> MattermostExport:
        """An open channel; `kind="P"` for a private one."""
        return self.add(
            "channel", team=self.team, name=name, display_name=display_name or name.title(), type=kind, **fields
        )

    def user(self, username: str, channels: list[str], **fields: Any) -> MattermostExport:
        """A person who is in those channels, e.g. `user("ada", ["town-square"], email="ada@example.com")`."""
        memberships = [{"name": name, "roles": "channel_user"} for name in channels]
        teams = [{"name": self.team, "roles": "team_user", "channels": memberships}]
        return self.add("user", **{"username": username, "email": f"{username}@example.com", "teams": teams, **fields})

    def post(self, channel: str, user: str, message: str, create_at: int | None = None, **fields: Any) -> int:
        """Something said, a second after the post before it unless told when; returns when, in milliseconds."""
        at = create_at or self._next("post")
        self.add("post", team=self.team, channel=channel, user=user, message=message, create_at=at, **fields)
        return at

    def direct_channel(self, members: list[str], **fields: Any) -> MattermostExport:
        return self.add("direct_channel", members=members, **fields)

    def direct_post(
        self, members: list[str], user: str, message: str, create_at: int | None = None, **fields: Any
    ) -> int:
        at = create_at or self._next("direct_post")
        self.add("direct_post", channel_members=members, user=user, message=message, create_at=at, **fields)
        return at

    def _next(self, kind: str) -> int:
        return (NOON + sum(line["type"] == kind for line in self.lines)) * 1000

    def content(self) -> bytes:
        lines = sorted(
            self.lines, key=lambda line: self.ORDER.index(line["type"]) if line["type"] in self.ORDER else 99
        )
        return b"".join(as_json(line) + b"\n" for line in lines)

    def jsonl(self, path: Path) -> Path:
        path.write_bytes(self.content())
        return path

    def zip(self, path: Path) -> Path:
        """With the attachments, which Mattermost puts below `data/`."""
        files = {f"data/{name}": content for name, content in self.attachments.items()}
        return write_zip(path, {"import.jsonl": self.content(), **files})
