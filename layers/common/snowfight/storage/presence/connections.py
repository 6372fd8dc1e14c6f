"""Live connections: whose they are, and which chats they show.

A user's connections are members of two sets in one row, `active` and `idle`, so that opening, closing and hiding a tab
are single writes that may be repeated and may cross each other. A member reads `<opened>|<connection id>`, opened in
milliseconds: that is how long it can live, and how new it is.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from pynamodb.expressions.condition import Condition, size

from snowfight.clock import from_milliseconds, milliseconds
from snowfight.errors import TooMany
from snowfight.models.records import Link
from snowfight.models.user import Status
from snowfight.storage.database import Database, Refused
from snowfight.storage.rows import ConnectionRow, PresenceRow, ViewRow

LIFE = timedelta(hours=2, minutes=5)
"""The gateway ends every connection after 2 hours (API Gateway quotas); 5 minutes more for slow clocks."""

KEPT = LIFE + timedelta(hours=1)
"""A presence row outlives the connection that was marked last by so much. The others may be younger by a life, and the
sweep is to find what is left in the row before TTL takes it."""

SHARDS = 16
"""Partitions that the presence rows lie in: counting who is here reads them all, a connect writes to one."""

LATER = timedelta(minutes=5)
"""By then a sweep has struck off those connections of a user that are there no more."""

SEEN = "seen"
"""In place of the status that was told last: somebody has looked, and seen another."""

MAX_CONNECTIONS = 200
"""Connections of one user that may be active, and as many idle: they are in one row, each change of which costs by its
size, in a partition that others' rows are in too."""

MAX_VIEWS = 200
"""Chats that one connection may have open."""


@dataclass(frozen=True)
class Presence:
    """What is kept of a user: their status, the one that was announced last, connections that live or have expired."""

    username: str
    status: Status
    announced: str
    links: list[Link]
    expired: list[Link]


class Connections:
    """The presence, connection and view rows of the ephemeral table."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def open(self, link: Link) -> None:
        """A connection has been opened; it counts as active. Raises TooMany where the user has as many as they may."""
        row = _connection(link)
        row.username = link.username
        row.opened, row.expires_at = milliseconds(link.opened), _expiry(link)
        row.save()
        sets = (PresenceRow.active, PresenceRow.idle)
        first, second = (each.does_not_exist() | (size(each) < MAX_CONNECTIONS) for each in sets)
        try:
            self._mark(link, "active", PresenceRow.active.contains(_member(link)) | (first & second))
        except Refused:
            self._database.delete(row)
            raise TooMany(retry_after=LATER.total_seconds()) from None

    def close(self, link: Link) -> None:
        """A connection has ended; may be told twice. Only its own rows are touched.

        The row that knows what else there is goes last, so that whoever died half way can be followed.
        """
        row = _connection(link)
        for view in sorted(self._views(link)):
            self._database.delete(ViewRow(view, link.connection_id))
        self.forget(link)
        self._database.delete(row)

    def forget(self, link: Link) -> None:
        """Strike one connection from its user's presence, that one and no other."""
        actions = [PresenceRow.active.delete({_member(link)}), PresenceRow.idle.delete({_member(link)})]
        try:
            self._database.update(_presence(link.username), actions, PresenceRow.pk.exists())
        except Refused:
            return

    def mark(self, link: Link, state: Literal["active", "inactive"]) -> None:
        """The connection's tab is shown and used, or hidden or idle; one that has ended is not brought back."""
        known = PresenceRow.active.contains(_member(link)) | PresenceRow.idle.contains(_member(link))
        try:
            self._mark(link, state, known)
        except Refused:
            return

    def _mark(self, link: Link, state: Literal["active", "inactive"], condition: Condition | None = None) -> None:
        sets = (PresenceRow.active, PresenceRow.idle)
        joins, leaves = sets if state == "active" else sets[::-1]
        actions = [
            joins.add({_member(link)}),
            leaves.delete({_member(link)}),
            PresenceRow.expires_at.set(_kept_until(link)),
        ]
        self._database.update(_presence(link.username), actions, condition)

    def view(self, link: Link, room: str, shard: int = 0, joined: datetime | None = None) -> bool:
        """The connection shows the chat from now, or from `joined`, on; False if it shows too many, or is unknown."""
        key = _view(room, shard)
        actions = [ConnectionRow.views.add({key})]
        room_left = ConnectionRow.views.does_not_exist() | (size(ConnectionRow.views) < MAX_VIEWS)
        try:
            self._database.update(_connection(link), actions, ConnectionRow.pk.exists() & room_left)
        except Refused:
            return False
        row = ViewRow(key, link.connection_id, username=link.username, opened=milliseconds(link.opened))
        row.joined = milliseconds(joined or link.opened)
        row.expires_at = _expiry(link)
        row.save()
        return True

    def unview(self, link: Link, room: str) -> None:
        """The connection shows the chat no more, whichever shard it lay in."""
        keys = {view for view in self._views(link) if view.split("#")[1] == room}
        for key in keys:
            self._database.delete(ViewRow(key, link.connection_id))
        if not keys:
            return
        try:
            self._database.update(_connection(link), [ConnectionRow.views.delete(keys)], ConnectionRow.pk.exists())
        except Refused:
            return

    def welcome(self, link: Link) -> bool:
        """Whether nobody has welcomed the connection yet; from now on somebody has."""
        new = ConnectionRow.pk.exists() & ConnectionRow.welcomed.does_not_exist()
        try:
            self._database.update(_connection(link), [ConnectionRow.welcomed.set(True)], new)
        except Refused:
            return False
        return True

    def viewers(self, room: str, now: datetime, shard: int = 0, limit: int | None = None) -> list[Link]:
        """The connections of one shard that show the chat, at most `limit`."""
        return list(self.views(room, now, shard, limit))

    def views(self, room: str, now: datetime, shard: int = 0, limit: int | None = None) -> dict[Link, datetime]:
        """The same connections, and since when each shows the chat."""
        rows = ViewRow.query(_view(room, shard), consistent_read=True, limit=limit)
        alive = [row for row in rows if row.expires_at > now.timestamp()]
        return {
            Link(row.sk, row.username, from_milliseconds(int(row.opened))): from_milliseconds(int(row.joined))
            for row in alive
        }

    def online(self, now: datetime, shard: int) -> list[Link]:
        """Every live connection of the users in one of the SHARDS."""
        rows = PresenceRow.query(f"ONLINE#{shard}")
        return [link for row in rows for link in _links(row, [*(row.active or ()), *(row.idle or ())], now)]

    def presences(self, now: datetime, shard: int) -> list[Presence]:
        """Everything that is kept of the users in one of the SHARDS."""
        return [_kept(row, now) for row in PresenceRow.query(f"ONLINE#{shard}", consistent_read=True)]

    def presences_of(self, usernames: Iterable[str], now: datetime) -> dict[str, Presence]:
        """The same of those users, one request for a hundred; nothing is kept of some."""
        return {row.sk: _kept(row, now) for row in self._presences(usernames)}

    def record_announced(self, username: str, status: Status) -> None:
        """That status of the user has been announced."""
        try:
            self._database.update(_presence(username), [PresenceRow.told.set(status)], PresenceRow.pk.exists())
        except Refused:
            return

    def known(self, links: Iterable[Link]) -> set[Link]:
        """Those of the connections that have a row of their own, one request for a hundred."""
        by_id = {link.connection_id: link for link in links}
        rows = self._database.get_many(_connection(link) for link in by_id.values())
        return {by_id[row.pk.removeprefix("CONNECTION#")] for row in rows if isinstance(row, ConnectionRow)}

    def viewed_rooms(self, links: Iterable[Link]) -> set[str]:
        """The chats that any of the connections shows, one request for a hundred."""
        rows = self._database.get_many(_connection(link) for link in links)
        return {view.split("#")[1] for row in rows if isinstance(row, ConnectionRow) for view in row.views or ()}

    def showing(self, room: str, links: Iterable[Link]) -> set[Link]:
        """Those of the connections that show the chat, one request for a hundred."""
        by_id = {link.connection_id: link for link in links}
        rows = self._database.get_many(_connection(link) for link in by_id.values())
        ids = [
            row.pk.removeprefix("CONNECTION#") for row in rows if isinstance(row, ConnectionRow) and _shows(row, room)
        ]
        return {by_id[connection_id] for connection_id in ids}

    def forget_viewer(self, link: Link, room: str, shard: int = 0) -> None:
        """Strike one connection from a shard of a chat's viewers, that one and no other."""
        self._database.delete(ViewRow(_view(room, shard), link.connection_id))

    def of(self, usernames: Iterable[str], now: datetime) -> list[Link]:
        """The live connections of those users, one request for a hundred."""
        rows = self._presences(usernames)
        return [link for row in rows for link in _links(row, [*(row.active or ()), *(row.idle or ())], now)]

    def statuses(self, usernames: Iterable[str], now: datetime) -> dict[str, Status]:
        """Whether each of those users is here, one request for a hundred."""
        names = list(usernames)
        statuses: dict[str, Status] = dict.fromkeys(names, "offline")
        for row in self._presences(names):
            statuses[row.sk] = _status(row, now)
            if row.told != SEEN and statuses[row.sk] != (row.told or "offline"):
                self._seen(row)
        return statuses

    def _seen(self, row: PresenceRow) -> None:
        """Somebody sees a status before it is told, so telling it must not be skipped if it changes back."""
        unchanged = PresenceRow.told == row.told if row.told else PresenceRow.told.does_not_exist()
        try:
            self._database.update(row, [PresenceRow.told.set(SEEN)], PresenceRow.pk.exists() & unchanged)
        except Refused:
            return

    def _views(self, link: Link) -> set[str]:
        rows = self._database.get_many([_connection(link)])
        return {view for row in rows if isinstance(row, ConnectionRow) for view in row.views or ()}

    def _presences(self, usernames: Iterable[str]) -> list[PresenceRow]:
        rows = self._database.get_many(_presence(name) for name in usernames)
        return [row for row in rows if isinstance(row, PresenceRow)]


def shard_of(link: Link, shards: int) -> int:
    """The shard of `shards` that a connection goes to."""
    return zlib.crc32(link.connection_id.encode()) % shards


def _connection(link: Link) -> ConnectionRow:
    return ConnectionRow(f"CONNECTION#{link.connection_id}", "CONNECTION")


def _shows(row: ConnectionRow, room: str) -> bool:
    return any(view.split("#")[1] == room for view in row.views or ())


def _presence(username: str) -> PresenceRow:
    shard = zlib.crc32(username.encode()) % SHARDS
    return PresenceRow(f"ONLINE#{shard}", username)


def _view(room: str, shard: int) -> str:
    return f"VIEW#{room}#{shard}"


def _expiry(link: Link) -> int:
    return int((link.opened + LIFE).timestamp())


def _kept_until(link: Link) -> int:
    return int((link.opened + LIFE + KEPT).timestamp())


def _member(link: Link) -> str:
    return f"{milliseconds(link.opened)}|{link.connection_id}"


def _links(row: PresenceRow, members: Sequence[str], now: datetime | None) -> list[Link]:
    pairs = (member.split("|", 1) for member in members)
    links = [Link(connection_id, row.sk, from_milliseconds(int(opened))) for opened, connection_id in pairs]
    return [link for link in links if now is None or link.opened + LIFE > now]


def _kept(row: PresenceRow, now: datetime) -> Presence:
    members = [*(row.active or ()), *(row.idle or ())]
    links = _links(row, members, now)
    expired = [link for link in _links(row, members, None) if link not in links]
    return Presence(row.sk, _status(row, now), row.told or "offline", links, expired)


def _status(row: PresenceRow, now: datetime) -> Status:
    if _links(row, list(row.active or ()), now):
        return "online"
    return "inactive" if _links(row, list(row.idle or ()), now) else "offline"
