"""A group and the people around it, in which anything can be tried again and again from the same start."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from itertools import count
from typing import Any

from snowfight.errors import SnowfightError
from snowfight.models.accounts import SignUp
from snowfight.models.chat import EditGroup, NewGroup
from snowfight.models.client_frames import Read
from snowfight.models.records import Link, RoomState
from snowfight.storage.database import Database
from tests.support.chat import Chat
from tests.support.clock import ManualClock
from tests.support.gateway import RecordingGateway
from tests.support.identity import FakeIdentity
from tests.support.tables import Snapshot
from tests.support.wire import Wire

PASSWORD = "a snowball for you"
NAMES = ("ann", "bob", "cat", "dan", "eve")


@dataclass
class Scene:
    """A group of Ann's, with Bob and Cat in it; Dan and Eve are not. Everybody is connected."""

    chat: Chat
    room: str
    invite: str
    links: dict[str, Link]

    @property
    def state(self) -> RoomState | None:
        return self.chat.rooms.states([self.room]).get(self.room)

    @property
    def members(self) -> tuple[str, ...]:
        room = self.chat.rooms.load(self.room)
        return room.members if room else ()

    def edit(self, **body: Any) -> None:
        self.chat.groups.edit("ann", self.room, EditGroup(**body))

    def join(self, who: str) -> None:
        self.chat.groups.join(who, self.room, self.invite)

    def leave(self, who: str) -> None:
        self.chat.groups.leave(who, self.room)

    def say(self, who: str) -> None:
        self.chat.say(self.links[who], room=self.room)

    def read(self, who: str, seq: int = 1) -> None:
        self.chat.read_receipts.read(self.links[who], Read(type="read", room=self.room, seq=seq))

    def delete_account(self, who: str) -> None:
        self.chat.deletion.delete(who, PASSWORD)

    def settle(self) -> None:
        """Let all work that was begun come to its end."""
        while self.chat.jobs.due(within=timedelta(days=1)):
            self.chat.clock.advance(minutes=3)
            self.chat.work()


class Stage:
    """The scene, set once and put back for every try."""

    def __init__(self, wire: Wire, database: Database) -> None:
        self._wire = wire
        self._database = database
        self._scene = _scene(Chat(database=database))
        self._tables = Snapshot()

    def again(self) -> Scene:
        first = self._scene.chat
        gateway, clock = RecordingGateway(), ManualClock(first.clock.now())
        gateway.open |= first.gateway.open
        identity = FakeIdentity(copy.deepcopy(first.identity.users))
        self._tables.restore()
        chat = Chat(gateway=gateway, clock=clock, identity=identity, database=self._database)
        return Scene(chat, self._scene.room, self._scene.invite, self._scene.links)

    def meetings(self, one: Deed, other: Deed, given: Deed | None = None) -> Iterator[Meeting]:
        """Every way in which `other` may come between what `one` does; first of all before it, last of all after it."""
        for place in count():
            scene = self.again()
            if given is not None:
                given(scene)
            meeting = Meeting(scene)
            with self._wire.rival_after(place, partial(meeting.act, other)) as acted:
                meeting.one = tried(one, scene)
            if not acted():
                return
            yield meeting

    def deaths(self, one: Deed, given: Deed | None = None) -> Iterator[Scene]:
        """Every way in which the function that does `one` may die on its way; last of all not at all."""
        for place in count():
            scene = self.again()
            if given is not None:
                given(scene)
            with self._wire.watched() as seen, self._wire.dead_after(place):
                tried(one, scene)
            yield scene
            if len(seen.requests) < place:
                return


Deed = Callable[[Scene], object]


@dataclass
class Meeting:
    """What became of the two: `ok` or the error's code."""

    scene: Scene
    one: str = ""
    other: str = ""

    def act(self, deed: Deed) -> None:
        self.other = tried(deed, self.scene)


def _scene(chat: Chat) -> Scene:
    for name in NAMES:
        chat.account_service.sign_up(SignUp(username=name, email=f"{name}@example.org", password=PASSWORD), "")
        chat.accounts.verify_email(name)
    links = {name: chat.connect(name) for name in NAMES}
    room = chat.groups.create("ann", NewGroup(groupchat_name="Snow"))
    for name in ("bob", "cat"):
        chat.clock.advance(seconds=1)
        chat.groups.edit("ann", room, EditGroup(add_members=[name]))
    chat.say(links["ann"], room=room)
    return Scene(chat, room, chat.rooms.states([room])[room].invite or "", links)


def tried(deed: Deed, scene: Scene) -> str:
    """`ok`, or the code of the error that the deed gets."""
    try:
        deed(scene)
    except SnowfightError as error:
        return error.code
    return "ok"


DEEDS: dict[str, Deed] = {
    "Ann adds Dan": lambda scene: scene.edit(add_members=["dan"]),
    "Ann removes Bob": lambda scene: scene.edit(remove_members=["bob"]),
    "Ann renames it": lambda scene: scene.edit(groupchat_name="Ice"),
    "Ann opens it": lambda scene: scene.edit(open=True),
    "Ann resets the invitation": lambda scene: scene.edit(reset_invite=True),
    "Ann leaves": lambda scene: scene.leave("ann"),
    "Ann deletes it": lambda scene: scene.chat.groups.delete("ann", scene.room),
    "Ann deletes her account": lambda scene: scene.delete_account("ann"),
    "Bob leaves": lambda scene: scene.leave("bob"),
    "Bob writes": lambda scene: scene.say("bob"),
    "Bob reads": lambda scene: scene.read("bob"),
    "Bob deletes his account": lambda scene: scene.delete_account("bob"),
    "Dan joins": lambda scene: scene.join("dan"),
    "Dan deletes his account": lambda scene: scene.delete_account("dan"),
}
