"""How many are here, how many show a chat, and what was last announced of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from snowfight.clock import from_milliseconds, milliseconds
from snowfight.storage.database import Database
from snowfight.storage.presence.online_users import SHARDS
from snowfight.storage.rows.ephemeral import AnnouncementRow, CountRow, PresenceRow
from snowfight.storage.rows.row import Row

SITE = "site"
"""Stands for the whole site where a chat's name could."""

KEPT = timedelta(days=1)
"""Longer than anybody stays connected: a count that does not change is not written for so long."""


@dataclass(frozen=True)
class Announced:
    """What was last announced of a topic, when, and from when on opened ones were left out then."""

    topic: str
    value: str | None = None
    announced_at: datetime | None = None
    heard_until: datetime | None = None


class Counts:
    """The `COUNT#` and `SAID#` rows of the ephemeral table."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, names: Iterable[str], now: datetime) -> dict[str, int]:
        """How many users show each of the chats (SITE: are here), one request for a hundred."""
        wanted = list(names)
        counts = {name: count for name, (count, _) in self._rows(wanted, now).items()}
        return dict.fromkeys(wanted, 0) | counts

    def site(self, now: datetime) -> tuple[int, datetime | None]:
        """How many users are here, and when they were counted."""
        return self._rows([SITE], now).get(SITE, (0, None))

    def announced_online(self, now: datetime) -> int:
        """How many users are online, as it was last announced to everybody."""
        value = self.announced(f"{SITE}:{SITE}").value
        return int(value) if value else max(1, self.site(now)[0])

    def put(self, name: str, count: int, now: datetime) -> None:
        """Keep a count."""
        row = CountRow(f"COUNT#{name}", "COUNT", online_count=count, counted=milliseconds(now))
        row.expires_at = int((now + KEPT).timestamp())
        row.save()

    def users(self, now: datetime) -> int:
        """Count the users who are here: what is kept of them is looked over, nothing of it is carried."""
        online = PresenceRow.active.exists() | PresenceRow.idle.exists()
        living = online & (PresenceRow.expires_at > int(now.timestamp()))
        return sum(
            PresenceRow.count(f"ONLINE#{shard}", filter_condition=living, consistent_read=True)
            for shard in range(SHARDS)
        )

    def announced(self, topic: str) -> Announced:
        """What was last announced of the topic."""
        return _announced([topic], self._database.get_many([_row(topic)]))[topic]

    def with_announced(
        self, names: Iterable[str], topics: Iterable[str], now: datetime
    ) -> tuple[dict[str, int], dict[str, Announced]]:
        """As `of` those names, and what was last announced of each of those topics, in the same request."""
        counted, told = list(names), list(topics)
        rows = self._database.get_many([*map(_count_row, counted), *map(_row, told)])
        counts = {name: count for name, (count, _) in _counts(rows, now).items()}
        return dict.fromkeys(counted, 0) | counts, _announced(told, rows)

    def record(self, announced: Announced, now: datetime) -> None:
        """Keep what has been announced."""
        row = _row(announced.topic)
        row.told, row.told_at = announced.value or "", milliseconds(announced.announced_at or now)
        row.heard_until = milliseconds(announced.heard_until) if announced.heard_until else None
        row.expires_at = int((now + KEPT).timestamp())
        row.save()

    def forget(self, topic: str) -> None:
        """What was announced of the topic is not what everybody knows: it is announced to all again."""
        self._database.delete(_row(topic))

    def _rows(self, names: Iterable[str], now: datetime) -> dict[str, tuple[int, datetime | None]]:
        return _counts(self._database.get_many(map(_count_row, names)), now)


def _counts(rows: Iterable[Row], now: datetime) -> dict[str, tuple[int, datetime | None]]:
    alive = [row for row in rows if isinstance(row, CountRow) and row.expires_at > now.timestamp()]
    return {
        row.pk.removeprefix("COUNT#"): (
            int(row.online_count),
            from_milliseconds(int(row.counted)) if row.counted else None,
        )
        for row in alive
    }


def _announced(topics: Iterable[str], rows: Iterable[Row]) -> dict[str, Announced]:
    found = {row.pk.removeprefix("SAID#"): row for row in rows if isinstance(row, AnnouncementRow)}
    return {topic: Announced(topic) for topic in topics} | {
        topic: Announced(
            topic,
            row.told,
            from_milliseconds(int(row.told_at)),
            from_milliseconds(int(row.heard_until)) if row.heard_until else None,
        )
        for topic, row in found.items()
    }


def _count_row(name: str) -> CountRow:
    return CountRow(f"COUNT#{name}", "COUNT")


def _row(topic: str) -> AnnouncementRow:
    return AnnouncementRow(f"SAID#{topic}", "SAID")
