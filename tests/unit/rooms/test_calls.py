"""What one call over HTTP can cause: requests, write units and posts, as docs/security.md tells them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest

from infra.contract.operations import OPERATIONS
from infra.contract.operations.operation import Auth
from snowfight.clock import SystemClock
from snowfight.models.file import UploadGrant
from snowfight.models.moderation import Report
from snowfight.models.records import Link, Sanction
from snowfight.storage.accounts.records import account_row, packed_sanction
from snowfight.storage.moderation.moments import moment_of
from snowfight.storage.moderation.reports import KeptReport, Reports
from snowfight.storage.rows.rooms import AccountRow
from tests.support.calls import call
from tests.support.chat import Chat
from tests.support.event_sender import URL, FakeReceivers
from tests.support.events import http_event as bot_event
from tests.support.files import FakeFiles
from tests.support.gateway import RecordingGateway
from tests.support.identity import FakeMail, secret_text
from tests.support.lambdas import Lambdas
from tests.support.notices import FakePushServices, stand_in
from tests.support.push_browser import PushBrowser
from tests.support.scene import NAMES
from tests.support.wire import Wire
from tests.unit.files.test_uploads import PICTURE

SUBSCRIPTION = {"url": URL, "events": ["message"]}
PICTURE_BODY = {"filename": "fort.png", "size": 2000, "content_type": "image/png"}
TABLE = Path(__file__).resolve().parents[3] / "docs" / "security.md"


@dataclass
class World:
    """A group of Ann's with Bob and Cat; Dan and Eve are not in it. Each has one connection."""

    lambdas: Lambdas
    room: str
    files: FakeFiles
    shore: str = ""
    token: str = ""
    """A group of Cat's with Bob and Ann's bot, and the bot's token."""

    def as_bot(self, path: str, **body: object) -> int:
        """A call of the bot's, about its group."""
        method = "POST" if body or path == "ticket" else "GET"
        told = {"room": self.shore, **body} if body else None
        headers = {"Authorization": f"Bearer {self.token}"}
        event = bot_event(method, f"/api/bot/{path}", told, headers=headers)
        return int(self.lambdas.http(event, None)["statusCode"])

    hook: str = ""
    """One of the group's."""
    subscription: str = ""
    """Where events of the group are sent to, once there is one."""

    def edit(self, **body: object) -> int:
        return call(self.lambdas, "POST", f"/api/chat/{self.room}/edit", "ann", body).status

    def get(self, path: str, query: dict[str, str] | None = None) -> int:
        return call(self.lambdas, "GET", path, "ann", query=query).status

    def post(self, path: str, who: str = "ann", body: object = None) -> int:
        return call(self.lambdas, "POST", path, who, body).status

    def subscribed(self, deed: str) -> int:
        return self.post(f"/api/chat/{self.room}/subscriptions/{self.subscription}/{deed}")

    @property
    def picture(self) -> dict[str, Any]:
        """Cloudinary's answer to a picture for an emoji, which Ann has brought before."""
        return self.files.answer(next(iter(self.files.kept)))


@pytest.fixture
def pushed(lambdas: Lambdas, monkeypatch: pytest.MonkeyPatch) -> RecordingGateway:
    """What the HTTP API posts."""
    gateway = RecordingGateway()
    deleting = lambdas.moderation_changes.removals._changes._fanout
    by_bots = lambdas.bots_wiring.fanout
    for fanout in (lambdas.http_wiring.groups._events._fanout, lambdas.moderation_wiring.fanout, deleting, by_bots):
        monkeypatch.setattr(fanout, "_gateway", gateway)
    monkeypatch.setattr(lambdas.moderation_wiring.decision_notices, "_mail", FakeMail())
    monkeypatch.setattr(lambdas.moderation_wiring.keyed_hashes, "_read", secret_text)
    return gateway


@pytest.fixture
def files(lambdas: Lambdas, monkeypatch: pytest.MonkeyPatch) -> FakeFiles:
    """Where the HTTP API keeps files."""
    files = FakeFiles()
    wiring = lambdas.http_wiring
    for target in (wiring.upload_service, wiring.upload_checks, lambdas.http_emoji.custom_emojis):
        monkeypatch.setattr(target, "_files", files)
    return files


@pytest.fixture
def push_services(lambdas: Lambdas, monkeypatch: pytest.MonkeyPatch) -> FakePushServices:
    """Where browsers are pushed to."""
    service = lambdas.notices_service
    monkeypatch.setattr(service, "vapid", lambda: SimpleNamespace(public_key="key"))
    return stand_in(service.pusher, monkeypatch)


@pytest.fixture
def world(
    lambdas: Lambdas, chat: Chat, pushed: RecordingGateway, files: FakeFiles, push_services: FakePushServices
) -> World:
    for name in NAMES:
        link = Link(f"{name}-1", chat.user(name, verified=True), SystemClock().now())
        chat.connection_lifecycle.opened(link)
        pushed.open.add(link.connection_id)
    answer = call(lambdas, "POST", "/api/chat/new", "ann", {"groupchat_name": "Snow", "open": True})
    room = answer.body["chat"]["name"]
    world = World(lambdas, room, files)
    assert world.edit(add_members=["bob", "cat"]) == 200
    for name in ("ice", "fort"):  # the first has an emoji, the other only a picture
        grant = UploadGrant(**call(lambdas, "POST", "/api/emoji/upload", "ann", PICTURE_BODY).body)
        told = files.upload(grant, PICTURE)
        assert name == "fort" or world.post("/api/emoji", body={"name": name, "file": told}) == 201
    del files.kept[next(iter(files.kept))]
    call(lambdas, "GET", "/api/chat/private/bob", "ann")
    assert world.post("/api/push/subscribe", body=subscription("phone")) == 204
    bob = chat.connect("bob", room)
    chat.clock.advance(seconds=(SystemClock().now() - chat.clock.now()).total_seconds())
    chat.say(bob, "hello, @ann", room=room)
    _moderated(lambdas, room)
    _served_by_a_bot(world)
    world.hook = call(lambdas, "POST", f"/api/chat/{room}/hooks", "ann", {"name": "Builds"}).body["id"]
    fay, gus = chat.user("fay"), chat.user("gus")
    assert world.post(f"/api/users/{gus}/block", fay) == 204
    _sanctioned(lambdas, gus)
    return world


def _served_by_a_bot(world: World) -> None:
    """It has said something, within this hour."""
    _ = world.lambdas.bots_writing
    body = {"username": "crab", "display_name": "Crab"}
    world.token = call(world.lambdas, "POST", "/api/bots", "ann", body).body["token"]
    chat = call(world.lambdas, "POST", "/api/chat/new", "cat", {"groupchat_name": "Shore"}).body["chat"]
    world.shore = chat["name"]
    assert world.post(f"/api/chat/{world.shore}/edit", "cat", {"add_members": ["bob", "crab"]}) == 200
    assert world.as_bot("message", body="click", client_id=SAID) == 201


def _moderated(lambdas: Lambdas, room: str) -> None:
    """Ann is a moderator, Dan an owner, and Cat has reported Bob."""
    wiring = lambdas.moderation_wiring
    wiring.database.update(account_row("ann"), [AccountRow.role.set("moderator")])
    wiring.database.update(account_row("dan"), [AccountRow.role.set("owner")])
    made = moment_of(REPORT)
    report = Report(id=REPORT, reporter="cat", author="bob", room=room, seq=1, reason="spam", text="", created=made)
    Reports(wiring.database).open(KeptReport(report))


def _sanctioned(lambdas: Lambdas, username: str) -> None:
    without_end = packed_sanction(Sanction(None, "Spam."))
    actions = [AccountRow.muted.set(without_end), AccountRow.banned.set(without_end)]
    lambdas.moderation_wiring.database.update(account_row(username), actions)


BROWSER = PushBrowser()


def subscription(name: str) -> dict[str, Any]:
    """Body of a call that subscribes."""
    keys = {"p256dh": BROWSER.p256dh, "auth": BROWSER.auth}
    return {"endpoint": f"https://fcm.googleapis.com/{name}", "keys": keys}


REPORT = "1769860800000-0123456789abcdef"
SAID = str(UUID(int=9, version=4))
PHONE = {"endpoint": "https://fcm.googleapis.com/phone"}

CALLS: dict[str, Callable[[World], int]] = {
    "GET /api/start": lambda world: world.get("/api/start", {"room": world.room}),
    "GET /api/chats": lambda world: world.get("/api/chats"),
    "GET /api/chat/{chatroom_name}": lambda world: world.get(f"/api/chat/{world.room}"),
    "GET /api/chat/{chatroom_name}/members": lambda world: world.get(f"/api/chat/{world.room}/members"),
    "GET /api/chat/older/{chatroom_name}": lambda world: world.get(f"/api/chat/older/{world.room}"),
    "GET /api/search": lambda world: world.get("/api/search", {"q": "hello"}),
    "the same, in one chat": lambda world: world.get("/api/search", {"q": "hello", "room": world.room}),
    "GET /api/chat/{chatroom_name}/files": lambda world: world.get(f"/api/chat/{world.room}/files"),
    "GET /api/chat/{chatroom_name}/edit": lambda world: world.get(f"/api/chat/{world.room}/edit"),
    "GET /api/groups": lambda world: world.get("/api/groups"),
    "GET /api/users/{username}": lambda world: world.get("/api/users/bob"),
    "GET /api/me": lambda world: world.get("/api/me"),
    "GET /api/me/export": lambda world: world.get("/api/me/export"),
    "PATCH /api/me": lambda world: (
        call(world.lambdas, "PATCH", "/api/me", "ann", {"display_name": "Ann of the hill"}).status
    ),
    "GET /api/me/settings": lambda world: world.get("/api/me/settings"),
    "PATCH /api/me/settings": lambda world: (
        call(world.lambdas, "PATCH", "/api/me/settings", "ann", {"typing": False}).status
    ),
    "POST /api/chat/{chatroom_name}/notify": lambda world: world.post(
        f"/api/chat/{world.room}/notify", body={"level": "none"}
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
    "GET /api/chat/changes/{chatroom_name}": lambda world: world.get(f"/api/chat/changes/{world.room}"),
    "GET /api/chat/pins/{chatroom_name}": lambda world: world.get(f"/api/chat/pins/{world.room}"),
    "POST /api/chat/{chatroom_name}/unread": lambda world: world.post(
        f"/api/chat/{world.room}/unread", body={"seq": 1}
    ),
    "GET /api/chat/thread/{chatroom_name}/{seq}": lambda world: world.get(f"/api/chat/thread/{world.room}/1"),
    "GET /api/chat/reactions/{chatroom_name}/{seq}": lambda world: world.get(
        f"/api/chat/reactions/{world.room}/1", query={"emoji": "👍"}
    ),
    "GET /api/mentions": lambda world: world.get("/api/mentions"),
    "GET /api/push/key": lambda world: world.get("/api/push/key"),
    "GET /api/push/devices": lambda world: world.get("/api/push/devices"),
    "POST /api/push/subscribe": lambda world: world.post("/api/push/subscribe", body=subscription("tablet")),
    "POST /api/push/unsubscribe": lambda world: world.post("/api/push/unsubscribe", body=PHONE),
    "POST /api/push/test": lambda world: world.post("/api/push/test", body=PHONE),
    "GET /api/calls/ice": lambda world: world.get("/api/calls/ice", {"device": str(UUID(int=1))}),
    "POST /api/users/{username}/block": lambda world: world.post("/api/users/bob/block"),
    "POST /api/users/{username}/unblock": lambda world: world.post("/api/users/gus/unblock", "fay"),
    "GET /api/me/blocks": lambda world: call(world.lambdas, "GET", "/api/me/blocks", "fay").status,
    "GET /api/emoji": lambda world: world.get("/api/emoji"),
    "POST /api/emoji/upload": lambda world: world.post("/api/emoji/upload", body=PICTURE_BODY),
    "POST /api/emoji": lambda world: world.post("/api/emoji", body={"name": "fort", "file": world.picture}),
    "POST /api/emoji/{name}/remove": lambda world: world.post("/api/emoji/ice/remove"),
    "POST /api/chat/{chatroom_name}/report": lambda world: world.post(
        f"/api/chat/{world.room}/report", body={"seq": 1, "reason": "spam"}
    ),
    "GET /api/moderation/reports": lambda world: world.get("/api/moderation/reports"),
    "the same, of an author": lambda world: world.get("/api/moderation/reports", {"author": "bob"}),
    "POST /api/moderation/reports/{id}": lambda world: world.post(
        f"/api/moderation/reports/{REPORT}", body={"decision": "none"}
    ),
    "POST /api/moderation/reports/{id}: a deletion": lambda world: world.post(
        f"/api/moderation/reports/{REPORT}", body={"decision": "delete"}
    ),
    "POST /api/moderation/reports/{id}: a mute": lambda world: world.post(
        f"/api/moderation/reports/{REPORT}", body={"decision": "mute", "minutes": 5}
    ),
    "GET /api/moderation/log": lambda world: world.get("/api/moderation/log"),
    "GET /api/moderation/settings": lambda world: world.get("/api/moderation/settings"),
    "PATCH /api/moderation/settings": lambda world: (
        call(world.lambdas, "PATCH", "/api/moderation/settings", "dan", {"slow_seconds": 5}).status
    ),
    "GET /api/me/notices": lambda world: world.get("/api/me/notices"),
    "POST /api/invites": lambda world: world.post("/api/invites", body={}),
    "POST /api/users/{username}/role": lambda world: world.post(
        "/api/users/eve/role", "dan", body={"role": "moderator"}
    ),
    "POST /api/users/{username}/mute": lambda world: world.post(
        "/api/users/eve/mute", body={"minutes": 5, "statement": "Spam."}
    ),
    "POST /api/users/{username}/unmute": lambda world: world.post("/api/users/gus/unmute"),
    "POST /api/users/{username}/ban": lambda world: world.post("/api/users/eve/ban", body={"statement": "Spam."}),
    "POST /api/users/{username}/unban": lambda world: world.post("/api/users/gus/unban"),
    "POST /api/bots": lambda world: world.post("/api/bots", body={"username": "gull", "display_name": "Gull"}),
    "GET /api/bots": lambda world: world.get("/api/bots"),
    "POST /api/bots/{username}/token": lambda world: world.post("/api/bots/crab/token"),
    "POST /api/bots/{username}/delete": lambda world: world.post("/api/bots/crab/delete"),
    "POST /api/bot/message": lambda world: world.as_bot("message", body="hello"),
    "the same, sent before": lambda world: world.as_bot("message", body="hello", client_id=SAID),
    "POST /api/bot/react": lambda world: world.as_bot("react", seq=1, emoji="👍", on=True),
    "POST /api/bot/edit": lambda world: world.as_bot("edit", seq=1, body="otherwise"),
    "POST /api/bot/delete": lambda world: world.as_bot("delete", seq=1),
    "GET /api/bot/messages/{room}": lambda world: world.as_bot(f"messages/{world.shore}"),
    "GET /api/bot/changes/{room}": lambda world: world.as_bot(f"changes/{world.shore}"),
    "GET /api/bot/chats": lambda world: world.as_bot("chats"),
    "POST /api/bot/ticket": lambda world: world.as_bot("ticket"),
    "POST /api/chat/{chatroom_name}/hooks": lambda world: world.post(
        f"/api/chat/{world.room}/hooks", body={"name": "Alerts"}
    ),
    "GET /api/chat/{chatroom_name}/hooks": lambda world: world.get(f"/api/chat/{world.room}/hooks"),
    "POST /api/chat/{chatroom_name}/hooks/{id}/delete": lambda world: world.post(
        f"/api/chat/{world.room}/hooks/{world.hook}/delete"
    ),
    "POST /api/chat/{chatroom_name}/subscriptions": lambda world: world.post(
        f"/api/chat/{world.room}/subscriptions", body=SUBSCRIPTION
    ),
    "GET /api/chat/{chatroom_name}/subscriptions": lambda world: world.get(f"/api/chat/{world.room}/subscriptions"),
    "POST /api/chat/{chatroom_name}/subscriptions/{id}/delete": lambda world: world.subscribed("delete"),
    "POST /api/chat/{chatroom_name}/subscriptions/{id}/enable": lambda world: world.subscribed("enable"),
    "POST /api/chat/{chatroom_name}/subscriptions/{id}/test": lambda world: world.subscribed("test"),
    "POST /api/chat/{chatroom_name}/delete": lambda world: world.post(f"/api/chat/{world.room}/delete"),
}
"""Each by Ann, who is the admin; joining by Dan, leaving by Bob; Fay has blocked Gus, who is muted and banned, and
neither is here."""


def subscribe(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ann has events of her group sent somewhere."""
    monkeypatch.setattr(world.lambdas.event_routes.subscriptions, "_receivers", FakeReceivers())
    made = call(world.lambdas, "POST", f"/api/chat/{world.room}/subscriptions", "ann", SUBSCRIPTION)
    world.subscription = made.body["id"]


def documented() -> dict[str, tuple[int, int, int]]:
    """Requests, write units and posts of each call, as the table has them."""
    rows = re.findall(
        r"^\| `?([^|`]+?)`?([^|`]*?) \| (\d+) \| (\d+) \| (\d+) \|", TABLE.read_text("utf-8"), re.MULTILINE
    )
    return {f"{call}{detail}": (int(requests), int(units), int(posts)) for call, detail, requests, units, posts in rows}


@pytest.mark.parametrize("name", CALLS)
def test_a_call_costs_what_the_table_says(
    world: World, wire: Wire, pushed: RecordingGateway, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    if "subscriptions" in name:
        subscribe(world, monkeypatch)
    before = sum(len(pushed.frames(connection)) for connection in pushed.open)
    with wire.watched() as seen:
        status = CALLS[name](world)
    posts = sum(len(pushed.frames(connection)) for connection in pushed.open) - before
    assert status < 300
    print("MEASURED", f"| `{name}` | {len(seen.requests)} | {seen.write_units} | {posts} |", seen.operations)
    assert (len(seen.requests), seen.write_units, posts) == documented()[name]


def test_every_call_that_is_made_for_a_user_is_in_the_table() -> None:
    elsewhere = {"upload", "avatar", "file", "ticket", "send_code", "delete_me", "private_chat"}
    named = {name.partition(":")[0] for name in CALLS}
    assert {
        f"{o.method} {o.path}" for o in OPERATIONS if o.auth in (Auth.BEARER, Auth.BOT) and o.name not in elsewhere
    } <= named
