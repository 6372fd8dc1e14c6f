"""Users who are online: the connections of each, and whether one of them is in use.

A user's connections are members of two sets in one row, `active` and `idle`, so that opening, closing and hiding a tab
are single writes that may be repeated and may cross each other.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from pynamodb.expressions.condition import Condition, size
from pynamodb.expressions.update import Action

from snowfight.clock import milliseconds
from snowfight.errors import TooMany
from snowfight.models.records import Link, Reach
from snowfight.models.user import Status
from snowfight.storage.accounts.records import reach_of
from snowfight.storage.accounts.user_settings import UserSettings, settings_by_user, settings_row
from snowfight.storage.database import Database, Refused
from snowfight.storage.presence.lifetime import LIFE
from snowfight.storage.presence.records import (
    Presence,
    active_links,
    idle_links,
    live_links,
    member_of,
    presence_of,
    status_of,
)
from snowfight.storage.rows.ephemeral import PresenceRow
from snowfight.storage.rows.rooms import RoomsRow

KEPT = LIFE + timedelta(hours=1)
"""A presence row outlives the connection that was marked last by so much. The others may be younger by a life, and the
sweep is to find what is left in the row before TTL takes it."""

SHARDS = 16
"""Partitions that the presence rows lie in: counting who is here reads them all, a connect writes to one."""

LATER = timedelta(minutes=5)
"""By then a sweep has struck off those connections of a user that are there no more."""

RENEWED = timedelta(seconds=10)
"""Within so long a page says of a new connection that it is hidden or idle."""

SEEN = "seen"
"""In place of the status that was told last: somebody has looked, and seen another."""

MAX_CONNECTIONS = 200
"""Connections of one user that may be active, and as many idle: they are in one row, each change of which costs by its
size, in a partition that others' rows are in too."""


FEW = 50
"""Users whose presence and account are read in one request (DynamoDB's limit is a hundred keys)."""


@dataclass(frozen=True)
class Present:
    """The live connections of some users, who of them looks, and how those can be told who do not; None where they are
    not few, or nobody asked."""

    links: list[Link]
    active: frozenset[str]
    reach: Mapping[str, Reach] | None = None


class OnlineUsers:
    """The `ONLINE#` rows of the ephemeral table."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, link: Link) -> None:
        """A connection has been opened; it counts as active. Raises TooMany where the user has as many as they may."""
        sets = (PresenceRow.active, PresenceRow.idle)
        first, second = (each.does_not_exist() | (size(each) < MAX_CONNECTIONS) for each in sets)
        is_known = PresenceRow.active.contains(member_of(link))
        opened = PresenceRow.opened.set(milliseconds(link.opened))
        try:
            self._mark(link, "active", is_known | (first & second), opened)
        except Refused:
            raise TooMany(retry_after=LATER.total_seconds()) from None

    def forget(self, link: Link) -> None:
        """Strike one connection from its user's presence, that one and no other."""
        actions = [PresenceRow.active.delete({member_of(link)}), PresenceRow.idle.delete({member_of(link)})]
        try:
            self._database.update(presence_row(link.username), actions, PresenceRow.pk.exists())
        except Refused:
            return

    def mark(self, link: Link, state: Literal["active", "inactive"], now: datetime) -> None:
        """The connection's tab is shown and used, or hidden or idle; one that has ended is not brought back.

        A hidden page whose connection is renewed says so at once: nobody has come by that.
        """
        known = PresenceRow.active.contains(member_of(link)) | PresenceRow.idle.contains(member_of(link))
        actions: list[Action] = []
        if state == "active":
            actions.append(PresenceRow.used.set(milliseconds(now)))
        elif now < link.opened + RENEWED:
            actions.append(PresenceRow.opened.remove())
        try:
            self._mark(link, state, known, *actions)
        except Refused:
            return

    def links_of(self, usernames: Iterable[str], now: datetime) -> list[Link]:
        """The live connections of those users, one request for a hundred."""
        return [link for row in self._rows(usernames) for link in live_links(row, now)]

    def present(self, usernames: Sequence[str], now: datetime, *, with_reach: bool = False) -> Present:
        """Who of those users is here, and of a few how they can be told, as it was a moment ago; the same request."""
        if not with_reach or len(usernames) > FEW:
            return _present(self._rows(usernames), now)
        keys = [(f"USER#{name}", "ACCOUNT") for name in usernames]
        rows, accounts = self._database.get_beside(map(presence_row, usernames), RoomsRow, keys)
        here = [row for row in rows if isinstance(row, PresenceRow)]
        return replace(_present(here, now), reach=dict(map(reach_of, accounts)))

    def links_with_settings(
        self, usernames: Iterable[str], now: datetime
    ) -> tuple[list[Link], dict[str, UserSettings]]:
        """As `links_of`, and what those users have set, who have set something; one request for fifty."""
        rows = self._database.get_many(row for name in usernames for row in (presence_row(name), settings_row(name)))
        links = [link for row in rows if isinstance(row, PresenceRow) for link in live_links(row, now)]
        return links, settings_by_user(rows)

    def links_in(self, now: datetime, shard: int, *, consistent: bool = False) -> list[Link]:
        """Every live connection of the users in one of the SHARDS, as it was a moment ago unless `consistent`."""
        rows = PresenceRow.query(f"ONLINE#{shard}", consistent_read=consistent)
        return [link for row in rows for link in live_links(row, now)]

    def presences(self, now: datetime, shard: int) -> list[Presence]:
        """Everything that is kept of the users in one of the SHARDS."""
        return [presence_of(row, now) for row in PresenceRow.query(f"ONLINE#{shard}", consistent_read=True)]

    def presences_of(self, usernames: Iterable[str], now: datetime) -> dict[str, Presence]:
        """The same of those users, one request for a hundred; nothing is kept of some."""
        return {row.sk: presence_of(row, now) for row in self._rows(usernames)}

    def record_announced(self, username: str, status: Status) -> None:
        """That status of the user has been announced."""
        try:
            self._database.update(presence_row(username), [PresenceRow.told.set(status)], PresenceRow.pk.exists())
        except Refused:
            return

    def statuses(self, usernames: Iterable[str], now: datetime) -> dict[str, Status]:
        """Whether each of those users is here, one request for a hundred."""
        names = list(usernames)
        statuses: dict[str, Status] = dict.fromkeys(names, "offline")
        for row in self._rows(names):
            statuses[row.sk] = status_of(row, now)
            if row.told != SEEN and statuses[row.sk] != (row.told or "offline"):
                self._seen(row)
        return statuses

    def _mark(self, link: Link, state: Literal["active", "inactive"], condition: Condition, *also: Action) -> None:
        sets = (PresenceRow.active, PresenceRow.idle)
        joins, leaves = sets if state == "active" else sets[::-1]
        actions = [
            joins.add({member_of(link)}),
            leaves.delete({member_of(link)}),
            PresenceRow.expires_at.set(_kept_until(link)),
            *also,
        ]
        self._database.update(presence_row(link.username), actions, condition)

    def _seen(self, row: PresenceRow) -> None:
        """Somebody sees a status before it is told, so telling it must not be skipped if it changes back."""
        unchanged = PresenceRow.told == row.told if row.told else PresenceRow.told.does_not_exist()
        try:
            self._database.update(row, [PresenceRow.told.set(SEEN)], PresenceRow.pk.exists() & unchanged)
        except Refused:
            return

    def _rows(self, usernames: Iterable[str]) -> list[PresenceRow]:
        rows = self._database.get_many(presence_row(name) for name in usernames)
        return [row for row in rows if isinstance(row, PresenceRow)]


def _present(rows: Sequence[PresenceRow], now: datetime) -> Present:
    active = [link for row in rows for link in active_links(row, now)]
    idle = [link for row in rows if row.idle for link in idle_links(row, now)]
    return Present([*active, *idle], frozenset(link.username for link in active))


def presence_row(username: str) -> PresenceRow:
    """The key of a user's live connections, for who reads it together with other rows."""
    shard = zlib.crc32(username.encode()) % SHARDS
    return PresenceRow(f"ONLINE#{shard}", username)


def _kept_until(link: Link) -> int:
    return int((link.opened + LIFE + KEPT).timestamp())
