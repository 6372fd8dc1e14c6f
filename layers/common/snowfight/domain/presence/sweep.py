"""Now and then: what is kept of connections compared with the connections, and what was told with what is so."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from snowfight.clock import Clock
from snowfight.delivery.gateway import Prober
from snowfight.domain.fanout.gone_connections import NEWBORN
from snowfight.domain.presence.presence_rows import PresenceRows
from snowfight.domain.presence.schedule import PresenceSchedule
from snowfight.domain.presence.turn import SITE_TOPIC, TALK_TOPIC
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import Link, RoomState
from snowfight.storage.presence.online_users import SHARDS

SETTLED = timedelta(minutes=10)
"""A connection is asked after when it is so old; whoever left without a word is mostly found by a post before."""

PROBES = 2000
"""Connections of one sweep that are looked at, taken at random: with more, each has its turn later."""


@dataclass
class Swept:
    """What a sweep found: connections that had expired or were gone, and views of nobody."""

    expired: int = 0
    gone: int = 0
    orphans: int = 0


class PresenceSweep:
    def __init__(self, rows: PresenceRows, presence_schedule: PresenceSchedule, prober: Prober, clock: Clock) -> None:
        self._rows = rows
        self._presence_schedule = presence_schedule
        self._prober = prober
        self._clock = clock

    def sweep(self) -> Swept:
        """Strike off who is not here any more, and have everything looked at that is not as it was told."""
        now = self._clock.now()
        swept = Swept()
        kept = [each for shard in range(SHARDS) for each in self._rows.connections.users.presences(now, shard)]
        for each in kept:
            for link in each.expired:
                self._rows.connections.close(link)
                swept.expired += 1
        links = [link for each in kept for link in each.links]
        asked = random.sample(links, min(PROBES, len(links)))
        for link in self._gone(asked, now):
            self._rows.connections.close(link)
            swept.gone += 1
        swept.orphans = self._orphans(now)
        self._rows.turns.mark("CHANGED", [each.username for each in kept if each.status != each.announced], now)
        topics = {
            f"room:{name}" for name in (*self._rows.turns.marks("WATCHED"), *self._rows.connections.viewed_rooms(asked))
        }
        if self._rows.counts.site(now)[0] or kept:
            topics |= {SITE_TOPIC, TALK_TOPIC}
        self._rows.turns.mark("DUE", sorted(topics), now)
        if self._rows.turns.pending():
            self._presence_schedule.wake()
        return swept

    def _gone(self, asked: Sequence[Link], now: datetime) -> list[Link]:
        old = [link for link in asked if link.opened < now - max(SETTLED, NEWBORN)]
        gone = set(self._prober.gone([link.connection_id for link in old]))
        return [link for link in old if link.connection_id in gone]

    def _orphans(self, now: datetime) -> int:
        """Views that a connection left behind when it was closed half way, or while it opened a chat."""
        found = 0
        watched = list(self._rows.turns.marks("WATCHED"))
        states = {PUBLIC_CHAT: RoomState.public()} | self._rows.rooms.states(watched)
        for name in watched:
            for shard in range(states[name].shards if name in states else 1):
                links = [v for v in self._rows.connections.viewers.of(name, now, shard) if v.opened < now - NEWBORN]
                for link in set(links) - self._rows.connections.known(links):
                    self._rows.connections.viewers.forget(link, name, shard)
                    found += 1
        return found
