"""Connections, each by its own row: whose it is, and which chats it shows.

What a connection does touches other rows too, its user's and those of the chats that it shows, each in a write of its
own that may be lost. The connection's row is there before the others come and until they are gone: it leads to them.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime

from pynamodb.expressions.condition import size

from snowfight.clock import milliseconds
from snowfight.errors import TooMany
from snowfight.models.records import Link
from snowfight.storage.database import Database, Refused
from snowfight.storage.presence.lifetime import expiry
from snowfight.storage.presence.online_users import OnlineUsers
from snowfight.storage.presence.viewers import Viewers, room_of, view_of
from snowfight.storage.rows.ephemeral import ConnectionRow

MAX_VIEWS = 200
"""Chats that one connection may have open."""


@dataclass(frozen=True)
class Shown:
    """That a connection shows a chat; `is_new` where nobody had welcomed it yet: whoever asked does it, or says by the
    `mark` that they will not (`Connections.unwelcome`)."""

    is_new: bool
    mark: str = field(default="", compare=False)


class Connections:
    """The `CONNECTION#` rows of the ephemeral table.

    With them come `users` and `viewers`; who needs one of these alone is given that one.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self.users = OnlineUsers(database)
        self.viewers = Viewers(database)

    def open(self, link: Link) -> None:
        """A connection has been opened; it counts as active. Raises TooMany where the user has as many as they may."""
        row = _row(link)
        row.username = link.username
        row.opened, row.expires_at = milliseconds(link.opened), expiry(link)
        row.save()
        try:
            self.users.add(link)
        except TooMany:
            self._database.delete(row)
            raise

    def close(self, link: Link) -> None:
        """A connection has ended; may be told twice. Only its own rows are touched.

        The row that knows what else there is goes last, so that whoever died half way can be followed.
        """
        self.viewers.remove(link, self._views(link))
        self.users.forget(link)
        self._database.delete(_row(link))

    def view(self, link: Link, room: str, shard: int = 0, joined: datetime | None = None) -> Shown | None:
        """The connection shows the chat from now, or from `joined`, on; None if it shows too many, or is unknown."""
        view, mark = view_of(room, shard), _mark()
        room_left = ConnectionRow.views.does_not_exist() | (size(ConnectionRow.views) < MAX_VIEWS)
        first = ConnectionRow.welcomed_by.set(ConnectionRow.welcomed_by | mark)
        actions = [ConnectionRow.views.add({view}), first]
        try:
            row = self._database.update(_row(link), actions, ConnectionRow.pk.exists() & room_left)
        except Refused:
            return None
        try:
            self.viewers.add(link, view, joined or link.opened)
        except Exception:
            self.unwelcome(link, mark)
            raise
        return Shown(ConnectionRow.from_raw_data(row).welcomed_by == mark, mark)

    def unwelcome(self, link: Link, mark: str) -> None:
        """Whose mark that is could not welcome the connection: the next one does. Raises nothing, since it is asked for
        where something has failed already."""
        with suppress(Exception):
            mine = ConnectionRow.welcomed_by == mark
            self._database.update(_row(link), [ConnectionRow.welcomed_by.remove()], mine)

    def unview(self, link: Link, room: str) -> None:
        """The connection shows the chat no more, whichever shard it lay in."""
        views = {view for view in self._views(link) if room_of(view) == room}
        self.viewers.remove(link, views)
        if not views:
            return
        try:
            self._database.update(_row(link), [ConnectionRow.views.delete(views)], ConnectionRow.pk.exists())
        except Refused:
            return

    def welcome(self, link: Link) -> bool:
        """Whether nobody has welcomed the connection yet; from now on somebody has."""
        new = ConnectionRow.pk.exists() & ConnectionRow.welcomed_by.does_not_exist()
        try:
            self._database.update(_row(link), [ConnectionRow.welcomed_by.set(_mark())], new)
        except Refused:
            return False
        return True

    def known(self, links: Iterable[Link]) -> set[Link]:
        """Those of the connections that have a row of their own, one request for a hundred."""
        return set(self._rows(links))

    def viewed_rooms(self, links: Iterable[Link]) -> set[str]:
        """The chats that any of the connections shows, one request for a hundred."""
        return {room for row in self._rows(links).values() for room in _rooms(row)}

    def showing(self, room: str, links: Iterable[Link]) -> set[Link]:
        """Those of the connections that show the chat, one request for a hundred."""
        return {link for link, row in self._rows(links).items() if room in _rooms(row)}

    def _views(self, link: Link) -> set[str]:
        return {view for row in self._rows([link]).values() for view in row.views or ()}

    def _rows(self, links: Iterable[Link]) -> dict[Link, ConnectionRow]:
        by_id = {link.connection_id: link for link in links}
        rows = self._database.get_many(_row(link) for link in by_id.values())
        return {by_id[row.pk.removeprefix("CONNECTION#")]: row for row in rows if isinstance(row, ConnectionRow)}


def _row(link: Link) -> ConnectionRow:
    return ConnectionRow(f"CONNECTION#{link.connection_id}", "CONNECTION")


def _mark() -> str:
    """Of one frame: whoever finds their own in the row is the one who welcomes, though the write was done twice."""
    return secrets.token_hex(8)


def _rooms(row: ConnectionRow) -> set[str]:
    return {room_of(view) for view in row.views or ()}
