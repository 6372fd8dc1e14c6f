"""An export as Slack writes it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.support.exports.files import NOON, Fields, as_json, write_folder, write_zip


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
