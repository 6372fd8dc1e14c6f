"""What the tables' streams say has changed, as far as presence is concerned."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from snowfight.models.user import Status

Record = dict[str, Any]

GATHERING = timedelta(seconds=2)
"""For so long the streams gather records (infra/background/presence.py), but the local stack's do not."""


@dataclass
class Changes:
    """Chats whose viewers changed, and those that somebody closed; users whose status changed; whether users came or
    went, and whether was written in the public chat."""

    rooms: set[str] = field(default_factory=set[str])
    closed: set[str] = field(default_factory=set[str])
    users: set[str] = field(default_factory=set[str])
    site: bool = False
    talk: bool = False


def changes_of(records: Iterable[Record]) -> Changes:
    """Read the records of a batch. What does not alter what anybody is shown is passed over."""
    changes = Changes()
    for record in records:
        change = record["dynamodb"]
        key = change["Keys"]["pk"]["S"]
        match key.partition("#")[0]:
            case "VIEW" if record["eventName"] != "MODIFY":
                room = key.split("#")[1]
                changes.rooms.add(room)
                if record["eventName"] == "REMOVE":
                    changes.closed.add(room)
            case "ONLINE":
                before, after = _status(change.get("OldImage")), _status(change.get("NewImage"))
                if before != after:
                    changes.users.add(change["Keys"]["sk"]["S"])
                changes.site |= (before == "offline") != (after == "offline")
            case "ROOM":
                changes.talk = True
            case _:
                pass
    return changes


def were_gathered(records: Iterable[Record], now: datetime) -> bool:
    """Whether the stream has waited for more before it handed these over; it dates them by the second, rounded down."""
    oldest = min(int(record["dynamodb"].get("ApproximateCreationDateTime", now.timestamp())) for record in records)
    return now.timestamp() - oldest >= GATHERING.total_seconds()


def _status(image: Record | None) -> Status:
    if image and image.get("active"):
        return "online"
    return "inactive" if image and image.get("idle") else "offline"
