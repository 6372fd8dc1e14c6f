"""One life of a few people in a few chats, as a seed decides it: trouble, then calm, then a last word to each chat.

What is not as it has to be afterwards is told in words; a seed that breaks something is shrunk to the least trouble
that still does.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace
from typing import Any
from uuid import UUID

import pytest

from snowfight.clock import milliseconds
from snowfight.models.message import NAMED
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import Account, Entry, RoomState
from snowfight.storage.rooms.members import Change
from tests.fault.audit import Audit, shown_state
from tests.fault.changes import any_change
from tests.fault.cloud import Cloud, Delivered, Instance, Weather
from tests.fault.jobs import JobStream
from tests.fault.reader import Device, User
from tests.support.dynamodb import Write, bound_elsewhere
from tests.support.expressions import Item
from tests.support.stage import START

DEN = "0b1c6f0e-8d0f-4f3e-9a39-1d4b2a6f5c11"
PAIR = "5a2e1f7c-6b1d-4c1f-8a55-7f0d9b3c2e22"
MEMBERS = {DEN: ["ann", "bob", "eve"], PAIR: ["ann", "bob"]}
MENTIONING = 0.3
"""How often a message mentions each of the others."""

CALM = 20.0
"""Seconds after which nothing late is under way, and no connection is so new that it is spared."""

PATIENCE = 150.0
LOOK = 5.0
TOLD = {"message_handler", "messages_handler", "change_handler", "changes_handler"}
TWO_HOURS = 7200.0


@dataclass(frozen=True)
class Plan:
    """Everything about a life but its chance events."""

    seed: int
    weather: Weather
    rooms: tuple[str, ...]
    messages: int
    span: float
    """Seconds of trouble."""
    changes: int = 0
    earlier: int = 0
    """Messages of each chat that are there before trouble begins."""

    named: int = NAMED
    """Users that a message names for each of its reactions."""

    replies: float = 0.0
    """The share of messages that answer one of the newest."""

    cuts: int = 0
    hasty: bool = False
    second_devices: bool = False
    stranger: bool = False
    removal: bool = False
    abandons: bool = False
    newcomers: bool = False
    """Devices come only when trouble has begun."""

    resizes: int = 0
    """Times that the number of shards of the public chat changes."""

    is_crowded: bool = False
    """The public chat has more viewers than one function serves."""

    old_lines: bool = False
    """Connections that are all but two hours old when trouble begins."""


def planned(seed: int) -> Plan:
    """The plan of a seed. Half of the kinds of trouble are absent from each, so that every mixture comes up."""
    dice = random.Random(f"plan {seed}")

    def up(limit: float) -> float:
        return dice.uniform(0, limit) if dice.random() < 0.5 else 0.0

    weather = Weather(
        kill=up(0.5),
        throttle=up(0.4),
        lost=up(0.12),
        silent=up(0.08),
        late=up(0.05),
        conflict=up(0.2),
        post_fails=up(0.4),
        rate=dice.choice([0.0, 0.0, 5.0, 50.0]),
        drop=up(0.3),
        double=up(0.4),
        delay=dice.choice([0.02, 0.3, 3.0]),
    )
    rooms = dice.choice([(PUBLIC_CHAT,), (DEN,), (PAIR,), (PAIR,), (PUBLIC_CHAT, DEN)])
    return Plan(
        seed=seed,
        weather=weather,
        rooms=rooms,
        messages=dice.randrange(1, 6),
        span=dice.choice([0.05, 2.0, 30.0]),
        changes=dice.choice([0, 3, 6, 12]),
        earlier=dice.choice([0, 1, 2]),
        named=dice.choice([1, NAMED]),
        cuts=dice.choice([0, 1, 3]),
        hasty=dice.random() < 0.4,
        second_devices=dice.random() < 0.2,
        stranger=dice.random() < 0.15,
        removal=DEN in rooms and dice.random() < 0.2,
        abandons=dice.random() < 0.1,
        newcomers=dice.random() < 0.3,
        resizes=dice.choice([0, 0, 1, 3]) if PUBLIC_CHAT in rooms else 0,
        old_lines=dice.random() < 0.05,
        replies=dice.choice([0.0, 0.5, 0.9]),
        is_crowded=PUBLIC_CHAT in rooms and dice.random() < 0.5,
    )


class Life:
    """A plan being lived."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.cloud = Cloud(plan.seed)
        self.dice = self.cloud.dice
        self.sent: dict[str, tuple[str, str]] = {}
        self.abandoned: set[str] = set()
        self.removed: float | None = None
        self.commits: list[tuple[str, int]] = []
        self.wrong: list[str] = []
        self.jobs = JobStream(self.cloud)
        self.audit = Audit(self.cloud)
        self.cloud.tables.on_commit = self._committed
        self.cloud.at_once(self._furnish)
        names = ["ann", "bob", "eve"][: 2 if plan.rooms == (PAIR,) else 3]
        self.users = {name: User(name, self.cloud, plan.hasty) for name in names}
        for user in self.users.values():
            for _ in range(2 if plan.second_devices else 1):
                Device(user, list(plan.rooms), self.dice.choice([1, 3, 200]))
        if plan.stranger:
            self.users["mal"] = User("mal", self.cloud)
            Device(self.users["mal"], list(plan.rooms), 200)

    @property
    def devices(self) -> list[Device]:
        return [device for user in self.users.values() for device in user.devices]

    def live(self, trouble: Trouble | None = None) -> list[str]:
        """Play it all, with `trouble` in place of chance's own; what is wrong with the outcome, in words."""
        stage = self.cloud.stage
        age = TWO_HOURS - 2.0 if self.plan.old_lines else 0.0
        latest = 1.0 + self.plan.span if self.plan.newcomers else 0.5
        for device in self.devices:
            stage.at(self.dice.uniform(0, latest), lambda device=device: device.connect(age))
        stage.play(1.0)
        self.cloud.weather = self.plan.weather
        (trouble or Life._schedule)(self)
        stage.play(stage.now + self.plan.span)
        self._calm()
        stage.play(stage.now + CALM)
        self._settle(lambda: [*self._unseen(), *self._differences(), *self._undone()])
        self._last_words()
        self._settle(lambda: [*self._unseen(), *self._differences(), *self._connections()])
        for room in self.plan.rooms:
            self._check_log(room)
            self.wrong += self.audit.complaints(room, self.users.values(), self.plan.named)
        self._check_deliveries()
        stage.end()
        return self.wrong

    def _settle(self, complaints: Callable[[], list[str]]) -> None:
        """Give things time to come right; what has not by then is wrong."""
        for _ in range(int(PATIENCE / LOOK)):
            if not complaints():
                return
            self.cloud.stage.play(self.cloud.stage.now + LOOK)
        self.wrong += complaints()

    def _schedule(self) -> None:
        stage, dice, plan = self.cloud.stage, self.dice, self.plan
        for _ in range(plan.messages):
            stage.at(dice.uniform(0, plan.span), self.say)
        moments = [dice.uniform(0, plan.span) for _ in range(1 + plan.changes // 4)]
        for _ in range(plan.changes):
            stage.at(dice.choice(moments), self.change)
        for _ in range(plan.cuts):
            stage.at(dice.uniform(0, plan.span), self._cut)
        for _ in range(plan.resizes):
            stage.at(dice.uniform(0, plan.span), self._resize)
        if plan.abandons:
            stage.at(dice.uniform(0, plan.span), self.abandon)
        if plan.removal:
            stage.at(dice.uniform(0, plan.span), self._remove)

    def say(self, name: str | None = None, room: str | None = None, replies: float | None = None) -> None:
        """Let somebody say something somewhere; `replies` in place of the plan's."""
        client_id = str(UUID(int=self.dice.getrandbits(120), version=4))
        room = room or self.dice.choice(self.plan.rooms)
        name = name or self.dice.choice(sorted(self.users))
        others = [f" @{other}" for other in sorted(self.users) if self.dice.random() < MENTIONING]
        body = f"{name} says {len(self.sent)}{''.join(others)}"
        self.sent[client_id] = (name, body)
        share = self.plan.replies if replies is None else replies
        log = self._log(room)[-3:] if self.dice.random() < share else []
        answered = int(self.dice.choice(log)["seq"]["N"]) if log else None
        self.users[name].say(room, client_id, body, answered)

    def change(self) -> None:
        """Let somebody change one of the newest messages, or try to."""
        name, room = self.dice.choice(sorted(self.users)), self.dice.choice(self.plan.rooms)
        log = self._log(room)[-3:]
        if log:
            frame = any_change(self.dice, self.users[name], room, self.dice.choice(log))
            self.ask(name, frame)

    def ask(self, name: str, frame: dict[str, Any]) -> str:
        """Let somebody ask for that change; returns its client_id."""
        client_id = str(UUID(int=self.dice.getrandbits(120), version=4))
        self.audit.asked[client_id] = (name, frame)
        self.users[name].ask(frame | {"client_id": client_id})
        return client_id

    def _cut(self) -> None:
        device = self.dice.choice(self.devices)
        device.cut(silently=self.dice.random() < 0.4, noticed=self.dice.random() < 0.6)
        if self.dice.random() < 0.5:
            device.reachable = False
            self.cloud.stage.at(self.dice.expovariate(1 / 20), lambda: self._reachable(device))

    def _reachable(self, device: Device) -> None:
        device.reachable = True

    def abandon(self) -> None:
        """Let ann give up what is not acknowledged, for good."""
        user = self.users["ann"]
        self.abandoned |= {entry.client_id for entry in user.unsent}
        user.abandon()

    def _remove(self) -> None:
        def remove(instance: Instance) -> None:
            room = instance.rooms.load(DEN)
            assert room is not None
            instance.members.change(room.state, Change(remove=["eve"]), START)

        self.cloud.at_once(remove)
        self.removed = self.cloud.stage.now

    def _resize(self) -> None:
        viewers = self.dice.randrange(1, 6)

        def resize(instance: Instance) -> None:
            state = instance.rooms.states([PUBLIC_CHAT]).get(PUBLIC_CHAT) or RoomState.public()
            instance.sharding.fit(state, viewers)

        self.cloud.invoke(resize, lambda _answer: None)

    def _calm(self) -> None:
        self.cloud.weather = Weather()
        for device in self.devices:
            device.reachable = True
            device.enter()

    def _last_words(self) -> None:
        for room in self.plan.rooms:
            self.say("ann", room, replies=0.0)  # one that nothing speaks against

    def _furnish(self, instance: Instance) -> None:
        for name in ("ann", "bob", "eve", "mal"):
            instance.accounts.create(Account(name, name.title()))
        den = RoomState(DEN, "group", title="Den", admin="ann", invite="please")
        pair = RoomState(PAIR, "private", pair=("ann", "bob"))
        for state in (den, pair):
            if state.name in self.plan.rooms:
                instance.members.create(state, MEMBERS[state.name], START)
        if self.plan.is_crowded:
            instance.rooms.resize(RoomState.public(), 2, 2, START)
        for room in self.plan.rooms:
            for seq in range(1, self.plan.earlier + 1):
                self._say_earlier(instance, room, seq)

    def _say_earlier(self, instance: Instance, room: str, seq: int) -> None:
        client_id, author = str(UUID(int=self.dice.getrandbits(120), version=4)), ("bob", "ann")[seq % 2]
        self.sent[client_id] = (author, f"{author} said {seq}")
        instance.messages.append(Entry(room, seq, client_id, author, START, self.sent[client_id][1]))
        state = instance.rooms.states([room]).get(room) or RoomState.public()
        instance.rooms.advance(state, seq, author, START)

    def _committed(self, write: Write) -> None:
        self.jobs.committed(write)
        self.wrong += self.audit.committed(write)
        after = write.after
        if after is not None and "client_id" in after and write.before is None:
            if after["body"]["S"] != self.sent[after["client_id"]["S"]][1]:
                self.wrong.append(f"what was stored is not what was said: {after}")
            self.commits.append((after["room"]["S"], int(after["seq"]["N"])))

    def _log(self, room: str) -> list[Item]:
        rows = [row for row in self.cloud.tables.rows("messages") if row["room"]["S"] == room]
        return sorted(rows, key=lambda row: int(row["seq"]["N"]))

    def _entitled(self, name: str, room: str) -> bool:
        out = self.removed is not None and name == "eve" and room == DEN
        return not out and (room == PUBLIC_CHAT or name in MEMBERS[room])

    def _unseen(self) -> list[str]:
        """What is acknowledged and not shown to everybody, once, at its place."""
        wrong = [f"{user.name} still waits for {user.unsent}" for user in self.users.values() if user.unsent]
        acked = {id_: place for user in self.users.values() for id_, place in user.acked.items()}
        for client_id, (room, seq) in acked.items():
            name, _ = self.sent[client_id]
            for device in self.devices:
                if not self._entitled(device.user.name, room):
                    continue
                shown = [(m["client_id"], m["author"]["username"]) for m in device.logs[room].messages]
                if shown[seq - 1 : seq] != [(client_id, name)] or shown.count((client_id, name)) != 1:
                    wrong.append(f"{device.user.name} does not see {seq} of {room}, but {shown}")
        return wrong

    def _differences(self) -> list[str]:
        """Where somebody sees anything but what is stored."""
        wrong: list[str] = []
        for device in self.devices:
            for room, log in device.logs.items():
                name = device.user.name
                shown = [shown_state(message) for message in log.state()]
                stored = [self.audit.stored_state(row, name) for row in self._log(room)]
                if log.resets:
                    wrong.append(f"{name} was told to load {room} anew")
                if self._entitled(name, room) and shown != stored:
                    wrong.append(f"{name} sees {shown} of {room}, which has {stored}")
                if name == "mal" and room != PUBLIC_CHAT and shown:
                    wrong.append(f"a stranger sees {shown} of {room}")
        return wrong

    def _undone(self) -> list[str]:
        """What chats' rows do not know of their changes, and jobs that are left."""
        wrong = [f"{left} is still to be done" for left in self.jobs.left()]
        return [*wrong, *(complaint for room in self.plan.rooms for complaint in self.audit.unknown(room))]

    def _check_log(self, room: str) -> None:
        log = self._log(room)
        seqs = [int(row["seq"]["N"]) for row in log]
        if room != PUBLIC_CHAT and not {row["author"]["S"] for row in log} <= set(MEMBERS[room]):
            self.wrong.append(f"a stranger wrote to {room}: {log}")
        if seqs != list(range(1, len(log) + 1)):
            self.wrong.append(f"{room} has numbers {seqs}")
        if [seq for name, seq in self.commits if name == room] != seqs:
            self.wrong.append(f"{room} was stored in the order {self.commits}")
        ids = Counter((row["author"]["S"], row["client_id"]["S"]) for row in log)
        if any(count > 1 for count in ids.values()):
            self.wrong.append(f"{room} has doubles: {ids}")
        receipts = [row for row in self.cloud.tables.rows("ephemeral") if row["pk"]["S"].startswith(f"RECEIPT#{room}#")]
        named = {(row["pk"]["S"].split("#")[2], row["sk"]["S"]): int(row["seq"]["N"]) for row in receipts}
        if {each: named.get(each) for each in ids} != dict(zip(ids, seqs, strict=False)):
            self.wrong.append(f"{room}: receipts {named} are not those of {log}")
        if any(seq > len(log) + 1 for seq in named.values()):
            self.wrong.append(f"{room}: receipts {named} would make holes in {log}")

    def _check_deliveries(self) -> None:
        for delivered in self.cloud.gateway.delivered:
            frame, name = delivered.frame, delivered.connection_id.split("-")[0]
            if frame["type"] not in TOLD or frame["room"] == PUBLIC_CHAT:
                continue
            late = self.removed is not None and name == "eve" and delivered.began > self.removed
            if name not in MEMBERS[frame["room"]] or late:
                self.wrong.append(f"{name} was sent {frame}")

    def _connections(self) -> list[str]:
        """Live connections are known with all that they show; dead ones that could have been found out are not."""
        living = {device.line.link.connection_id for device in self.devices if device.line and device.line.alive}
        present: set[str] = set()
        viewing: set[str] = set()
        for row in self.cloud.tables.rows("ephemeral"):
            if row["pk"]["S"].startswith("ONLINE#"):
                members: list[str] = [*row.get("active", {}).get("SS", []), *row.get("idle", {}).get("SS", [])]
                present |= {member.split("|")[1] for member in members if not _expired(member, self.cloud)}
            if row["pk"]["S"].startswith(f"VIEW#{PUBLIC_CHAT}#"):
                viewing.add(row["sk"]["S"])
        recipients = {name for room in self.plan.rooms if room in MEMBERS for name in MEMBERS[room]}
        recipients -= {"eve"} if self.removed is not None else set()
        dead = {one for one in present - living if one.split("-")[0] in recipients}
        wrong = {
            "forgotten though alive": living - present,
            "dead but known": dead,
            "viewers that are not": viewing - living if PUBLIC_CHAT in self.plan.rooms else set(),
            "viewers that are not known": living - viewing if PUBLIC_CHAT in self.plan.rooms else set(),
        }
        return [f"{what}: {ids}" for what, ids in wrong.items() if ids]


Trouble = Callable[[Life], None]


def _expired(member: str, cloud: Cloud) -> bool:
    opened = int(member.partition("|")[0])
    return opened + (TWO_HOURS + 300) * 1000 <= milliseconds(START) + cloud.stage.now * 1000


def traced(plan: Plan) -> tuple[list[str], list[Delivered]]:
    """Everything that was asked of DynamoDB, and every frame that was delivered."""
    with _begun(plan) as life:
        life.live()
        return life.cloud.requests, life.cloud.gateway.delivered


@contextmanager
def _begun(plan: Plan) -> Generator[Life]:
    with bound_elsewhere(), pytest.MonkeyPatch.context() as monkeypatch:
        life = Life(plan)
        life.cloud.patch(monkeypatch)
        monkeypatch.setattr("snowfight.domain.changes.reactions.NAMED", plan.named)
        yield life


def lived(plan: Plan, trouble: Trouble | None = None) -> list[str]:
    """Live the plan; what is wrong with the outcome."""
    with _begun(plan) as life:
        try:
            return life.live(trouble)
        except Exception as error:  # noqa: BLE001  (so that it is shrunk as well)
            return [f"{type(error).__name__}: {error}"]


def report(plan: Plan, wrong: list[str]) -> str:
    """What broke, with how little trouble it still does, and how to see it again."""
    least = shrunk(plan)
    return "\n".join(
        [f"seed {plan.seed}: make fault SCHEDULES=1 SEED={plan.seed}", *wrong, f"the least that breaks: {least}"]
    )


def shrunk(plan: Plan) -> Plan:
    """The least trouble of that seed that still breaks something."""
    for candidate in _simpler(plan):
        if lived(candidate):
            return shrunk(candidate)
    return plan


def _simpler(plan: Plan) -> list[Plan]:
    none: dict[str, Any] = {"cuts": 0, "hasty": False, "second_devices": False, "stranger": False}
    none |= {
        "changes": 0,
        "earlier": 0,
        "named": NAMED,
        "removal": False,
        "newcomers": False,
        "resizes": 0,
        "is_crowded": False,
        "abandons": False,
        "old_lines": False,
    }
    plans = [replace(plan, **{name: value}) for name, value in none.items() if getattr(plan, name) != value]
    if plan.messages > 1:
        plans += [replace(plan, messages=n) for n in (plan.messages // 2, plan.messages - 1)]
    if plan.changes > 1:
        plans += [replace(plan, changes=n) for n in (plan.changes // 2, plan.changes - 1)]
    if len(plan.rooms) > 1:
        plans += [replace(plan, rooms=(room,), removal=plan.removal and room == DEN) for room in plan.rooms]
    calm = Weather()
    for part in fields(Weather):
        if getattr(plan.weather, part.name) != getattr(calm, part.name):
            plans.append(replace(plan, weather=replace(plan.weather, **{part.name: getattr(calm, part.name)})))
    return plans
