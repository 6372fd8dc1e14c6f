"""Two worlds that differ in one block: every answer and every frame is the same, but for what the contract names."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from snowfight.models.chat import EditGroup, GroupQuery, MemberQuery
from snowfight.models.client_frames import Delete, Edit, Join, Leave, Pin, Ping, PresenceFrame, React, Read, Typing
from snowfight.models.message import ChangeQuery, HistoryQuery, MentionQuery, ReactionQuery, ThreadQuery
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import Link
from tests.support.scene import Scene, Stage

PEOPLE = ("ann", "bob", "cat")
PAIR = frozenset({"ann", "bob"})
CHANGES: tuple[tuple[type[Edit | Delete | React | Pin], str, int, dict[str, Any]], ...] = (
    (Edit, "ann", 2, {"body": "@bob, else"}),
    (React, "bob", 2, {"emoji": "👍", "on": True}),
    (React, "ann", 3, {"emoji": "👍", "on": True}),
    (Pin, "ann", 3, {"on": True}),
    (Delete, "cat", 4, {}),
)


def talk(scene: Scene) -> None:
    """Everybody writes to everybody, changes it, opens and closes chats, comes and goes."""
    chat, room = scene.chat, scene.room
    for name in ("ann", "bob", "cat"):
        chat.subscriptions.join(scene.links[name], Join(type="join", room=room))
        chat.subscriptions.join(scene.links[name], Join(type="join", room=PUBLIC_CHAT))
    for place in (room, PUBLIC_CHAT):
        for name, link in scene.links.items():
            if name in PEOPLE or place == PUBLIC_CHAT:
                chat.say(link, f"{name} to @ann, @bob and @cat", room=place)
        chat.say(scene.links["bob"], "an answer", room=place, reply_to=1)
    for kind, who, seq, more in CHANGES:
        frame = {"type": kind.__name__.lower(), "room": room, "seq": seq, "client_id": chat.client_id(), **more}
        chat.change(scene.links[who], kind.model_validate(frame))
    for name in PEOPLE:
        chat.typing.tell(scene.links[name], Typing(type="typing", room=room))
        chat.read_receipts.read(scene.links[name], Read(type="read", room=room, seq=3))
        chat.subscriptions.presence(scene.links[name], PresenceFrame(type="presence", state="inactive"))
        chat.heartbeat.ping(scene.links[name], Ping(type="ping", seqs={room: 1, PUBLIC_CHAT: 1}))
    chat.groups.edit("ann", room, EditGroup(groupchat_name="Ice", add_members=["dan"]))
    chat.subscriptions.leave(scene.links["bob"], Leave(type="leave", room=room))
    chat.groups.leave("cat", room)
    chat.groups.edit("ann", room, EditGroup(remove_members=["bob"]))
    chat.groups.edit("ann", room, EditGroup(add_members=["bob"]))


def answers(scene: Scene, name: str) -> dict[str, Any]:
    """What the user is answered to everything that can be asked."""
    chat, room = scene.chat, scene.room
    asked: dict[str, Callable[[], Any]] = {
        "chats": lambda: chat.chat_lists.all(name),
        "a chat": lambda: chat.chat_lists.open(name, room),
        "members": lambda: chat.chat_lists.members(name, room, MemberQuery()),
        "groups": lambda: chat.chat_lists.groups(name, GroupQuery()),
        "history": lambda: chat.history.page(name, room, HistoryQuery()),
        "public history": lambda: chat.history.page(name, PUBLIC_CHAT, HistoryQuery()),
        "changes": lambda: chat.changes.pages.changes(name, room, ChangeQuery()),
        "pins": lambda: chat.changes.pages.pins(name, room),
        "reactions": lambda: chat.changes.pages.reactions(name, room, 2, ReactionQuery(emoji="👍")),
        "a thread": lambda: chat.thread_pages.page(name, room, 1, ThreadQuery()),
        "mentions": lambda: chat.mention_pages.page(name, MentionQuery()),
        "joined": lambda: chat.subscriptions.join(scene.links[name], Join(type="join", room=room))[0],
        "export": lambda: chat.export.page(name, None),
        **{f"profile of {other}": lambda other=other: chat.profiles.profile(name, other) for other in PEOPLE},
    }
    told: dict[str, Any] = {}
    for what, ask in asked.items():
        answer = ask()
        told[what] = answer.lines if what == "export" else answer.model_dump(mode="json")
    return told


def world(scene: Scene, *, blocked: bool) -> dict[str, Any]:
    """All answers and frames of the three."""
    if blocked:
        scene.chat.block_service.block("bob", "ann")
    talk(scene)
    told: dict[str, Any] = {name: answers(scene, name) for name in PEOPLE if name != "cat"}
    told["frames"] = {name: frames(scene, link) for name, link in scene.links.items()}
    return told


def frames(scene: Scene, link: Link) -> list[Any]:
    """What the connection was told."""
    return scene.chat.gateway.frames(link.connection_id)


def without(told: Any, viewer: str) -> Any:
    """The same without what the contract says differs: whether the other is here, writes, and mentions one."""
    if isinstance(told, list):
        return [without(each, viewer) for each in told if not _is_named(each, viewer)]
    if not isinstance(told, dict):
        return told
    other = next(iter(PAIR - {viewer}), "")
    hidden = {"status"} if told.get("username") == other else {"unread_mentions"}
    return {name: without(value, viewer) for name, value in told.items() if name not in hidden}


def _is_named(frame: Any, viewer: str) -> bool:
    """Whether it is a frame of those that do not come across a block."""
    kind = frame.get("type") if isinstance(frame, dict) else None
    from_other = isinstance(frame, dict) and frame.get("username") in PAIR - {viewer}
    return kind == "online_status_handler" or (kind == "typing_handler" and from_other)


@pytest.fixture
def worlds(stage: Stage) -> tuple[dict[str, Any], dict[str, Any]]:
    return world(stage.again(), blocked=False), world(stage.again(), blocked=True)


def test_nothing_else_differs(worlds: tuple[dict[str, Any], dict[str, Any]]) -> None:
    one, other = worlds
    for viewer in ("ann", "bob"):
        for what, answer in one[viewer].items():
            if what == "mentions":
                continue
            assert without(answer, viewer) == without(other[viewer][what], viewer), (viewer, what)
        assert without(one["frames"][viewer], viewer) == without(other["frames"][viewer], viewer)


def test_of_mentions_only_the_others_are_left_out(worlds: tuple[dict[str, Any], dict[str, Any]]) -> None:
    one, other = worlds
    for viewer in ("ann", "bob"):
        [author] = PAIR - {viewer}
        theirs = [each for each in one[viewer]["mentions"]["messages"] if each["author"]["username"] != author]
        assert other[viewer]["mentions"]["messages"] == theirs
        assert len(theirs) < len(one[viewer]["mentions"]["messages"])


def test_for_everybody_else_nothing_differs_at_all(worlds: tuple[dict[str, Any], dict[str, Any]]) -> None:
    one, other = worlds
    for name in ("cat", "dan", "eve"):
        assert json.dumps(one["frames"][name]) == json.dumps(other["frames"][name])
