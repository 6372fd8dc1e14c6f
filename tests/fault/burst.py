"""The public chat of more viewers than one function serves, while much is said there at once."""

from __future__ import annotations

import json
from dataclasses import dataclass
from uuid import UUID

from snowfight.models.client_frames import Ping, Send
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import Account, Link, RoomState
from tests.fault.cloud import Cloud, Instance
from tests.support.dynamodb import Write
from tests.support.stage import START

SPEAKERS = 60
VIEWERS = ("near", "far", "there")
GATHERED = 2.2
"""Seconds until presence hears of a row: its stream gathers for two."""
HEARTBEAT = 0.1
"""Seconds between two heartbeats of anybody: of six hundred viewers, one each in a minute."""


@dataclass(frozen=True)
class Heard:
    """A frame of messages, when it came."""

    at: float
    seqs: list[int]


class Burst:
    """The public chat in so many shards: some who talk, and some who watch."""

    def __init__(self, seed: int = 1, shards: int = 2) -> None:
        self.cloud = Cloud(seed)
        self._shards = shards
        self.heard: dict[str, list[Heard]] = {name: [] for name in VIEWERS}
        self._said = 0
        self._said_at: dict[str, float] = {}
        self.cloud.at_once(self._furnish)

    @property
    def now(self) -> float:
        return self.cloud.stage.now

    def say(self, after: float = 0.0) -> None:
        """Let the next who talks say something, so many seconds from now."""
        self._said += 1
        name, client_id = f"user{self._said % SPEAKERS}", str(UUID(int=self._said, version=4))
        raw = {"type": "message", "room": PUBLIC_CHAT, "client_id": client_id, "body": f"number {self._said}"}

        def send(instance: Instance) -> None:
            instance.sending.send(Link(name, name, START), Send.model_validate(raw))

        self._said_at[client_id] = self.now + after
        self.cloud.stage.at(after, lambda: self.cloud.invoke(send, lambda _answer: None, raw))

    def talk(self, rate: float, seconds: float) -> None:
        """Let so many messages a second be said."""
        for number in range(round(rate * seconds)):
            self.say(number / rate)

    def beat(self, seconds: float) -> None:
        """Let viewers' hearts beat for so long."""
        for number in range(round(seconds / HEARTBEAT)):
            self.cloud.stage.at(number * HEARTBEAT, lambda: self.cloud.invoke(self._ping, lambda _answer: None))

    def watch(self) -> None:
        """Have presence woken by what is written in the chat's row, which its stream gathers."""
        waiting: list[float] = []

        def look(instance: Instance) -> None:
            waiting.clear()
            instance.telling.watch(PUBLIC_CHAT)

        def committed(write: Write) -> None:
            if write.after is not None and write.after.get("sk") == {"S": "META"} and not waiting:
                waiting.append(self.now)
                self.cloud.stage.at(GATHERED, lambda: self.cloud.invoke(look, lambda _answer: None))

        self.cloud.tables.on_commit = committed

    def play(self, seconds: float) -> None:
        self.cloud.stage.play(self.now + seconds)

    def told(self, name: str) -> list[int]:
        """The numbers that a viewer was told, as they came."""
        return [seq for heard in self.heard[name] for seq in heard.seqs]

    def said_at(self) -> dict[int, float]:
        """When each message that is stored was said, by its number."""
        rows = (row for row in self.cloud.tables.rows("messages") if row["room"]["S"] == PUBLIC_CHAT)
        return {int(row["seq"]["N"]): self._said_at[row["client_id"]["S"]] for row in rows}

    @property
    def log(self) -> list[int]:
        return sorted(self.said_at())

    def untold(self) -> dict[str, set[int]]:
        """What viewers were not told, of what is stored."""
        return {name: missed for name in VIEWERS if (missed := set(self.log) - set(self.told(name)))}

    @staticmethod
    def _ping(instance: Instance) -> None:
        """A heartbeat of one who has everything that the chat's row knows of."""
        state = instance.rooms.states([PUBLIC_CHAT])[PUBLIC_CHAT]
        frame = Ping(type="ping", seqs={PUBLIC_CHAT: state.last_seq})
        instance.heartbeat.ping(Link(VIEWERS[0], VIEWERS[0], START), frame)

    def _furnish(self, instance: Instance) -> None:
        for number in range(SPEAKERS):
            instance.accounts.create(Account(f"user{number}", f"User {number}"))
            self.cloud.gateway.edge.states[f"user{number}"] = "open"
            self.cloud.gateway.listeners[f"user{number}"] = lambda _frame: None
        for number, name in enumerate(VIEWERS):
            link = Link(name, name, START)
            instance.accounts.create(Account(name, name))
            instance.connections.open(link)
            instance.connections.view(link, PUBLIC_CHAT, number * (self._shards - 1) // 2)
            self.cloud.gateway.edge.states[name] = "open"
            self.cloud.gateway.listeners[name] = lambda data, name=name: self._hear(name, data)
        instance.rooms.resize(RoomState.public(), self._shards, self._shards, START)

    def _hear(self, name: str, data: bytes) -> None:
        frame = json.loads(data)
        if frame["type"] in {"message_handler", "messages_handler"}:
            messages = frame.get("messages") or [frame["message"]]
            self.heard[name].append(Heard(self.now, [message["seq"] for message in messages]))
