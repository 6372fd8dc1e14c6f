"""What one call over HTTP can cause: requests, write units and posts, as docs/security.md tells them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from infra.contract.operations import OPERATIONS, Auth
from snowfight.clock import SystemClock
from snowfight.models.records import Link
from tests.support.calls import call
from tests.support.chat import Chat
from tests.support.gateway import RecordingGateway
from tests.support.lambdas import Lambdas
from tests.support.scene import NAMES
from tests.support.wire import Wire

TABLE = Path(__file__).resolve().parents[3] / "docs" / "security.md"


@dataclass
class World:
    """A group of Ann's with Bob and Cat; Dan and Eve are not in it. Each has one connection."""

    lambdas: Lambdas
    room: str

    def edit(self, **body: object) -> int:
        return call(self.lambdas, "POST", f"/api/chat/{self.room}/edit", "ann", body).status

    def get(self, path: str) -> int:
        return call(self.lambdas, "GET", path, "ann").status

    def post(self, path: str, who: str = "ann", body: object = None) -> int:
        return call(self.lambdas, "POST", path, who, body).status


@pytest.fixture
def pushed(lambdas: Lambdas, monkeypatch: pytest.MonkeyPatch) -> RecordingGateway:
    """What the HTTP API posts."""
    gateway = RecordingGateway()
    monkeypatch.setattr(lambdas.http_wiring.groups._events._fanout, "_gateway", gateway)
    return gateway


@pytest.fixture
def world(lambdas: Lambdas, chat: Chat, pushed: RecordingGateway) -> World:
    for name in NAMES:
        link = Link(f"{name}-1", chat.user(name, verified=True), SystemClock().now())
        chat.connecting.opened(link)
        pushed.open.add(link.connection_id)
    answer = call(lambdas, "POST", "/api/chat/new", "ann", {"groupchat_name": "Snow", "open": True})
    room = answer.body["chat"]["name"]
    world = World(lambdas, room)
    assert world.edit(add_members=["bob", "cat"]) == 200
    call(lambdas, "GET", "/api/chat/private/bob", "ann")
    chat.say(chat.connect("bob", room), room=room)
    return world


CALLS: dict[str, Callable[[World], int]] = {
    "GET /api/chats": lambda world: world.get("/api/chats"),
    "GET /api/chat/{chatroom_name}": lambda world: world.get(f"/api/chat/{world.room}"),
    "GET /api/chat/{chatroom_name}/members": lambda world: world.get(f"/api/chat/{world.room}/members"),
    "GET /api/chat/older/{chatroom_name}": lambda world: world.get(f"/api/chat/older/{world.room}"),
    "GET /api/chat/{chatroom_name}/edit": lambda world: world.get(f"/api/chat/{world.room}/edit"),
    "GET /api/groups": lambda world: world.get("/api/groups"),
    "GET /api/users/{username}": lambda world: world.get("/api/users/bob"),
    "GET /api/me": lambda world: world.get("/api/me"),
    "GET /api/me/export": lambda world: world.get("/api/me/export"),
    "PATCH /api/me": lambda world: (
        call(world.lambdas, "PATCH", "/api/me", "ann", {"display_name": "Ann of the hill"}).status
    ),
    "POST /api/chat/new": lambda world: world.post("/api/chat/new", body={"groupchat_name": "Ice"}),
    "POST /api/chat/private/{username}": lambda world: world.post("/api/chat/private/cat"),
    "the same, of one that is there": lambda world: world.post("/api/chat/private/bob"),
    "POST /api/chat/{chatroom_name}/edit: a title": lambda world: world.edit(groupchat_name="Ice"),
    "the same, of what is so already": lambda world: world.edit(groupchat_name="Snow", open=True),
    "POST /api/chat/{chatroom_name}/edit: two added": lambda world: world.edit(add_members=["dan", "eve"]),
    "POST /api/chat/{chatroom_name}/edit: one removed": lambda world: world.edit(remove_members=["cat"]),
    "POST /api/chat/{chatroom_name}/edit: a new link": lambda world: world.edit(reset_invite=True),
    "POST /api/chat/{chatroom_name}/join": lambda world: world.post(f"/api/chat/{world.room}/join", "dan"),
    "POST /api/chat/{chatroom_name}/leave": lambda world: world.post(f"/api/chat/{world.room}/leave", "bob"),
    "POST /api/chat/{chatroom_name}/delete": lambda world: world.post(f"/api/chat/{world.room}/delete"),
}
"""Each by Ann, who is the admin; joining by Dan, leaving by Bob."""


def told() -> dict[str, tuple[int, int, int]]:
    """Requests, write units and posts of each call, as the table has them."""
    rows = re.findall(
        r"^\| `?([^|`]+?)`?([^|`]*?) \| (\d+) \| (\d+) \| (\d+) \|", TABLE.read_text("utf-8"), re.MULTILINE
    )
    return {f"{call}{detail}": (int(requests), int(units), int(posts)) for call, detail, requests, units, posts in rows}


@pytest.mark.parametrize("name", CALLS)
def test_a_call_costs_what_the_table_says(world: World, wire: Wire, pushed: RecordingGateway, name: str) -> None:
    before = sum(len(pushed.frames(connection)) for connection in pushed.open)
    with wire.watched() as seen:
        status = CALLS[name](world)
    posts = sum(len(pushed.frames(connection)) for connection in pushed.open) - before
    assert status < 300
    print("MEASURED", f"| `{name}` | {len(seen.requests)} | {seen.write_units} | {posts} |", seen.operations)
    assert (len(seen.requests), seen.write_units, posts) == told()[name]


def test_every_call_that_is_made_for_a_user_is_in_the_table() -> None:
    elsewhere = {"upload", "avatar", "file", "ticket", "send_code", "delete_me", "private_chat"}
    named = {name.partition(":")[0] for name in CALLS}
    assert {f"{o.method} {o.path}" for o in OPERATIONS if o.auth is Auth.BEARER and o.name not in elsewhere} <= named
