"""A client that follows the rules of the wire contract (Order and loss), and nothing else.

It orders and drops doubles by `seq`; on a hole, after a reconnect, or when `ack`, `joined` or `pong` tells a larger
number than it has, it fetches `?after=` until there is nothing more; what is not acknowledged is sent again.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from snowfight.models.base import Answer
from snowfight.models.client_frames import Join, Ping, PresenceFrame, Send
from snowfight.models.message import HistoryQuery, MessagePage
from snowfight.models.records import Link
from tests.fault.cloud import Cloud, Instance
from tests.support.stage import StageClock

ACK_WITHIN = 5.0
HEARTBEAT = 60.0
PONG_WITHIN = 10.0
FETCH_WITHIN = 30.0
LONGEST_WAIT = 30.0
TWO_HOURS = 7200.0


@dataclass
class Log:
    """One room as a device has it: an unbroken run, and what lies behind a hole."""

    shown: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    ahead: dict[int, dict[str, Any]] = field(default_factory=dict[int, dict[str, Any]])
    known: int = 0
    fetching: bool = False
    failures: int = 0
    gone: bool = False

    @property
    def end(self) -> int:
        return len(self.shown)

    def add(self, messages: list[dict[str, Any]]) -> None:
        for message in messages:
            self.known = max(self.known, message["seq"])
            if message["seq"] > self.end:
                self.ahead[message["seq"]] = message
        while self.end + 1 in self.ahead:
            self.shown.append(self.ahead.pop(self.end + 1))
        self.ahead = {seq: message for seq, message in self.ahead.items() if seq > self.end}


@dataclass
class Unsent:
    """A message without its acknowledgement."""

    room: str
    client_id: str
    body: str
    attempts: int = 0
    out: bool = False


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
    refused: dict[str, str] = field(default_factory=dict[str, str])
    silent_until: float = 0.0

    def say(self, room: str, client_id: str, body: str) -> None:
        self.unsent.append(Unsent(room, client_id, body))
        self.go()

    def go(self) -> None:
        """Send the oldest unanswered message of each room, if it is not out."""
        busy: set[str] = set()
        for entry in list(self.unsent):
            if entry.room in busy:
                continue
            if not self.hasty:
                busy.add(entry.room)
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
        """An `ack`, or an error that names a message."""
        entry = next((one for one in self.unsent if one.client_id == frame["client_id"]), None)
        if frame["type"] == "ack":
            assert self.acked.setdefault(frame["client_id"], (frame["room"], frame["seq"])) == (
                frame["room"],
                frame["seq"],
            )
        if entry is None:
            return
        if frame["type"] == "error" and frame["code"] in {"internal", "rate_limited"}:
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
        frame = {"type": "message", "room": entry.room, "client_id": entry.client_id, "body": entry.body}
        if devices and cloud.stage.now >= self.silent_until:
            for _ in range(2 if self.hasty and cloud.chance(0.3) else 1):
                cloud.dice.choice(devices).send(frame)
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
        self.logs = {room: Log() for room in rooms}
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

        cloud.invoke(lambda instance: instance.connecting.opened(line.link), accept)
        stage.at(30.0, lambda: None if answered else self._refused(line))
        return None

    def cut(self, *, silently: bool, told: bool = True) -> None:
        """The network drops the connection; `silently` where the client has to find out, and `told` the server."""
        line = self.line
        if line is None or not line.alive:
            return
        self._close(line, told=told)
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

    def _close(self, line: Line, *, told: bool) -> None:
        cloud = self.cloud
        line.alive = False
        cloud.gateway.edge.states[line.link.connection_id] = "closed"
        if told:
            cloud.invoke(lambda instance: instance.connecting.closed(line.link), lambda _: None)

    def _lost(self, line: Line) -> None:
        if line is not self.line:
            return
        self.line = None
        if line.alive:
            self._close(line, told=True)
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
        self.send({"type": "ping", "seqs": {room: log.end for room, log in self.logs.items() if not log.gone}})
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
            case "message_handler" if frame["room"] in self.logs:
                self.logs[frame["room"]].add([frame["message"]])
                self._later(frame["room"], self.cloud.dice.uniform(0.2, 0.8))
            case "ack":
                self.user.answered(frame)
                self._told({frame["room"]: frame["seq"]})
            case "joined":
                line.joined.add(frame["room"])
                self._told({frame["room"]: frame["last_seq"]})
            case "pong":
                self._told(frame["behind"])
            case "error" if frame.get("client_id"):
                self.user.answered(frame)
            case "error" if frame.get("room") in self.logs and frame["code"] == "no_such_chat":
                self.logs[frame["room"]].gone = True
            case _:
                pass

    def _told(self, seqs: dict[str, int]) -> None:
        for room, seq in seqs.items():
            if room in self.logs:
                self.logs[room].known = max(self.logs[room].known, seq)
                self._later(room, self.cloud.dice.uniform(0.2, 0.8))

    def _later(self, room: str, seconds: float) -> None:
        log = self.logs[room]
        if not log.fetching and not log.gone and log.known > log.end:
            log.fetching = True
            self.cloud.stage.at(seconds, lambda: self._fetch(room))

    def _fetch(self, room: str) -> None:
        """`GET …/older?after=`, over a network that may fail."""
        cloud, log = self.cloud, self.logs[room]
        query = HistoryQuery(after=log.end, limit=self._page)
        pending = [True]

        def answered(answer: Answer | None) -> None:
            if pending:
                pending.clear()
                self._fetched(room, answer)

        if self.reachable and not cloud.chance(cloud.weather.drop):
            cloud.invoke(lambda instance: instance.history.page(self.user.name, room, query), answered)
        cloud.stage.at(FETCH_WITHIN, lambda: answered(None))

    def _fetched(self, room: str, answer: Answer | None) -> None:
        log = self.logs[room]
        log.fetching = False
        before = log.end
        if isinstance(answer, MessagePage):
            log.add(json.loads(answer.model_dump_json())["messages"])
        elif answer is not None and answer.model_dump().get("code") == "no_such_chat":
            log.gone = True
        log.failures = 0 if log.end > before else log.failures + 1
        self._later(
            room, self.cloud.dice.uniform(0, min(LONGEST_WAIT, 0.5 * 2.0**log.failures)) if log.failures else 0.0
        )


def _ping(instance: Instance, link: Link, frame: dict[str, Any]) -> Answer | None:
    return instance.heartbeat.ping(link, Ping.model_validate(frame))


def _presence(instance: Instance, link: Link, frame: dict[str, Any]) -> Answer | None:
    instance.subscriptions.presence(link, PresenceFrame.model_validate(frame))


def _join(instance: Instance, link: Link, frame: dict[str, Any]) -> Answer | None:
    return instance.subscriptions.join(link, Join.model_validate(frame))


def _send(instance: Instance, link: Link, frame: dict[str, Any]) -> Answer | None:
    instance.sending.send(link, Send.model_validate(frame))


_SERVED: dict[str, Callable[[Instance, Link, dict[str, Any]], Answer | None]] = {
    "ping": _ping,
    "presence": _presence,
    "join": _join,
    "message": _send,
}
