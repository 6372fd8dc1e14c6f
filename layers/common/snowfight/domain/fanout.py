"""One frame to many connections."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta

from snowfight.clock import Clock
from snowfight.delivery.gateway import Gateway, Report
from snowfight.models.base import Answer
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import Link, Room
from snowfight.storage.connections import Connections

NEWBORN = timedelta(seconds=15)
"""A connection is not forgotten for a 410 so soon: the gateway answers that too before $connect has ended."""


class Fanout:
    """Finds connections, posts to them, and forgets those that are gone."""

    def __init__(self, connections: Connections, gateway: Gateway, clock: Clock) -> None:
        self._connections = connections
        self._gateway = gateway
        self._clock = clock

    def recipients(self, room: Room) -> list[Link]:
        """Who gets what happens in `room`: its members wherever they are, of the public chat those who show it."""
        if room.name == PUBLIC_CHAT:
            return self._connections.viewers(room.name, self._clock.now())
        return self.of(room.members)

    def of(self, usernames: Iterable[str]) -> list[Link]:
        """Every connection of those users."""
        return self._connections.of(usernames, self._clock.now())

    def post(self, links: Sequence[Link], frame: Answer) -> Report:
        """Post `frame` to the connections; what is gone is forgotten, that one and nothing else."""
        payload = frame.model_dump_json().encode()
        report = self._gateway.broadcast([link.connection_id for link in links], payload)
        lost = set(report.gone)
        oldest = self._clock.now() - NEWBORN
        for link in links:
            if link.connection_id in lost and link.opened < oldest:
                self._connections.close(link)
        return report

    def tell(self, usernames: Iterable[str], *frames: Answer) -> None:
        """Post each of `frames`, in order, to every connection of those users."""
        links = self.of(usernames)
        for frame in frames:
            self.post(links, frame)

    def hang_up(self, username: str) -> None:
        """End every connection of the user."""
        for link in self.of([username]):
            self._gateway.close(link.connection_id)
            self._connections.close(link)
