"""Exports of other chats, small and made by hand: what their formats say, and where they are said to go wrong."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

Fields = dict[str, Any]
Files = Mapping[str, bytes]
"""What an archive holds, by path."""

NOON = 1_700_000_000
"""Seconds: a moment in November 2023, after which the messages of the builders are sent."""


def as_json(value: object) -> bytes:
    return json.dumps(value).encode()


def write_zip(path: Path, files: Files) -> Path:
    """A zip at `path`; returns it."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def write_folder(path: Path, files: Files) -> Path:
    """The same, unpacked."""
    for name, content in files.items():
        file = path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    return path


class SlackExport:
    """What Slack exports of one workspace."""

    def __init__(self) -> None:
        self.users: list[Fields] = []
        self.lists: dict[str, list[Fields]] = {"channels": [], "groups": [], "mpims": [], "dms": []}
        self.days: dict[str, list[Fields]] = {}
        self._folders: dict[str, str] = {}

    def user(self, id: str, name: str, **fields: Any) -> SlackExport:  # noqa: A002
        """A person, e.g. `user("U1", "ada", email="ada@example.com", real_name="Ada Lovelace", is_bot=False)`."""
        profile = {key: fields.pop(key) for key in ("email", "real_name", "display_name") if key in fields}
        self.users.append({"id": id, "team_id": "T1", "name": name, "deleted": False, "profile": profile, **fields})
        return self

    def channel(self, id: str, name: str, members: list[str], *, kind: str = "channels", **fields: Any) -> SlackExport:  # noqa: A002
        """A chat; `kind` is the list that it stands in: channels, groups (private), mpims or dms."""
        entry = {"id": id, "name": name, "created": NOON, "creator": members[0] if members else "", "members": members}
        self.lists[kind].append(
            {**entry, **fields} if kind != "dms" else {"id": id, "created": NOON, "members": members}
        )
        self._folders[id] = id if kind == "dms" else name
        return self

    def message(
        self, channel: str, user: str, text: str, ts: str | None = None, *, day: str = "2023-11-14", **fields: Any
    ) -> str:
        """Something said, a second after what was said there before unless told when; returns its `ts`."""
        folder = f"{self._folders.get(channel, channel)}/{day}.json"
        said = sum(len(messages) for name, messages in self.days.items() if name.startswith(folder[:-15]))
        ts = ts or f"{NOON + said}.000100"
        self.days.setdefault(folder, []).append({"type": "message", "user": user, "text": text, "ts": ts, **fields})
        return ts

    def files(self) -> dict[str, bytes]:
        lists = {f"{name}.json": as_json(entries) for name, entries in self.lists.items()}
        return {"users.json": as_json(self.users), **lists, **{name: as_json(day) for name, day in self.days.items()}}

    def zip(self, path: Path) -> Path:
        return write_zip(path, self.files())

    def folder(self, path: Path) -> Path:
        return write_folder(path, self.files())


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
