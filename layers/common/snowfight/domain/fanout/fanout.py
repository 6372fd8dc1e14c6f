"""One frame to many connections."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from snowfight.clock import Clock
from snowfight.delivery.gateway import BROADCAST_SECONDS, Gateway, Report
from snowfight.delivery.shard_workers import Workers
from snowfight.domain.fanout.delivery_metrics import DeliveryMetrics
from snowfight.domain.fanout.gone_connections import gone_for_good
from snowfight.models.base import Answer
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import Link, Reach, Room
from snowfight.models.server_frames import MessageHandler, MessagesHandler
from snowfight.models.tasks import ShardTask
from snowfight.storage.accounts.user_settings import UserSettings
from snowfight.storage.presence.connections import Connections


@dataclass(frozen=True)
class Audience:
    """Who is told what happens in a chat: `links`, or where that is too many for one function, shards of viewers.

    `active` are those members who look, of the public chat nobody; `reach` says how members can be told who do not,
    where they are few and that was asked.
    """

    room: str
    links: list[Link] = field(default_factory=list[Link])
    first: int = 0
    end: int = 0
    active: frozenset[str] = frozenset()
    reach: Mapping[str, Reach] | None = None

    def away(self, room: Room, author: str) -> list[str]:
        """The members who do not look, but for who writes."""
        return [name for name in room.members if name not in self.active and name != author]

    def unreached(self, report: Report) -> frozenset[str]:
        """Those who look, but none of whose connections could be posted to."""
        if not report.gone and not report.unreached:
            return frozenset()
        missed = {*report.gone, *report.unreached}
        return self.active - {link.username for link in self.links if link.connection_id not in missed}


class Fanout:
    """Finds connections, posts to them, and forgets those that are gone. Large audiences need `workers`."""

    def __init__(
        self, connections: Connections, gateway: Gateway, clock: Clock, workers: Workers | None = None
    ) -> None:
        self._connections = connections
        self._gateway = gateway
        self._clock = clock
        self._workers = workers
        self.delivery_metrics = DeliveryMetrics()

    def audience(self, room: Room, *, with_reach: bool = False) -> Audience:
        """Who gets what happens in `room`: its members wherever they are, of the public chat those who show it; with
        `with_reach` also how those can be told who do not look, where the members are few."""
        if room.name != PUBLIC_CHAT:
            present = self._connections.users.present(room.members, self._clock.now(), with_reach=with_reach)
            return Audience(room.name, present.links, active=present.active, reach=present.reach)
        if room.state.shards > 1:
            return Audience(room.name, end=room.state.shards)
        return Audience(room.name, self._connections.viewers.of(room.name, self._clock.now()))

    def of(self, usernames: Iterable[str]) -> list[Link]:
        """Every connection of those users."""
        return self._connections.users.links_of(usernames, self._clock.now())

    def with_settings(self, usernames: Iterable[str]) -> tuple[list[Link], dict[str, UserSettings]]:
        """As `of`, and what those of the users have set who have set something, in the same request."""
        return self._connections.users.links_with_settings(usernames, self._clock.now())

    def deliver(self, audience: Audience, frame: Answer) -> Report:
        """Bring `frame` to the audience; what workers do shows in their own reports."""
        if audience.end:
            return self._by_workers(audience, frame, self._workers.call if self._workers else list)
        report = self.post(audience.links, frame)
        if audience.room == PUBLIC_CHAT:
            for link in self.lost(audience.links, report):
                self._connections.viewers.forget(link, audience.room)
        return report

    def hand_over(self, audience: Audience, frame: Answer) -> Report:
        """As `deliver`, to shards of viewers, but queued: once this returns, the frame goes out whoever dies."""
        return self._by_workers(audience, frame, self._workers.start if self._workers else list)

    def _by_workers(
        self, audience: Audience, frame: Answer, ask: Callable[[Sequence[ShardTask]], list[ShardTask]]
    ) -> Report:
        """Have workers bring the frame to shards of viewers; `ask` returns the tasks that nobody may run."""
        text, about = frame.model_dump_json(), _about(frame)
        task = ShardTask(room=audience.room, first=audience.first, end=audience.end, frame=text, about=about)
        dropped = ask(task.split())
        self.delivery_metrics.drop(sum(each.end - each.first for each in dropped))
        return Report(unreached=[f"{each.room}#{each.first}-{each.end}" for each in dropped])

    def post(self, links: Sequence[Link], frame: Answer, *, seconds: float = BROADCAST_SECONDS) -> Report:
        """Post `frame` to the connections, within `seconds`; what is gone is forgotten, that one and nothing else."""
        return self.send(links, frame.model_dump_json().encode(), seconds=seconds)

    def send(self, links: Sequence[Link], payload: bytes, *, seconds: float = BROADCAST_SECONDS) -> Report:
        """As `post`, of a frame that is bytes already."""
        report = self._gateway.broadcast([link.connection_id for link in links], payload, seconds=seconds)
        self.delivery_metrics.add(report)
        for link in self.lost(links, report):
            self._connections.close(link)
        return report

    def lost(self, links: Sequence[Link], report: Report) -> list[Link]:
        """Those of `links` that are gone for good."""
        return gone_for_good(links, report, self._clock.now())

    def tell(self, usernames: Iterable[str], *frames: Answer) -> list[Link]:
        """Post each of `frames`, in order, to every connection of those users, all in the time of one broadcast.

        Who misses one is not told what came after it. Returns all connections that were meant.
        """
        audience = links = self.of(usernames)
        end = self._clock.now() + timedelta(seconds=BROADCAST_SECONDS)
        for frame in frames:
            left = (end - self._clock.now()).total_seconds()
            report = self.post(links, frame, seconds=max(0.0, left))
            missed = {*report.gone, *report.unreached}
            links = [link for link in links if link.connection_id not in missed]
        return audience

    def hang_up(self, username: str) -> None:
        """End every connection of the user."""
        links = self.of([username])
        self._gateway.close(link.connection_id for link in links)
        for link in links:
            self._connections.close(link)


def _about(frame: Answer) -> str | None:
    """What the logs of all functions know the frame by: its message, or of several the numbers."""
    if isinstance(frame, MessageHandler):
        return frame.message.client_id
    if isinstance(frame, MessagesHandler):
        return f"{frame.room}:{frame.messages[0].seq}-{frame.messages[-1].seq}"
    return None
