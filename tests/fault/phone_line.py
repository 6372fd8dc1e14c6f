"""Four users with six devices, one private chat and one group, on tables whose every write is looked at.

A step is a frame, a turn of the watcher, or time; on its way it may die, lose DynamoDB's answer, or be overtaken by
another step, at any of its requests. What is wrong is gathered in `wrong`.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from botocore.exceptions import ReadTimeoutError

from snowfight.models.calls.call import Call
from snowfight.models.chat import EditGroup, NewGroup
from snowfight.storage.calls.records import call_of
from snowfight.storage.database import Database
from snowfight.storage.rows.ephemeral import CallRow
from tests.support.chat import Chat
from tests.support.dynamodb import Answer, MemoryConnection
from tests.support.dynamodb import Call as Request
from tests.support.phone_calls import Device, Phones
from tests.support.tables import SETTINGS
from tests.support.wire import Killed

DEVICES = ("ann", "ann", "bob", "bob", "cat", "dan")
LONG = 200
"""Seconds after which every call is over that nobody says anything of."""

PAUSE = 11
"""Seconds between two turns of the watcher, then."""

Fate = Literal["dies", "answer lost", "overtaken"]


@dataclass(frozen=True)
class Step:
    """`what` is a frame's type, or `watch`, `wait`, `go` (a user leaves the group), `delete` (the group goes). `back`
    is which call it is about, counted from the newest; `fate` strikes at request number `at`."""

    what: str
    device: int = 0
    group: bool = False
    video: bool = False
    leave: bool = False
    back: int = 0
    seconds: int = 1
    fate: Fate | None = None
    at: int = 0
    rival: Step | None = None


class PhoneLine:
    def __init__(self, seed: int) -> None:
        random.seed(seed)
        connection = MemoryConnection()
        self.tables = connection.served
        self.chat = Chat(database=Database(SETTINGS, connection))
        self.phones = Phones(self.chat)
        for name in sorted(set(DEVICES)):
            self.chat.user(name, verified=True)
        self.pair = self.chat.private_chats.with_user("ann", "bob")
        self.group = self.chat.groups.create("ann", NewGroup(groupchat_name="Fort"))
        self.chat.groups.edit("ann", self.group, EditGroup(add_members=["bob", "cat", "dan"]))
        self.is_deleted = False
        self.calls: dict[str, list[str]] = {self.pair: [], self.group: []}
        self.wrong: list[str] = []
        self.kept: dict[str, dict[str, Call]] = {self.pair: {}, self.group: {}}
        self._states: dict[tuple[str, int], Any] = {}
        self._newest: dict[str, tuple[Call, bool]] = {}
        links = [self.phones.connect(name) for name in DEVICES]
        self.pages = {
            room: [self.phones.device(link.username, room, link=link) for link in links] for room in self.calls
        }
        for one, other in zip(*self.pages.values(), strict=True):
            other.id = one.id
        self._fates: list[tuple[int, Callable[[], None], bool]] = []
        connection.carry = self._carry

    def take(self, step: Step) -> None:
        """Take the step, with what befalls it."""
        before, self._fates = self._fates, [self._fate(step)] if step.fate else []
        try:
            self._do(step)
        except Killed:
            pass
        except Exception:
            if step.fate != "answer lost":
                raise
        finally:
            self._fates = before
        for link in {page.link.connection_id: page.link for page in self.pages[self.pair]}.values():
            for frame in self.phones.news(link):
                if frame["type"] == "call_state":
                    self._seen(frame)

    def settle(self) -> None:
        """Nobody says anything any more, and the watcher works."""
        for _ in range(0, LONG, PAUSE):
            self.chat.clock.advance(seconds=PAUSE)
            for room in self.calls:
                self.phones.watch(room)

    def _do(self, step: Step) -> None:
        room = self.group if step.group else self.pair
        match step.what:
            case "wait":
                self.chat.clock.advance(seconds=step.seconds)
            case "watch":
                self.phones.watch(room)
                self._watched(room)
            case "go":
                if not self.is_deleted:
                    self.chat.groups.edit("ann", self.group, EditGroup(remove_members=[DEVICES[2 + step.device % 4]]))
            case "delete":
                if not self.is_deleted:
                    self.is_deleted = True
                    self.chat.groups.delete("ann", self.group)
            case _:
                self._frame(self.pages[room][step.device], step)

    def _frame(self, page: Device, step: Step) -> None:
        known = self.calls[page.room]
        if step.what == "call_start":
            page.call = known[-1] if known and step.back == 1 else self.chat.client_id()
            if page.call not in known:
                known.append(page.call)
        else:
            page.call = known[-1 - step.back % len(known)] if known else self.chat.client_id()
        to = self.pages[page.room][(step.device + 2) % len(DEVICES)].id
        answer = page.ask(step.what, video=step.video, leave=step.leave, to=to, data={})
        if answer and answer["type"] == "call_state":
            self._seen(answer)

    def _fate(self, step: Step) -> tuple[int, Callable[[], None], bool]:
        match step.fate:
            case "dies":
                return (step.at, _die, False)
            case "answer lost":
                return (step.at, _lose, True)
            case _:
                return (step.at, lambda: self.take(step.rival) if step.rival else None, False)

    def _carry(self, _operation: str, _call: Request, serve: Callable[[], Answer]) -> Answer:
        mine = self._fates
        strike = mine.pop() if mine and mine[0][0] == 0 else None
        if mine:
            mine[0] = (mine[0][0] - 1, *mine[0][1:])
        if strike and not strike[2]:
            strike[1]()
        answer = serve()
        self._look()
        if strike and strike[2]:
            strike[1]()
        return answer

    def _look(self) -> None:
        """What must hold after every request."""
        calling: set[tuple[str, str, str]] = set()
        here: set[tuple[str, str, str]] = set()
        for item in self.tables.rows("ephemeral"):
            kind, _, name = item["pk"]["S"].partition("#")
            if kind == "CALLING":
                calling.add((name, item["room"]["S"], item["call"]["S"]))
            elif kind == "CALL":
                row = CallRow.from_raw_data(item)
                call = call_of(row)
                if row.sk == "NEWEST":
                    here |= {(each.username, call.room, call.id) for each in call.participants}
                    self._moved(call, is_logged="logged" in item)
        if calling != here:
            self.wrong.append(f"in calls are {here}, known to be are {calling}")
        if len({user for user, _, _ in here}) < len(here):
            self.wrong.append(f"somebody is in two calls: {here}")

    def _moved(self, call: Call, *, is_logged: bool) -> None:
        known, was_logged = self._newest.get(call.room, (None, True))
        self._newest[call.room] = (call, is_logged)
        self.kept[call.room][call.id] = call
        if known is None or known == call:
            return
        if known.id != call.id:
            if known.phase != "over" or not was_logged:
                self.wrong.append(f"{known} made room for {call}")
        elif known.phase == "over":
            self.wrong.append(f"{known} was over and is {call}")
        elif _visible(known) != _visible(call) and call.version != known.version + 1:
            self.wrong.append(f"version {known.version} became {call.version}")
        if not {each.username for each in call.participants} <= set(call.came):
            self.wrong.append(f"somebody never came: {call}")

    def _seen(self, state: dict[str, Any]) -> None:
        """Two who see the same version see the same."""
        known = self._states.setdefault((state["call"], state["version"]), state)
        if known != state:
            self.wrong.append(f"{state} was {known}")

    def _watched(self, room: str) -> None:
        """What holds once the watcher has looked."""
        call, _ = self._newest.get(room, (None, True))
        now, there = self.chat.clock.now(), self.chat.rooms.load(room)
        if call and call.phase == "ringing" and now >= call.expires:
            self.wrong.append(f"rings on: {call}")

        if call and there is None and call.phase != "over" and self.phones.parts.watches.due(room) is None:
            self.wrong.append(f"goes on without a chat: {call}")

    def ended(self) -> list[str]:
        """What is wrong once all is over."""
        for room, calls in self.kept.items():
            logged = [
                json.loads(row["call"]["S"])
                for row in self.tables.rows("messages")
                if row["room"]["S"] == room and "call" in row
            ]
            ids = sorted(each["id"] for each in logged)
            expected = sorted(call.id for call in calls.values() if not call.is_silent)
            if ids != expected and not (room == self.group and self.is_deleted):
                self.wrong.append(f"of {expected} the log of {room} tells {ids}")
            self.wrong += [f"goes on: {call}" for call in calls.values() if call.phase != "over"]
            self.wrong += [f"{each} of {calls[each['id']]}" for each in logged if not _true(each, calls[each["id"]])]
        named = [row["call"]["S"] for row in self.tables.rows("rooms") if row["sk"]["S"] == "META" and "call" in row]
        # Whoever dies between naming a call and keeping it leaves a name of nothing, until the chat's next call
        real = {call for calls in self.kept.values() for call in calls} & {*named}
        return [*self.wrong, *(f"a chat still has call {call}" for call in real)]


def _true(logged: dict[str, Any], call: Call) -> bool:
    """Whether the message tells what has happened."""
    came, outcome = set(logged["participants"]), logged["outcome"]
    missed = set(logged["missed"])
    return (
        (outcome == "answered") == (len(came) > 1)
        and call.started_by in came
        and not missed & (came | set(call.declined))
        and missed <= set(call.rung)
        and (outcome != "missed" or call.reason in {"missed", "busy"})
        and (outcome != "declined" or set(call.rung) <= set(call.declined) or call.is_private)
        and (logged["seconds"] == 0 or outcome == "answered")
    )


def _visible(call: Call) -> tuple[Any, ...]:
    return (call.phase, call.participants, call.declined, call.video, call.reason, call.rung)


def _die() -> None:
    raise Killed


def _lose() -> None:
    raise ReadTimeoutError(endpoint_url="dynamodb")
