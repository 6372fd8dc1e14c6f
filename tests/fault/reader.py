"""A client that follows the rules of the wire contract (Order and loss), and nothing else.

It orders and drops doubles by `seq`, and changes by `rev`; on a hole, after a reconnect, or when `ack`, `changed`,
`joined` or `pong` tells a larger number than it has, it fetches `?after=` until there is nothing more; what is not
answered is sent again.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from snowfight.models.base import Answer
from snowfight.models.client_frames import Delete, Edit, Join, Pin, Ping, PresenceFrame, React, Send
from snowfight.models.message import ChangePage, ChangeQuery, HistoryQuery, MessagePage
from snowfight.models.records import Link
from tests.fault.cloud import Cloud, Instance
from tests.fault.log import Log
from tests.support.stage import StageClock

ACK_WITHIN = 5.0
HEARTBEAT = 60.0
PONG_WITHIN = 10.0
FETCH_WITHIN = 30.0
LONGEST_WAIT = 30.0
TWO_HOURS = 7200.0
NEWEST = 200


@dataclass
class Unsent:
    """A message or a change without its answer."""

    frame: dict[str, Any]
    attempts: int = 0
    out: bool = False

    @property
    def client_id(self) -> str:
        return self.frame["client_id"]

    @property
    def lane(self) -> tuple[str, bool]:
        """What waits for each other: messages of a room, and changes there."""
        return self.frame["room"], self.frame["type"] == "message"


@dataclass
class User:
    """Somebody with a device or more, and what they have not got acknowledged, wherever they said it.

    A hasty one says everything at once, and now and then twice.
    """

    name: str
    cloud: Cloud
    hasty: bool = False
    devices: list[Device] = field(default_factory=list["Device"])
    unsent: list[Unsent] = field(default_factory=list[Unsent])
    acked: dict[str, tuple[str, int]] = field(default_factory=dict[str, tuple[str, int]])
    changed: dict[str, int] = field(default_factory=dict[str, int])
    refused: dict[str, str] = field(default_factory=dict[str, str])
    silent_until: float = 0.0

    def say(self, room: str, client_id: str, body: str, reply_to: int | None = None) -> None:
        self.ask({"type": "message", "room": room, "client_id": client_id, "body": body, "reply_to": reply_to})

    def ask(self, frame: dict[str, Any]) -> None:
        """Send a message or a change until it is answered."""
        self.unsent.append(Unsent(frame))
        self.go()

    def go(self) -> None:
        """Send the oldest unanswered message and change of each room, if it is not out."""
        busy: set[tuple[str, bool]] = set()
        for entry in list(self.unsent):
            if entry.lane in busy:
                continue
            if not self.hasty:
                busy.add(entry.lane)
            if not entry.out:
                self._transmit(entry)

    def abandon(self) -> None:
        """Forget what is unanswered, for good."""
        self.unsent.clear()

    def connected(self) -> None:
        for entry in self.unsent:
            entry.out = False
        self.go()

    def answered(self, frame: dict[str, Any]) -> None:
        """An `ack`, a `changed`, or an error that names what was sent."""
        entry = next((one for one in self.unsent if one.client_id == frame["client_id"]), None)
        if frame["type"] == "ack":
            assert self.acked.setdefault(frame["client_id"], (frame["room"], frame["seq"])) == (
                frame["room"],
                frame["seq"],
            )
        if frame["type"] == "changed":
            self.changed[frame["client_id"]] = frame["rev"]
        if entry is None:
            return
        if frame["type"] == "error" and frame["code"] in {"internal", "rate_limited", "unavailable"}:
            self.silent_until = self.cloud.stage.now + (frame.get("retry_after") or 0.5)
            return
        if frame["type"] == "error":
            self.refused[entry.client_id] = frame["code"]
        self.unsent.remove(entry)
        self.go()

    def _transmit(self, entry: Unsent) -> None:
        cloud = self.cloud
        devices = [device for device in self.devices if device.line]
        entry.out = True
        if devices and cloud.stage.now >= self.silent_until:
            for _ in range(2 if self.hasty and cloud.chance(0.3) else 1):
                cloud.dice.choice(devices).send(entry.frame)
        entry.attempts += 1
        wait = ACK_WITHIN + cloud.dice.uniform(0, min(LONGEST_WAIT, 2.0**entry.attempts))
        cloud.stage.at(wait, lambda: self._again(entry))

    def _again(self, entry: Unsent) -> None:
        if entry in self.unsent:
            entry.out = False
            self.go()


@dataclass
class Line:
    """One WebSocket, as the gateway has it."""

    link: Link
    began: float
    alive: bool = True
    """Whether the network still carries it: the client may not have noticed that it does not."""
    joined: set[str] = field(default_factory=set[str])


class Device:
    """A page that is open, with its rooms."""

    def __init__(self, user: User, rooms: list[str], page: int) -> None:
        self.user = user
        self.cloud = user.cloud
        self.logs = {room: Log(user.name) for room in rooms}
        self.line: Line | None = None
        self.reachable = True
        self.lines: list[Line] = []
        self._page = page
        self._heard = 0.0
        self._attempts = 0
        user.devices.append(self)

    def connect(self, age: float = 0.0) -> None:
        """Dial; where that fails, again after a while. With an `age` as if that had been so many seconds ago."""
        if not self.reachable:
            return self._retry()
        cloud, stage = self.cloud, self.cloud.stage
        number = len(self.lines) + 1
        opened = StageClock(stage).now() - timedelta(seconds=age)
        line = Line(
            Link(f"{self.user.name}-{self.user.devices.index(self)}-{number}", self.user.name, opened), stage.now - age
        )
        self.lines.append(line)
        edge = cloud.gateway.edge
        edge.states[line.link.connection_id] = "newborn"
        cloud.gateway.listeners[line.link.connection_id] = lambda frame: self._travel(line, frame)
        answered: list[bool] = []

        def accept(answer: Answer | None) -> None:
            answered.append(True)
            if answer is None and line.alive:
                stage.at(cloud.dice.uniform(0, cloud.weather.delay), lambda: self._accepted(line))
            else:
                self._refused(line)

        cloud.invoke(lambda instance: instance.connection_lifecycle.opened(line.link), accept)
        stage.at(30.0, lambda: None if answered else self._refused(line))
        return None

    def cut(self, *, silently: bool, noticed: bool = True) -> None:
        """The network drops the connection: `silently` for the client; `noticed` by the server."""
        line = self.line
        if line is None or not line.alive:
            return
        self._close(line, noticed=noticed)
        if not silently:
            self._lost(line)

    def send(self, frame: dict[str, Any]) -> None:
        """Send a frame over the line, which may lose it."""
        line, cloud = self.line, self.cloud
        if line is None:
            return
        cloud.stage.at(cloud.dice.uniform(0, cloud.weather.delay), lambda: self._arrived(line, frame))

    def enter(self) -> None:
        """Ask for what may be missing in every room."""
        for room in self.logs:
            self._later(room, 0.0)

    def _accepted(self, line: Line) -> None:
        cloud, edge = self.cloud, self.cloud.gateway.edge
        if not line.alive:
            return
        edge.states[line.link.connection_id] = "open"
        self.line = line
        self._attempts, self._heard = 0, cloud.stage.now
        cloud.stage.at(line.began + TWO_HOURS - cloud.stage.now, lambda: self._limit(line))
        self.send({"type": "presence", "state": "active"})
        for room in self.logs:
            self._join(line, room)
        self._beat(line)
        self.user.connected()
        self.enter()

    def _refused(self, line: Line) -> None:
        line.alive = False
        self.cloud.gateway.edge.states[line.link.connection_id] = "closed"
        self._retry()

    def _limit(self, line: Line) -> None:
        if line is self.line:
            self.cut(silently=False)

    def _close(self, line: Line, *, noticed: bool) -> None:
        cloud = self.cloud
        line.alive = False
        cloud.gateway.edge.states[line.link.connection_id] = "closed"
        if noticed:
            cloud.invoke(lambda instance: instance.connection_lifecycle.closed(line.link), lambda _: None)

    def _lost(self, line: Line) -> None:
        if line is not self.line:
            return
        self.line = None
        if line.alive:
            self._close(line, noticed=True)
        self._retry()

    def _retry(self) -> None:
        self._attempts += 1
        wait = self.cloud.dice.uniform(0, min(LONGEST_WAIT, 2.0**self._attempts))
        self.cloud.stage.at(wait, self.connect)

    def _join(self, line: Line, room: str, attempt: int = 0) -> None:
        if line is not self.line or self.logs[room].gone or room in line.joined:
            return
        self.send({"type": "join", "room": room})
        self.cloud.stage.at(
            5.0 + self.cloud.dice.uniform(0, min(LONGEST_WAIT, 2.0**attempt)),
            lambda: self._join(line, room, attempt + 1),
        )

    def _beat(self, line: Line) -> None:
        if line is not self.line:
            return
        sent = self.cloud.stage.now
        logs = {room: log for room, log in self.logs.items() if not log.gone}
        revs = {room: log.rev for room, log in logs.items() if log.rev is not None}
        self.send({"type": "ping", "seqs": {room: log.end for room, log in logs.items()}, "revs": revs})
        self.cloud.stage.at(PONG_WITHIN, lambda: None if self._heard >= sent else self._lost(line))
        self.cloud.stage.at(HEARTBEAT * self.cloud.dice.uniform(0.8, 1.2), lambda: self._beat(line))

    def _arrived(self, line: Line, frame: dict[str, Any]) -> None:
        """A frame of ours has reached the gateway, or not."""
        if not line.alive:
            return
        serve = _SERVED[frame["type"]]
        self.cloud.invoke(
            lambda instance: serve(instance, line.link, frame), lambda answer: self._reply(line, answer), frame
        )

    def _reply(self, line: Line, answer: Answer | None) -> None:
        if answer is not None:
            self._travel(line, answer.model_dump_json().encode())

    def _travel(self, line: Line, data: bytes) -> None:
        """A frame is on its way to the client: late, not at all, or twice."""
        cloud = self.cloud
        copies = 0 if cloud.chance(cloud.weather.drop) else 2 if cloud.chance(cloud.weather.double) else 1
        for _ in range(copies):
            cloud.stage.at(cloud.dice.uniform(0, cloud.weather.delay), lambda: self._frame(line, data))

    def _frame(self, line: Line, data: bytes) -> None:
        if not line.alive or not self.reachable:
            return
        frame = json.loads(data)
        self._heard = self.cloud.stage.now
        match frame["type"]:
            case "message_handler" | "messages_handler" if frame["room"] in self.logs:
                self.logs[frame["room"]].add(frame.get("messages") or [frame["message"]])
                self._later(frame["room"], self.cloud.dice.uniform(0.2, 0.8))
            case "ack" | "changed":
                self._answered(frame)
            case "change_handler" | "changes_handler" if frame["room"] in self.logs:
                self._changed(frame)
            case "joined":
                line.joined.add(frame["room"])
                self._learned({frame["room"]: frame["last_seq"]}, {frame["room"]: frame["last_rev"]})
            case "pong":
                self._learned(frame["behind"], frame.get("changed", {}))
                self._beyond(frame.get("changed", {}))
            case "error":
                self._refused_frame(frame)
            case _:
                pass

    def _answered(self, frame: dict[str, Any]) -> None:
        self.user.answered(frame)
        number = {frame["room"]: frame["seq"]} if frame["type"] == "ack" else {}
        self._learned(number, {frame["room"]: frame.get("rev", 0)})

    def _changed(self, frame: dict[str, Any]) -> None:
        log = self.logs[frame["room"]]
        (log.change if frame["type"] == "change_handler" else log.gathered)(frame)
        self._learned({}, {frame["room"]: frame["rev"]})

    def _refused_frame(self, frame: dict[str, Any]) -> None:
        if frame.get("client_id"):
            self.user.answered(frame)
        elif frame.get("room") in self.logs and frame["code"] == "no_such_chat":
            self.logs[frame["room"]].gone = True

    def _learned(self, seqs: dict[str, int], revs: dict[str, int] | None = None) -> None:
        for room in {**seqs, **(revs or {})}:
            if room in self.logs:
                log = self.logs[room]
                log.known = max(log.known, seqs.get(room, 0))
                log.tell((revs or {}).get(room, 0))
                self._later(room, self.cloud.dice.uniform(0.2, 0.8))

    def _beyond(self, revs: dict[str, int]) -> None:
        """What the server says of chats whose last change is not the one that this has."""
        for room, rev in revs.items():
            log = self.logs[room]
            log.is_beyond = log.rev is not None and rev < log.rev

    def _later(self, room: str, seconds: float) -> None:
        log = self.logs[room]
        if not log.fetching and not log.gone and log.is_behind:
            log.fetching = True
            self.cloud.stage.at(seconds, lambda: self._fetch(room))
        if not log.asking and not log.gone and log.is_stale:
            log.asking = True
            self.cloud.stage.at(seconds, lambda: self._ask(room))

    def _fetch(self, room: str) -> None:
        """`GET …/older`: the newest messages, whose `rev` is where changes begin; then `?after=`."""
        log = self.logs[room]
        query = HistoryQuery(limit=NEWEST) if log.rev is None else HistoryQuery(after=log.end, limit=self._page)
        self._get(
            lambda instance: instance.history.page(self.user.name, room, query),
            lambda answer: self._fetched(room, answer),
        )

    def _ask(self, room: str) -> None:
        """`GET …/changes?after=`; or the message anew of which a frame did not tell enough."""
        log, name = self.logs[room], self.user.name
        changes = ChangeQuery(after=log.rev or 0, limit=self._page)
        message = HistoryQuery(after=min(log.doubtful) - 1, limit=1) if log.doubtful else None
        self._get(
            lambda instance: (
                instance.history.page(name, room, message)
                if message
                else instance.changes.pages.changes(name, room, changes)
            ),
            lambda answer: self._asked(room, answer),
        )

    def _get(self, get: Callable[[Instance], Answer], then: Callable[[Answer | None], None]) -> None:
        """Over a network that may fail; `then` gets None where it does."""
        cloud, pending = self.cloud, [True]

        def answered(answer: Answer | None) -> None:
            if pending:
                pending.clear()
                then(answer)

        if self.reachable and not cloud.chance(cloud.weather.drop):
            cloud.invoke(get, answered)
        cloud.stage.at(FETCH_WITHIN, lambda: answered(None))

    def _fetched(self, room: str, answer: Answer | None) -> None:
        log = self.logs[room]
        log.fetching = False
        before = (log.end, log.rev)
        self._understand(log, answer)
        log.failures = 0 if (log.end, log.rev) != before else log.failures + 1
        self._later(room, self._pause(log.failures))

    def _asked(self, room: str, answer: Answer | None) -> None:
        log = self.logs[room]
        log.asking = False
        if isinstance(answer, ChangePage):
            log.is_beyond = False
            log.changes(json.loads(answer.model_dump_json()))
        else:
            self._understand(log, answer)
        log.refusals = 0 if isinstance(answer, ChangePage | MessagePage) else log.refusals + 1
        self._later(room, self._pause(log.refusals))

    def _understand(self, log: Log, answer: Answer | None) -> None:
        if isinstance(answer, MessagePage):
            page = json.loads(answer.model_dump_json())
            log.page(page["messages"], page["rev"])
        elif answer is not None and answer.model_dump().get("code") == "no_such_chat":
            log.gone = True

    def _pause(self, failures: int) -> float:
        return self.cloud.dice.uniform(0, min(LONGEST_WAIT, 0.5 * 2.0**failures)) if failures else 0.0


def _ping(instance: Instance, link: Link, frame: dict[str, Any]) -> Answer | None:
    return instance.heartbeat.ping(link, Ping.model_validate(frame))


def _presence(instance: Instance, link: Link, frame: dict[str, Any]) -> Answer | None:
    instance.subscriptions.presence(link, PresenceFrame.model_validate(frame))


def _join(instance: Instance, link: Link, frame: dict[str, Any]) -> Answer | None:
    return instance.subscriptions.join(link, Join.model_validate(frame))[0]


def _send(instance: Instance, link: Link, frame: dict[str, Any]) -> Answer | None:
    instance.sending.send(link, Send.model_validate(frame))


def _change(instance: Instance, link: Link, frame: dict[str, Any]) -> Answer | None:
    model = _CHANGES[frame["type"]].model_validate(frame)
    instance.changes.service.serve(link, model.client_id, instance.changes.requests.of(model))


_CHANGES: dict[str, type[Edit | Delete | React | Pin]] = {"edit": Edit, "delete": Delete, "react": React, "pin": Pin}
_SERVED: dict[str, Callable[[Instance, Link, dict[str, Any]], Answer | None]] = {
    "ping": _ping,
    "presence": _presence,
    "join": _join,
    "message": _send,
    **dict.fromkeys(_CHANGES, _change),
}
