"""An export as Zulip writes it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.support.exports.files import NOON, Fields, as_json, write_tar


class ZulipExport:
    """One realm."""

    ROOT = "zulip-export-1/"

    def __init__(self) -> None:
        self.realm: dict[str, list[Fields]] = {
            "zerver_realm": [{"id": 1, "string_id": "crew", "uuid": "0000-1"}],
            "zerver_userprofile": [],
            "zerver_userprofile_crossrealm": [{"id": 1, "email": "notification-bot@zulip.com"}],
            "zerver_stream": [],
            "zerver_recipient": [],
            "zerver_subscription": [],
            "zerver_realmemoji": [],
            "zerver_reaction": [],
        }
        self.messages: list[Fields] = []
        self.others: dict[str, bytes] = {}

    def user(self, id: int, full_name: str, **fields: Any) -> ZulipExport:  # noqa: A002
        email = f"{full_name.split(maxsplit=1)[0].lower()}@example.com"
        row = {"id": id, "email": f"user{id}@crew.example", "delivery_email": email, "full_name": full_name, **fields}
        self.realm["zerver_userprofile"].append({"is_active": True, "is_bot": False, **row})
        self.realm["zerver_recipient"].append({"id": 1000 + id, "type": 1, "type_id": id})
        return self

    def stream(self, id: int, name: str, members: list[int], **fields: Any) -> ZulipExport:  # noqa: A002
        self.realm["zerver_stream"].append(
            {"id": id, "name": name, "invite_only": False, "date_created": NOON, **fields}
        )
        self.realm["zerver_recipient"].append({"id": 2000 + id, "type": 2, "type_id": id})
        self._subscribe(2000 + id, members)
        return self

    def group(self, id: int, members: list[int]) -> ZulipExport:  # noqa: A002
        self.realm["zerver_recipient"].append({"id": 3000 + id, "type": 3, "type_id": id})
        self._subscribe(3000 + id, members)
        return self

    def _subscribe(self, recipient: int, members: list[int]) -> None:
        rows = [{"user_profile": member, "recipient": recipient, "active": True} for member in members]
        self.realm["zerver_subscription"] += rows

    def message(self, sender: int, recipient: int, content: str, topic: str = "", **fields: Any) -> int:
        """Something said, a second after what was said before; `recipient` is 1000 and a user, 2000 and a stream, or
        3000 and a group; returns its id."""
        number = len(self.messages) + 1
        row = {"id": number, "sender": sender, "recipient": recipient, "subject": topic, "content": content}
        self.messages.append({**row, "date_sent": NOON + number + 0.25, "last_edit_time": None, **fields})
        return number

    def files(self) -> dict[str, bytes]:
        parts = [self.messages[start : start + 2] for start in range(0, len(self.messages), 2)]
        return {
            f"{self.ROOT}realm.json": as_json(self.realm),
            **{
                f"{self.ROOT}messages-{number:06}.json": as_json(
                    {"zerver_message": part, "zerver_usermessage": [{"id": 1}]}
                )
                for number, part in enumerate(parts, 1)
            },
            **{f"{self.ROOT}{name}": content for name, content in self.others.items()},
        }

    def tar(self, path: Path) -> Path:
        return write_tar(path, self.files())
