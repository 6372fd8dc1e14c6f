"""A worker of a large audience: it passes on all but the first of its shards, and serves that one."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from snowfight.clock import Clock, milliseconds
from snowfight.delivery.gateway import Report
from snowfight.delivery.shard_workers import Workers
from snowfight.domain.fanout.fanout import Fanout
from snowfight.models.records import Link
from snowfight.models.shard_tasks import ShardTask
from snowfight.storage.database import together
from snowfight.storage.presence.connections import Connections


@dataclass(frozen=True)
class ShardReport:
    """What a worker did: the report of its own shard, and the errands that nobody may have run."""

    report: Report
    dropped: list[ShardTask] = field(default_factory=list[ShardTask])


class ShardWorker:
    """Runs errands. Others are asked while it serves its own shard: one that is slow or dead holds nobody up."""

    def __init__(self, connections: Connections, fanout: Fanout, workers: Workers, clock: Clock) -> None:
        self._connections = connections
        self._fanout = fanout
        self._workers = workers
        self._clock = clock

    def run(self, errand: ShardTask) -> ShardReport:
        """Pass on all shards of the errand but its first, and bring the frame to that one's connections."""
        rest = errand.rest()
        if rest is None:
            return ShardReport(self._serve(errand))
        dropped, report = together(lambda: self._workers.call(rest.split()), lambda: self._serve(errand))
        return ShardReport(report, dropped)

    def _serve(self, errand: ShardTask) -> Report:
        links = [link for link, came in self._links(errand).items() if _meant(errand, came)]
        if errand.unless is not None:
            showing = self._connections.showing(errand.unless, links)
            links = [link for link in links if link not in showing]
        report = self._fanout.send(links, errand.frame.encode())
        if errand.audience == "viewers":
            self._forget(errand, links, report)
        return report

    def _links(self, errand: ShardTask) -> dict[Link, datetime]:
        """The connections of the first shard, and when each came."""
        now = self._clock.now()
        if errand.audience == "everybody":
            return {link: link.opened for link in self._connections.here(now, errand.first)}
        return self._connections.views(errand.room, now, errand.first)

    def _forget(self, errand: ShardTask, links: list[Link], report: Report) -> None:
        """A connection that is gone may have left its view behind, with nothing else that tells of it."""
        for link in self._fanout.lost(links, report):
            self._connections.forget_viewer(link, errand.room, errand.first)


def _meant(errand: ShardTask, came: datetime) -> bool:
    moment = milliseconds(came)
    return (errand.since is None or moment >= errand.since) and (errand.until is None or moment < errand.until)
