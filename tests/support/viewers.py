"""The public chat with more viewers than one function serves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from snowfight.domain.fanout.fanout import Fanout
from snowfight.domain.fanout.shard_worker import ShardWorker
from snowfight.domain.fanout.shards import Sharding
from snowfight.domain.messages.sending import Sending
from snowfight.models.client_frames import Leave
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import Link, RoomState
from tests.support.chat import Chat
from tests.support.workers import Queue


class Viewers:
    """Those of a chat whose workers serve four each."""

    def __init__(self, chat: Chat) -> None:
        self.chat = chat
        self.queue = Queue()
        self.fanout = Fanout(chat.connections, chat.gateway, chat.clock, self.queue)
        self.shard_worker = ShardWorker(chat.connections, self.fanout, self.queue, chat.clock)
        self.sharding = Sharding(chat.rooms, chat.connections.viewers, chat.clock, per_worker=4)
        self.links: list[Link] = []

    @property
    def state(self) -> RoomState:
        return self.chat.rooms.states([PUBLIC_CHAT]).get(PUBLIC_CHAT, RoomState.public())

    def come(self, count: int) -> None:
        for _ in range(count):
            self.links.append(self.chat.connect(f"user{len(self.links)}", PUBLIC_CHAT))
        self.sharding.fit(self.state, len(self.links))


class Crowd(Viewers):
    """Viewers who are told what is said."""

    def __init__(self, chat: Chat) -> None:
        super().__init__(chat)
        self.dependencies = replace(chat.message_dependencies(self.fanout), pause=self._pause)
        chat.sending = Sending(self.dependencies, chat.clock, chat.settings.message_length)
        self._said = 0
        self.meanwhile: list[Callable[[], object]] = []
        """What others do while somebody waits for their turn to tell, one in each turn."""

    def leave(self, count: int) -> None:
        for link in self.links[-count:]:
            self.chat.subscriptions.leave(link, Leave(type="leave", room=PUBLIC_CHAT))
        del self.links[-count:]

    def recipients_of(self, body: str) -> list[str]:
        """Who gets a message now, each as often as they get it."""
        self.chat.say(self.links[0], body)
        self.queue.work(self.shard_worker.run)
        return sorted(link.connection_id for link in self.links for each in self.bodies(link) if each == body)

    def bodies(self, link: Link) -> list[str]:
        frames = self.chat.gateway.frames(link.connection_id, "message_handler")
        return [frame["message"]["body"] for frame in frames]

    def frames(self, link: Link) -> list[list[str]]:
        """The bodies of each frame of messages that a viewer got."""
        self.queue.work(self.shard_worker.run)
        frames = self.chat.gateway.frames(link.connection_id)
        told = [frame for frame in frames if frame["type"] in {"message_handler", "messages_handler"}]
        return [[one["body"] for one in frame.get("messages", [frame.get("message")])] for frame in told]

    def say(self, *bodies: str) -> None:
        """Let viewers say that, each another one."""
        for body in bodies:
            self._said += 1
            self.chat.say(self.links[self._said % len(self.links)], body)

    def _pause(self, seconds: float) -> None:
        if self.meanwhile:
            self.meanwhile.pop(0)()
        self.chat.clock.advance(seconds=seconds)

    def viewers(self, shards: range) -> list[Link]:
        now = self.chat.clock.now()
        return [link for shard in shards for link in self.chat.connections.viewers.of(PUBLIC_CHAT, now, shard)]

    def everybody(self) -> list[str]:
        return sorted(link.connection_id for link in self.links)
