"""Bringing presence to connections: by this function itself, or by workers where too many are here."""

from __future__ import annotations

from collections.abc import Iterable

from snowfight.clock import Clock, milliseconds
from snowfight.delivery.shard_workers import Workers
from snowfight.domain.fanout.fanout import Fanout
from snowfight.domain.fanout.per_recipient import post_all
from snowfight.domain.presence.announcements import Window
from snowfight.models.base import Answer
from snowfight.models.records import Link, RoomState
from snowfight.models.tasks import ShardTask
from snowfight.storage.presence.online_counts import SITE
from snowfight.storage.presence.online_users import SHARDS, OnlineUsers


class PresenceBroadcast:
    def __init__(
        self,
        online_users: OnlineUsers,
        fanout: Fanout,
        workers: Workers,
        clock: Clock,
    ) -> None:
        self._online_users = online_users
        self._fanout = fanout
        self._workers = workers
        self._clock = clock

    def online_connections(self) -> list[Link]:
        """Every connection, read consistently."""
        now = self._clock.now()
        return [link for shard in range(SHARDS) for link in self._online_users.links_in(now, shard, consistent=True)]

    def of(self, usernames: Iterable[str]) -> list[Link]:
        """Every connection of those users."""
        return self._fanout.of(usernames)

    def post(self, frames: Iterable[tuple[Link, Answer]]) -> None:
        """Post each connection its frame."""
        post_all(self._fanout, frames)

    def everybody(self, frame: Answer, window: Window, unless: str | None = None) -> None:
        """Have workers bring the frame to everybody in the window who does not show the chat `unless`."""
        task = ShardTask(audience="everybody", room=SITE, end=SHARDS, frame=frame.model_dump_json(), unless=unless)
        self._start(task, window)

    def viewers(self, state: RoomState, frame: Answer, window: Window) -> None:
        """Have workers bring the frame to the viewers of the chat in the window."""
        self._start(ShardTask(room=state.name, end=state.shards, frame=frame.model_dump_json()), window)

    def _start(self, task: ShardTask, window: Window) -> None:
        since = milliseconds(window.since) if window.since else None
        task = task.model_copy(update={"since": since, "until": milliseconds(window.until)})
        dropped = self._workers.start(task.split())
        self._fanout.delivery_metrics.drop(sum(each.end - each.first for each in dropped))
