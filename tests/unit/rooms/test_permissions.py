"""Who may do what: every action, in every kind of chat, by everybody; at the doors, HTTP and WebSocket.

The expected answers are the wire contract's, written down by hand:

- `public`: everybody, in the public chat; `partner`: one of the two of a private chat;
- `admin` and `member` of a group, open or closed;
- `passer-by`: everybody else before an open group; what it is called may be known, so they are told to join;
- `stranger`: everybody else before a closed group or private chat; everybody before a chat that is gone or never was.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import pytest

from snowfight.domain.permissions import MATRIX, Action, allow
from snowfight.errors import SnowfightError
from snowfight.models.chat import EditGroup, NewGroup
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import Room, RoomState
from tests.support.calls import Answer, call, frame
from tests.support.chat import Chat
from tests.support.gateway import RecordingGateway
from tests.support.lambdas import Lambdas
from tests.support.tables import Snapshot, rows
from tests.support.wire import Wire

PEOPLE = ("owner", "member", "removed", "outsider", "unverified", None)
KINDS = ("public", "private", "closed", "open", "being deleted", "deleted", "none", "no name")
PLACES: tuple[str, ...] = ("public", "partner", "admin", "member", "passer-by", "stranger")

TABLE = """
view        200               200               200                   200            403 not_a_member  404 no_such_chat
history     200               200               200                   200            403 not_a_member  404 no_such_chat
notify      204               204               204                   204            403 not_a_member  404 no_such_chat
settings    403 not_admin     403 not_admin     200                   403 not_admin  403 not_a_member  404 no_such_chat
rename      403 not_admin     403 not_admin     200                   403 not_admin  403 not_a_member  404 no_such_chat
open        403 not_admin     403 not_admin     200                   403 not_admin  403 not_a_member  404 no_such_chat
close       403 not_admin     403 not_admin     200                   403 not_admin  403 not_a_member  404 no_such_chat
add         403 not_admin     403 not_admin     200                   403 not_admin  403 not_a_member  404 no_such_chat
add nobody  403 not_admin     403 not_admin     404 no_such_user      403 not_admin  403 not_a_member  404 no_such_chat
unproven    403 not_admin     403 not_admin     403 email_unverified  403 not_admin  403 not_a_member  404 no_such_chat
remove      403 not_admin     403 not_admin     200                   403 not_admin  403 not_a_member  404 no_such_chat
drop self   403 not_admin     403 not_admin     422 invalid           403 not_admin  403 not_a_member  404 no_such_chat
new link    403 not_admin     403 not_admin     200                   403 not_admin  403 not_a_member  404 no_such_chat
nonsense    403 not_admin     403 not_admin     422 invalid           403 not_admin  403 not_a_member  404 no_such_chat
hooks       403 not_admin     403 not_admin     200                   403 not_admin  403 not_a_member  404 no_such_chat
delete      403 not_admin     403 not_admin     204                   403 not_admin  403 not_a_member  404 no_such_chat
leave       403 not_leavable  403 not_leavable  204                   204            403 not_a_member  404 no_such_chat
join        200               200               200                   200            200               403 bad_invite
bad invite  200               200               200                   200            200               403 bad_invite
"""

EXPECTED: dict[str, dict[str, str]] = {
    action: dict(zip(PLACES, answers, strict=True))
    for action, *answers in (re.split(r"\s{2,}", line) for line in TABLE.strip().splitlines())
}
SIGNED_OUT = "401 unauthorized"
UNVERIFIED = "403 email_unverified"

EDITS: dict[str, dict[str, Any]] = {
    "rename": {"groupchat_name": "another name"},
    "open": {"open": True},
    "close": {"open": False},
    "add": {"add_members": ["guest"]},
    "add nobody": {"add_members": ["nobody_at_all"]},
    "unproven": {"add_members": ["unverified"]},
    "remove": {"remove_members": ["member"]},
    "drop self": {"remove_members": ["owner"]},
    "new link": {"reset_invite": True},
    "nonsense": {"groupchat_name": 5, "colour": "red"},
}
POSTS = {"bad invite": ("join", {"invite": "let-me-in"}), "notify": ("notify", {"level": "none"})}
NO_CHAT = "9c5b94b1-35ad-49bb-b118-8e8fc24abf80"


def place(kind: str, who: str | None) -> str:
    """Where somebody stands to a chat of that kind."""
    insiders = {"private": {"member": "partner"}, "closed": {"owner": "admin", "member": "member"}}
    match kind:
        case "public":
            return "public"
        case "private" | "closed":
            return insiders[kind].get(who or "", "stranger")
        case "open":
            return insiders["closed"].get(who or "", "passer-by")
        case _:
            return "stranger"


def expected(action: str, kind: str, who: str | None) -> str:
    """What the contract answers."""
    if who is None:
        return SIGNED_OUT
    where = place(kind, who)
    if who == "unverified" and action in ("join", "bad invite") and where in ("passer-by", "stranger"):
        return UNVERIFIED
    return EXPECTED[action][where]


@dataclass
class World:
    """One chat of every kind, by kind, with a message in each; and how to have all of them anew."""

    names: dict[str, str]
    tables: Snapshot


_world: list[World] = []


@pytest.fixture
def world(chat: Chat) -> World:
    """The world, made once and put back for every test."""
    if not _world:
        _world.append(World(_make(chat), Snapshot()))
    _world[0].tables.restore()
    return _world[0]


def _make(chat: Chat) -> dict[str, str]:
    for name in ("owner", "member", "removed", "outsider", "partner", "guest"):
        chat.user(name, verified=True)
    chat.user("unverified")
    names = {"public": PUBLIC_CHAT, "private": chat.private_chats.with_user("member", "partner")}
    for kind in ("closed", "open", "being deleted", "deleted"):
        names[kind] = chat.groups.create("owner", NewGroup(groupchat_name=kind, open=kind == "open"))
        chat.groups.edit("owner", names[kind], EditGroup(add_members=["member", "removed"]))
        chat.groups.edit("owner", names[kind], EditGroup(remove_members=["removed"]))
    for room in names.values():
        chat.say(chat.connect("member"), room=room)
    for link in chat.fanout.of(["owner", "member", "partner"]):
        chat.connection_lifecycle.closed(link)
    chat.groups.delete("owner", names["deleted"])
    chat.work()
    chat.groups.delete("owner", names["being deleted"])
    return names | {"none": NO_CHAT, "no name": "nowhere"}


def act(lambdas: Lambdas, action: str, name: str, who: str | None) -> Answer:
    """Do `action` to the chat at the HTTP API."""
    match action:
        case "view":
            return call(lambdas, "GET", f"/api/chat/{name}", who)
        case "history":
            return call(lambdas, "GET", f"/api/chat/older/{name}/", who)
        case "settings" | "hooks":
            path = "edit" if action == "settings" else action
            return call(lambdas, "GET", f"/api/chat/{name}/{path}", who)
        case "delete" | "leave" | "join":
            return call(lambdas, "POST", f"/api/chat/{name}/{action}", who)
        case "bad invite" | "notify":
            path, body = POSTS[action]
            return call(lambdas, "POST", f"/api/chat/{name}/{path}", who, body)
        case _:
            return call(lambdas, "POST", f"/api/chat/{name}/edit", who, EDITS[action])


def everything() -> list[str]:
    """All that the durable tables hold."""
    return sorted(str(row) for table in ("rooms", "messages") for row in rows(table))


@pytest.mark.parametrize("who", PEOPLE, ids=lambda who: who or "signed out")
@pytest.mark.parametrize("kind", KINDS)
def test_every_call_gets_the_answer_of_the_contract(lambdas: Lambdas, world: World, kind: str, who: str | None) -> None:
    """And what is refused changes nothing; what is hidden answers, to the letter, as what never was."""
    before = everything()
    answers: dict[str, str] = {}
    for action in EXPECTED:
        answer = act(lambdas, action, world.names[kind], who)
        answers[action] = str(answer)
        if answer.status < 400:
            world.tables.restore()
        assert everything() == before, action
        if answers[action] == "404 no_such_chat":
            assert answer == act(lambdas, action, NO_CHAT, who), action
    assert answers == {action: expected(action, kind, who) for action in EXPECTED}


FRAMES: dict[str, dict[str, Any]] = {
    "message": {"client_id": "3f2504e0-4f89-41d3-9a0c-0305e82c3301", "body": "hello"},
    "join": {},
    "read": {"seq": 1},
    "leave": {},
    "typing": {},
}


@pytest.fixture
def pushed(lambdas: Lambdas, monkeypatch: pytest.MonkeyPatch) -> RecordingGateway:
    """What the message function posts."""
    gateway = RecordingGateway()
    assert lambdas.message
    monkeypatch.setattr("functions.message.wiring.gateway.broadcast", gateway.broadcast)
    return gateway


@pytest.mark.parametrize("who", [who for who in PEOPLE if who])
@pytest.mark.parametrize("kind", KINDS)
def test_every_frame_gets_the_answer_of_the_contract(
    lambdas: Lambdas, world: World, pushed: RecordingGateway, kind: str, who: str
) -> None:
    # Given
    room = world.names[kind]
    connection = f"connection-of-{who}"
    pushed.open.add(connection)
    stored = len(rows("messages"))
    # When
    replies = {action: frame(lambdas, who, type=action, room=room, **fields) for action, fields in FRAMES.items()}
    # Then
    acks = [(ack["room"], ack["seq"]) for ack in pushed.frames(connection, "ack")]
    if place(kind, who) in ("passer-by", "stranger"):
        refused = {"type": "error", "code": "no_such_chat", "detail": "There is no such chat", "room": room}
        named = refused | {"client_id": FRAMES["message"]["client_id"]}
        assert replies == {"message": named, "join": refused, "read": refused, "leave": None, "typing": refused}
        assert (acks, len(rows("messages"))) == ([], stored)
    else:
        joined = replies.pop("join")
        assert (joined["type"], joined["room"], joined["last_seq"]) == ("joined", room, 2)
        assert replies == {"message": None, "read": None, "leave": None, "typing": None}
        assert (acks, len(rows("messages"))) == ([(room, 2)], stored + 1)


@pytest.mark.parametrize("who", [who for who in PEOPLE if who])
def test_a_heartbeat_tells_of_the_users_own_chats_alone(lambdas: Lambdas, world: World, who: str) -> None:
    pong = frame(lambdas, who, type="ping", seqs=dict.fromkeys(world.names.values(), 0))
    mine = [name for kind, name in world.names.items() if place(kind, who) not in ("passer-by", "stranger")]
    assert pong == {"type": "pong", "behind": dict.fromkeys(mine, 1)}


@pytest.mark.parametrize("who", [who for who in PEOPLE if who])
def test_the_list_of_chats_holds_the_users_own_chats_alone(lambdas: Lambdas, world: World, who: str) -> None:
    answer = call(lambdas, "GET", "/api/chats/", who)
    mine = {name for kind, name in world.names.items() if place(kind, who) not in ("passer-by", "stranger")}
    assert {chat["name"] for chat in answer.body["chats"]} == mine


@pytest.mark.parametrize("who", [who for who in PEOPLE if who])
def test_the_list_of_open_groups_tells_outsiders_nothing_of_what_is_said(
    lambdas: Lambdas, world: World, who: str
) -> None:
    [group] = call(lambdas, "GET", "/api/groups", who).body["groups"]
    assert (group["name"], group["title"], group["member_count"]) == (world.names["open"], "open", 2)
    inside = place("open", who) == "member" or place("open", who) == "admin"
    last = (group["last_seq"], group["last_message"] is not None)
    assert last == ((1, True) if inside else (0, False))


@pytest.mark.parametrize("who", ["outsider", "removed", "unverified"])
@pytest.mark.parametrize("kind", ["closed", "open", "private", "being deleted"])
def test_the_right_invitation_lets_in_whoever_has_a_verified_address(
    lambdas: Lambdas, chat: Chat, world: World, kind: str, who: str
) -> None:
    # Given
    name = world.names[kind]
    [invite] = [row.get("invite", {"S": "none"})["S"] for row in rows("rooms") if _is_meta(row, name)]
    # When
    answer = call(lambdas, "POST", f"/api/chat/{name}/join", who, {"invite": invite})
    # Then
    if who == "unverified":
        assert str(answer) == UNVERIFIED
    elif kind in ("private", "being deleted"):
        assert str(answer) == "403 bad_invite"
    else:
        assert (answer.status, answer.body["chat"]["member_count"]) == (200, 3)
        assert call(lambdas, "GET", f"/api/chat/{name}", who).status == 200


def _is_meta(row: dict[str, Any], name: str) -> bool:
    return (row["pk"]["S"], row["sk"]["S"]) == (f"ROOM#{name}", "META")


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize(
    ("who", "other", "answer"),
    [
        ("member", "partner", "200"),
        ("outsider", "MEMBER", "200"),
        ("unverified", "member", "200"),
        ("member", "unverified", "200"),
        ("member", "member", "400 self_chat"),
        ("member", "Member", "400 self_chat"),
        ("member", "nobody_at_all", "404 no_such_user"),
        ("member", "x", "404 no_such_user"),
        ("member", "deleted-user", "404 no_such_user"),
        ("nobody_at_all", "member", SIGNED_OUT),
        (None, "member", SIGNED_OUT),
    ],
)
def test_a_private_chat_is_found_or_made_with_anybody_else(
    lambdas: Lambdas, world: World, method: str, who: str | None, other: str, answer: str
) -> None:
    assert str(call(lambdas, method, f"/api/chat/private/{other}", who)) == answer


@pytest.mark.parametrize(("who", "answer"), [("outsider", "201"), ("unverified", UNVERIFIED), (None, SIGNED_OUT)])
def test_a_group_is_made_by_whoever_has_a_verified_address(
    lambdas: Lambdas, world: World, who: str | None, answer: str
) -> None:
    assert str(call(lambdas, "POST", "/api/chat/new", who, {"groupchat_name": " Snow "})) == answer


@pytest.mark.parametrize("path", ["/api/chats", "/api/groups", "/api/me", "/api/me/export", "/api/users/member"])
def test_nothing_is_told_to_whom_has_not_signed_in(lambdas: Lambdas, world: World, path: str) -> None:
    assert str(call(lambdas, "GET", path)) == SIGNED_OUT


ROOMS: dict[str, Room | None] = {
    "public": Room(RoomState.public()),
    "private": Room(RoomState("p", "private", pair=("member", "partner")), ("member", "partner")),
    "closed": Room(RoomState("c", "group", admin="owner"), ("owner", "member")),
    "open": Room(RoomState("o", "group", admin="owner", open=True), ("owner", "member")),
    "none": None,
}
AS_AT_THE_DOOR = {
    Action.VIEW: "view",
    Action.EDIT: "rename",
    Action.INTEGRATE: "hooks",
    Action.DELETE: "delete",
    Action.LEAVE: "leave",
}
LIKE_VIEWING = {Action.SEND, Action.UPLOAD, Action.REACT}
OVER_THE_SOCKET = {Action.PIN, Action.DELETE_OTHERS, Action.MENTION_ALL}
"""Whose doors are frames (tests/unit/changes, tests/unit/mentions)."""


@pytest.mark.parametrize("action", [action for action in Action if action not in OVER_THE_SOCKET])
def test_the_one_table_decides_as_the_doors_do(action: Action) -> None:
    """Uploading, whose door comes with files, is for whoever may view (reference, Access Control Matrix)."""
    door = "view" if action in LIKE_VIEWING else AS_AT_THE_DOOR[action]
    cases = [(kind, who) for kind in ROOMS for who in PEOPLE if who]
    verdicts = {(kind, who): _verdict(action, ROOMS[kind], who) for kind, who in cases}
    assert verdicts == {(kind, who): expected(door, kind, who).replace("204", "200") for kind, who in cases}


def _verdict(action: Action, room: Room | None, who: str) -> str:
    try:
        allow(action, room, who)
    except SnowfightError as error:
        return f"{error.status} {error.code}"
    return "200"


def test_every_action_is_decided_for_every_kind_of_chat() -> None:
    assert {action: set(MATRIX[action]) for action in Action} == {
        action: {"public", "private", "group"} for action in Action
    }


def test_a_refusal_never_costs_more_than_looking_the_chat_up(lambdas: Lambdas, wire: Wire, world: World) -> None:
    """Nor less for one kind of chat than for another: the time that an answer takes must not tell either."""
    for kind in ("private", "closed", "being deleted", "none"):
        with wire.watched() as seen:
            call(lambdas, "GET", f"/api/chat/{world.names[kind]}", "outsider")
        assert seen.operations == ["BatchGetItem"], kind
