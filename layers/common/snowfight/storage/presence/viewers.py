"""Viewers: the connections that show a chat.

They lie in shards, about one for as many as a worker serves. A view is the partition that a connection lies in, by its
key: the chat and the shard.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from datetime import datetime

from snowfight.clock import from_milliseconds, milliseconds
from snowfight.models.records import Link
from snowfight.storage.database import Database
from snowfight.storage.presence.lifetime import expiry
from snowfight.storage.rows.ephemeral import ViewRow


class Viewers:
    """The `VIEW#` rows of the ephemeral table."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, link: Link, view: str, joined: datetime) -> None:
        """The connection shows the view's chat from `joined` on."""
        row = ViewRow(view, link.connection_id, username=link.username, opened=milliseconds(link.opened))
        row.joined, row.expires_at = milliseconds(joined), expiry(link)
        row.save()

    def remove(self, link: Link, views: Iterable[str]) -> None:
        """Strike the connection from those views, that one and no other."""
        for view in sorted(views):
            self._database.delete(ViewRow(view, link.connection_id))

    def forget(self, link: Link, room: str, shard: int = 0) -> None:
        """Strike one connection from a shard of a chat's viewers."""
        self.remove(link, [view_of(room, shard)])

    def of(self, room: str, now: datetime, shard: int = 0, limit: int | None = None) -> list[Link]:
        """The connections of one shard that show the chat, at most `limit`."""
        return list(self.joined(room, now, shard, limit))

    def joined(self, room: str, now: datetime, shard: int = 0, limit: int | None = None) -> dict[Link, datetime]:
        """The same connections, and since when each shows the chat."""
        rows = ViewRow.query(view_of(room, shard), consistent_read=True, limit=limit)
        alive = [row for row in rows if row.expires_at > now.timestamp()]
        return {
            Link(row.sk, row.username, from_milliseconds(int(row.opened))): from_milliseconds(int(row.joined))
            for row in alive
        }


def view_of(room: str, shard: int) -> str:
    """The view of a chat's shard."""
    return f"VIEW#{room}#{shard}"


def room_of(view: str) -> str:
    """The chat of a view."""
    return view.split("#")[1]


def shard_of(link: Link, shards: int) -> int:
    """The shard of `shards` that a connection goes to."""
    return zlib.crc32(link.connection_id.encode()) % shards
