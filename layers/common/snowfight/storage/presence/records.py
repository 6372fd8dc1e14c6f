"""What a presence row keeps of a user, as a record.

A member of its two sets reads `<opened>|<connection id>`, opened in milliseconds: that is how long the connection can
live, and how new it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from snowfight.clock import from_milliseconds, milliseconds
from snowfight.models.records import Link
from snowfight.models.user import Status
from snowfight.storage.presence.lifetime import LIFE
from snowfight.storage.rows.ephemeral import PresenceRow


@dataclass(frozen=True)
class Presence:
    """What is kept of a user: their status, the one that was announced last, connections that live or have expired;
    and when they were surely last there, since a connection was opened, or came into use again."""

    username: str
    status: Status
    announced: str
    links: list[Link]
    expired: list[Link]
    seen: datetime | None = None


def member_of(link: Link) -> str:
    """The connection as a member of its user's row."""
    return f"{milliseconds(link.opened)}|{link.connection_id}"


def live_links(row: PresenceRow, now: datetime) -> list[Link]:
    """The user's live connections."""
    return [*active_links(row, now), *idle_links(row, now)]


def active_links(row: PresenceRow, now: datetime) -> list[Link]:
    """Those of the user's live connections that look."""
    return [link for link in _links(row.sk, row.active or ()) if link.opened + LIFE > now]


def idle_links(row: PresenceRow, now: datetime) -> list[Link]:
    """Those of the user's live connections that do not."""
    return [link for link in _links(row.sk, row.idle or ()) if link.opened + LIFE > now]


def presence_of(row: PresenceRow, now: datetime) -> Presence:
    """Everything that is kept of the user."""
    links = live_links(row, now)
    expired = [link for link in _links(row.sk, _members(row)) if link not in links]
    seen = max(int(row.opened or 0), int(row.used or 0))
    return Presence(
        row.sk, status_of(row, now), row.told or "offline", links, expired, from_milliseconds(seen) if seen else None
    )


def status_of(row: PresenceRow, now: datetime) -> Status:
    """Whether the user is here, and whether they look: one connection that does is enough."""
    if active_links(row, now):
        return "online"
    return "inactive" if idle_links(row, now) else "offline"


def _members(row: PresenceRow) -> list[str]:
    return [*(row.active or ()), *(row.idle or ())]


def _links(username: str, members: Iterable[str]) -> list[Link]:
    pairs = (member.split("|", 1) for member in members)
    return [Link(connection_id, username, from_milliseconds(int(opened))) for opened, connection_id in pairs]
