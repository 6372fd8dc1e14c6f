"""Every call and every frame × role × sanction: what the contract's part 7 says of each, in one table, and the doors.

A sanction changes nothing but what the table says: whatever it does not name is compared with what the same user gets
without one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from infra.contract.operations import OPERATIONS
from infra.contract.operations.operation import Auth, Operation
from snowfight.clock import SystemClock
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import Link, Sanction
from snowfight.models.user import Role
from tests.support.chat import Chat
from tests.support.site import PASSWORD, Site
from tests.support.tables import Snapshot, rows

ROLES: tuple[Role, ...] = ("member", "moderator", "owner")
RANK = {"member": 0, "moderator": 1, "owner": 2}
STATES = ("plain", "muted", "banned", "muted until lately", "muted and lifted", "banned and lifted")

TABLE = """
# calls that a role is needed for
role                       owner
change_community_settings  owner
community_settings         moderator
moderation_log             moderator
mute                       moderator
unmute                     moderator
ban                        moderator
unban                      moderator
reports                    moderator
decide_report              moderator
invite                     moderator
# calls that who is muted may not make
upload                     muted
avatar                     muted
upload_emoji               muted
add_emoji                  muted
create_group               muted
private_chat               muted
start_private_chat         muted
# frames that who is muted may not send
message                    muted
file_upload                muted
edit                       muted
react                      muted
pin                        muted
typing                     muted
"""
"""Who is banned may make no call at all: 401."""

NAMED: dict[str, str] = {
    line.split()[0]: line.split()[1] for line in TABLE.strip().splitlines() if not line.startswith("#")
}

PICTURE = {"filename": "fort.png", "size": 2000, "content_type": "image/png"}
BODIES: dict[str, dict[str, Any]] = {
    "role": {"role": "member"},
    "mute": {"minutes": 5, "statement": "spam"},
    "ban": {"minutes": 5, "statement": "spam"},
    "change_community_settings": {"contact": "us@example.org"},
    "upload": PICTURE,
    "avatar": PICTURE,
    "upload_emoji": PICTURE,
    "add_emoji": {"name": "fort", "file": {}},
    "create_group": {"groupchat_name": "Ice"},
    "change_me": {"display_name": "Nel of the hill"},
    "delete_me": {"password": "another one"},
    "change_settings": {"typing": False},
    "notify": {"level": "none"},
    "unread": {"seq": 1},
}
"""What calls take; others get none, and are refused alike whoever makes them."""

GUARDED = [operation for operation in OPERATIONS if operation.auth is Auth.BEARER]
ME, CLIENT_IDS = "nel", [str(UUID(int=number, version=4)) for number in range(100)]
ON_THE_SOCKET = {"join", "leave", "read", "presence", "ping"}
"""Frames that only look, or say where one looks."""


@dataclass
class World:
    """Nel, in a group of Ann's; a private chat with Ann, and none with Bob yet; a message of hers in each."""

    site: Site
    link: Link
    rooms: dict[str, str]
    start: Snapshot

    def become(self, role: Role, state: str) -> None:
        """Nel has that role, and is in that state; everything else is as it was at the start."""
        self.start.restore()
        self.site.lambdas.message_wiring.messages._receipts.clear()
        wiring = self.site.lambdas.moderation_wiring
        account = wiring.accounts.get(ME)
        if role != "member":
            wiring.standings.promote(account, role)
        hour = timedelta(hours=-1 if state == "muted until lately" else 1)
        sanction = Sanction(SystemClock().now() + hour, "spam")
        kind = state.partition(" ")[0]
        if kind != "plain":
            wiring.standings.sanction(wiring.accounts.get(ME), kind, sanction, ())
        if state.endswith("lifted"):
            wiring.standings.sanction(wiring.accounts.get(ME), kind, None, ())

    def call(self, operation: Operation) -> str:
        """What Nel is answered."""
        names = {
            "{chatroom_name}": self.rooms["group"],
            "{username}": "bob",
            "{seq}": "1",
            "{name}": "fort",
            "{id}": "1700000000000-0011223344556677",
        }
        path = re.sub(r"{\w+}", lambda part: names.get(part[0], "x"), operation.path)
        answer = self.site.as_user(ME, operation.method, path, BODIES.get(operation.name))
        code = answer.body.get("code", "") if answer.status >= 400 else ""
        return f"{answer.status} {code}".strip()

    def say(self, kind: str, room: str) -> str:
        """What a frame of Nel's comes to."""
        parts: dict[str, Any] = {
            "message": {"body": "hello"},
            "file_upload": {"file": {}},
            "edit": {"seq": 1, "body": "otherwise", "known": None},
            "delete": {"seq": 1},
            "react": {"seq": 1, "emoji": "👍", "on": True},
            "pin": {"seq": 1, "on": True},
            "read": {"seq": 1},
            "presence": {"state": "active"},
        }.get(kind, {})
        frame = {"type": kind, "room": self.rooms[room], "client_id": CLIENT_IDS[len(kind)], **parts}
        reply = self.site.say(self.link, frame) or {}
        if reply.get("code") == "muted":
            assert reply["until"]
        return reply.get("code", "ok")


@pytest.fixture
def world(site: Site, chat: Chat, monkeypatch: pytest.MonkeyPatch) -> World:
    moderation = site.lambdas.moderation_wiring
    monkeypatch.setattr(moderation.fanout, "_gateway", site.gateway)
    monkeypatch.setattr(moderation.decision_notices, "_mail", site.mail)
    for name in ("ann", "bob", ME):
        site.sign_up(name)
        chat.accounts.verify_email(name)
    room = site.as_user("ann", "POST", "/api/chat/new", {"groupchat_name": "Snow"}).body["chat"]["name"]
    assert site.as_user("ann", "POST", f"/api/chat/{room}/edit", {"add_members": [ME]}).status == 200
    private = site.as_user(ME, "GET", "/api/chat/private/ann").body["chat"]["name"]
    link = site.connect(ME)
    rooms = {"public": PUBLIC_CHAT, "group": room, "private": private}
    for number, name in enumerate(rooms.values()):
        frame = {"type": "message", "room": name, "client_id": CLIENT_IDS[-1 - number], "body": "hello"}
        assert site.say(link, frame) is None
    return World(site, link, rooms, Snapshot())


def expected(name: str, role: Role, state: str, plain: str) -> str:
    """What the table says; `plain` is what the same user is answered without a sanction."""
    if state == "banned":
        return "401 unauthorized"
    if state == "muted" and NAMED.get(name) == "muted":
        return "403 muted"
    return plain


@pytest.mark.parametrize("role", ROLES)
def test_every_call_gets_the_answer_of_the_contract(world: World, role: Role) -> None:
    wrong: list[tuple[str, ...]] = []
    for operation in GUARDED:
        world.become(role, "plain")
        plain = world.call(operation)
        wanted = NAMED.get(operation.name, "member")
        if wanted in RANK and (plain == "403 not_allowed") != (RANK[role] < RANK[wanted]):
            wrong.append((operation.name, role, plain))
        for state in STATES[1:]:
            world.become(role, state)
            answer = world.call(operation)
            if answer != expected(operation.name, role, state, plain):
                wrong.append((operation.name, role, state, answer, plain))
    assert not wrong


@pytest.mark.parametrize("state", ["muted", "muted until lately", "muted and lifted"])
@pytest.mark.parametrize("room", ["public", "group", "private"])
@pytest.mark.parametrize("role", ROLES)
def test_every_frame_gets_the_answer_of_the_contract(world: World, role: Role, room: str, state: str) -> None:
    kinds = {kind for kind in world.site.lambdas.frames() if not kind.startswith("call_")}
    assert kinds == {kind for kind in NAMED if kind in kinds} | ON_THE_SOCKET | {"delete"}
    for kind in sorted(kinds):
        world.become(role, "plain")
        plain = world.say(kind, room)
        world.become(role, state)
        before = rows("messages")
        is_refused = state == "muted" and NAMED.get(kind) == "muted"
        allowed = plain in ("ok", "bad_file")  # what is refused in any case may be refused for that
        assert (kind, world.say(kind, room)) == (kind, "muted" if is_refused and allowed else plain)
        assert not is_refused or rows("messages") == before


@pytest.mark.parametrize("room", ["public", "group", "private"])
@pytest.mark.parametrize("role", ROLES)
def test_no_frame_of_who_is_banned_changes_anything(world: World, role: Role, room: str) -> None:
    """Their connections are closed: a frame that was under way comes all the same."""
    for kind in sorted({*NAMED, "delete"} & set(world.site.lambdas.frames())):
        world.become(role, "banned")
        before = rows("messages")
        assert (kind, world.say(kind, room)) == (kind, "no_such_chat")
        assert rows("messages") == before


def test_who_signs_in_while_banned_is_told_why_and_until_when(world: World) -> None:
    world.become("member", "banned")
    body = {"username": ME, "password": PASSWORD}
    answer = world.site.call("POST", "/api/auth/login", body)
    assert (answer.status, answer.body["code"], answer.body["statement"]) == (403, "banned", "spam")
    assert answer.body["until"].endswith("Z")
    assert world.site.call("POST", "/api/auth/login", {**body, "password": "another one"}).status == 401
