"""A worker of a large audience: it passes on all but the first of its shards, and serves that one."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from snowfight.clock import Clock, milliseconds
from snowfight.delivery.gateway import Report
from snowfight.delivery.shard_workers import Workers
from snowfight.domain.fanout.fanout import Fanout
from snowfight.models.records import Link
from snowfight.models.tasks import ShardTask
from snowfight.storage.database import together
from snowfight.storage.presence.connections import Connections


@dataclass(frozen=True)
class ShardReport:
    """What a worker did: the report of its own shard, and the tasks that nobody may have run."""

    report: Report
    dropped: list[ShardTask] = field(default_factory=list[ShardTask])


class ShardWorker:
    """Runs tasks. Others are asked while it serves its own shard: one that is slow or dead holds nobody up."""

    def __init__(self, connections: Connections, fanout: Fanout, workers: Workers, clock: Clock) -> None:
        self._connections = connections
        self._fanout = fanout
        self._workers = workers
        self._clock = clock

    def run(self, task: ShardTask) -> ShardReport:
        """Pass on all shards of the task but its first, and bring the frame to that one's connections."""
        rest = task.rest()
        if rest is None:
            return ShardReport(self._serve(task))
        dropped, report = together(lambda: self._workers.call(rest.split()), lambda: self._serve(task))
        return ShardReport(report, dropped)

    def _serve(self, task: ShardTask) -> Report:
        links = [link for link, came in self._links(task).items() if _is_recipient(task, came)]
        if task.unless is not None:
            showing = self._connections.showing(task.unless, links)
            links = [link for link in links if link not in showing]
        report = self._fanout.send(links, task.frame.encode())
        if task.audience == "viewers":
            self._forget(task, links, report)
        return report

    def _links(self, task: ShardTask) -> dict[Link, datetime]:
        """The connections of the first shard, and when each came."""
        now = self._clock.now()
        if task.audience == "everybody":
            return {link: link.opened for link in self._connections.users.links_in(now, task.first)}
        return self._connections.viewers.joined(task.room, now, task.first)

    def _forget(self, task: ShardTask, links: list[Link], report: Report) -> None:
        """A connection that is gone may have left its view behind, with nothing else that tells of it."""
        for link in self._fanout.lost(links, report):
            self._connections.viewers.forget(link, task.room, task.first)


def _is_recipient(task: ShardTask, came: datetime) -> bool:
    moment = milliseconds(came)
    return (task.since is None or moment >= task.since) and (task.until is None or moment < task.until)
