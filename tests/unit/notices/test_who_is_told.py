"""Who is told of a message that they do not look at, and when: the table of all that decides it."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from itertools import product
from typing import Literal

import pytest

from snowfight.domain.notices.recipients import BURST, IDLE
from snowfight.models.chat import Level, NotifyLevel
from snowfight.models.client_frames import PresenceFrame
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import Link
from snowfight.storage.accounts.user_settings import Quiet, SettingsChange, UserSettingsRows
from snowfight.storage.database import Database
from tests.support.chat import Chat
from tests.support.dynamodb import MemoryConnection, bound_elsewhere
from tests.support.notices import Notices
from tests.support.tables import SETTINGS

Connected = Literal["nowhere", "idle", "active", "active elsewhere"]
Kind = Literal["private", "group", "public"]


@dataclass(frozen=True)
class Case:
    connected: Connected
    kind: Kind
    level: Level | None
    mentioned: bool
    quiet: bool
    read: bool

    @property
    def told(self) -> bool:
        """What the contract says, read once more."""
        level = self.level or ("mentions" if self.kind == "public" else "all")
        lets_through = level != "none" and (self.mentioned or (level == "all" and self.kind != "public"))
        looks = self.connected in ("active", "active elsewhere")
        return lets_through and not looks and not self.quiet and not self.read

    @property
    def name(self) -> str:
        words = [self.connected, self.kind, str(self.level)]
        return " ".join([*words, *(word for word in ("mentioned", "quiet", "read") if getattr(self, word))])


CASES = [
    Case(*each)
    for each in product(
        ("nowhere", "idle", "active", "active elsewhere"),
        ("private", "group", "public"),
        (None, "all", "mentions", "none"),
        (False, True),
        (False, True),
        (False, True),
    )
]


def place(chat: Chat, kind: Kind, private: str, group: str) -> str:
    return {"private": private, "group": group, "public": PUBLIC_CHAT}[kind]


def be(chat: Chat, link: Link, connected: Connected) -> None:
    """Bob is where the case says, by the connection that he has."""
    match connected:
        case "nowhere":
            chat.connections.close(link)
        case "idle":
            chat.subscriptions.presence(link, PresenceFrame(type="presence", state="inactive"))
        case "active":
            pass
        case "active elsewhere":
            chat.subscriptions.presence(link, PresenceFrame(type="presence", state="inactive"))
            chat.connect("bob")


@pytest.fixture
def chat() -> Generator[Chat]:
    """On tables in memory: there are hundreds of cases."""
    with bound_elsewhere():
        yield Chat(database=Database(SETTINGS, MemoryConnection()))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_user_is_told_who_does_not_look_of_what_they_want_to_be_told_of(
    chat: Chat, notices: Notices, ann: Link, bob: Link, private: str, group: str, case: Case
) -> None:
    # Given Bob with a phone, where and as the case says
    notices.subscribe("bob")
    room = place(chat, case.kind, private, group)
    assert chat.database is not None
    chat.notify_levels.set("bob", room, NotifyLevel(level=case.level))
    if case.quiet:
        UserSettingsRows(chat.database).change("bob", SettingsChange(quiet=Quiet("00:00", "23:59", "UTC")))
    be(chat, bob, case.connected)
    # When Ann says something
    chat.say(ann, "@bob snow!" if case.mentioned else "snow!", room=room)
    if case.read:
        chat.rooms.read_positions.read("bob", room, 1)
    # Then he is told of it, at once or a little later, or never
    told = notices.run()
    if case.connected == "idle":
        assert told == []
        chat.clock.advance(seconds=IDLE.total_seconds() + 1)
        told = notices.run()
    assert [(each["kind"], each["room"], each["seq"]) for each in told] == ([("message", room, 1)] * case.told)
    chat.clock.advance(seconds=(BURST + IDLE).total_seconds())
    assert notices.run() == []
