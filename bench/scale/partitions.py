"""What one of each action asks of DynamoDB, partition by partition, counted while the real code does it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from bench.actions import BODY, Scene
from bench.usage import Usage, read_units, write_units
from snowfight.models.client_frames import Ping
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import Link
from tests.support.dynamodb import Write, bound_elsewhere

VIEWERS = 100
"""Of the chat that is measured: as many as lie in one shard."""

KINDS = {
    r"^(VIEW#[^#]+)#\d+$": r"\1#<shard>",
    r"^ONLINE#\d+$": "ONLINE#<shard>",
    r"^(CONNECTION|TICKET)#.*$": r"\1#<id>",
    r"^(RECEIPT#[^#]+)#.*$": r"\1#<username>",
    r"^(USER|KEYWORDS|BLOCKS|REPORTS#AUTHOR)#.*$": r"\1#<username>",
}
"""Partitions of which there are many, by one name each."""

Key = tuple[str, str]
"""Table and partition."""
Units = defaultdict[Key, float]


@dataclass
class Asked:
    """One action's requests, and its units by partition."""

    usage: Usage = field(default_factory=Usage)
    writes: Units = field(default_factory=lambda: Units(float))
    reads: Units = field(default_factory=lambda: Units(float))


class Meter:
    """Looks at every request of a scene."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._factor = 1
        self._asked = Asked()
        presence = scene.presence
        self._tables = {id(table): name for name, table in presence.tables.tables.items()}
        on_commit, carry = presence.tables.on_commit, presence.connection.carry
        presence.tables.on_commit = lambda write: (on_commit(write), self._written(write))[0]
        presence.connection.carry = lambda operation, call, serve: self._carried(
            operation, call, lambda: carry(operation, call, serve)
        )

    @contextmanager
    def counted(self, *, calls: int = 0, frames: int = 0, invocations: int) -> Generator[Asked]:
        """What is asked meanwhile."""
        self._asked = asked = Asked()
        with self._scene.till.counted(calls=calls, frames=frames, invocations=invocations) as asked.usage:
            yield asked
        self._asked = Asked()

    def _written(self, write: Write) -> None:
        table = self._tables[id(write.table)]
        self._asked.writes[table, kind_of(_text_of(write.key[0]))] += self._factor * write_units(write)

    def _carried(self, operation: str, call: dict[str, Any], serve: Callable[[], Any]) -> Any:
        self._factor = 2 if operation == "TransactWriteItems" else 1
        answer = serve()
        if operation == "Query":
            values = [each["S"] for each in call["ExpressionAttributeValues"].values() if "S" in each]
            self._asked.reads[call["TableName"], kind_of(values[0])] += read_units(operation, call, answer)
        elif operation == "BatchGetItem":
            for table, request in call["RequestItems"].items():
                units = 1.0 if request.get("ConsistentRead") else 0.5
                for key in request["Keys"]:
                    partition = key["room" if table == "messages" else "pk"]["S"]
                    self._asked.reads[table, kind_of(partition)] += units
        return answer


def kind_of(partition: str) -> str:
    """The partition, or what stands for many like it."""
    return next((re.sub(rule, name, partition) for rule, name in KINDS.items() if re.match(rule, partition)), partition)


def _text_of(key: Any) -> str:
    return key.decode() if isinstance(key, bytes) else str(key)


@cache
def measured() -> dict[str, Asked]:
    """A text in the public chat before VIEWERS, a ping of who looks at it, a connection that comes back, and what
    presence tells of that."""
    with bound_elsewhere():
        scene = Scene(VIEWERS)
        scene.show(PUBLIC_CHAT)
        scene.text(PUBLIC_CHAT)
        meter = Meter(scene)
        asked = {"text": _text(scene, meter), "ping": _ping(scene, meter)}
        scene.chat.connection_lifecycle.closed(scene.links[-1])
        scene.presence.settle()
        return {**asked, "back": _back(scene, meter), "told": _told(scene, meter)}


def _text(scene: Scene, meter: Meter) -> Asked:
    with meter.counted(frames=1, invocations=1) as asked:
        scene.chat.say(scene.links[0], BODY, room=PUBLIC_CHAT)
    return asked


def _ping(scene: Scene, meter: Meter) -> Asked:
    seq = scene.chat.messages.newest(PUBLIC_CHAT)
    with meter.counted(frames=1, invocations=1) as asked:
        scene.chat.heartbeat.ping(scene.links[0], Ping(type="ping", seqs={PUBLIC_CHAT: seq}, revs={PUBLIC_CHAT: 0}))
    asked.usage.posts += 1  # the pong, which is billed as one
    return asked


def _back(scene: Scene, meter: Meter) -> Asked:
    """Ticket, socket, the join, the list of chats and a page of what was said."""
    chat, name = scene.chat, scene.names[-1]
    with meter.counted(calls=3, frames=1, invocations=3 + 1 + 2) as asked:
        ticket = chat.ticket_issuer.issue(name)
        chat.ticket_issuer.admit(ticket.ticket, chat.settings.site_origins[0])
        link = Link("back", name, chat.clock.now())
        chat.gateway.open.add(link.connection_id)
        chat.connection_lifecycle.opened(link)
        scene.presence.join(link, PUBLIC_CHAT)
        chat.chat_lists.all(name)
        chat.chat_lists.open(name, PUBLIC_CHAT)
    return asked


def _told(scene: Scene, meter: Meter) -> Asked:
    """What presence does about the one who came back."""
    with meter.counted(invocations=0) as asked:
        scene.presence.settle()
    return asked
