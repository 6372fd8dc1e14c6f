"""The server of the screens: it answers every call, and every socket, from what it was told to be."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from playwright.sync_api import Page, Request, Route, WebSocketRoute

from tests.e2e.screens import people, pictures, searches
from tests.e2e.screens.calls import PlayedCall
from tests.e2e.screens.community import RULES, Community
from tests.e2e.screens.people import ME, Json, member, messages
from tests.e2e.screens.robots import Robots

Answer = tuple[int, Any]
TOLD = 100
"""Members that `joined` tells of."""
MEMBERS = 200
"""Members on a page."""

TICKET = {"ticket": "x", "expires_in": 30}
SITE = {
    "name": "Monkey Snowfight",
    "contact": "keeper@snow.example.org",
    "sign_up": "open",
    "challenge": False,
    "calls": True,
    "push": True,
    "uploads": True,
    "upload_limit": 100 * 1024 * 1024,
    "message_length": 300,
    "edit_hours": None,
}


class World:
    """Who is there and what was said. Change it before the page is opened."""

    def __init__(self) -> None:
        self._origin = ""
        """Where the page is served, once it has asked for anything."""
        self.signed_in = True
        self.verified = True
        self.unreachable = False
        """No call is answered at all."""
        self.slow: set[str] = set()
        """Paths that are not answered while the page is looked at."""
        self.refusals: dict[str, Answer] = {}
        """Answers that are not the usual ones, by path."""
        self.deaf = False
        """What is sent over the socket is neither acknowledged nor passed on."""
        self.browser = ""
        """A script that makes the page's browser another one."""
        self.refuses = ""
        """The error code that every message and every edit gets."""
        self.community = Community()
        self.robots = Robots()
        self._call_played: PlayedCall | None = None
        self._rooms = _rooms()
        self._far: list[Json] = []

    def attach(self, page: Page) -> None:
        """Play the server to this page from now on."""
        if self.signed_in:
            page.add_init_script("localStorage.setItem('snowfight.signed-in', 'yes')")
        if self.browser:
            page.add_init_script(self.browser)
        page.route("**/api/**", self._call)
        page.route(f"**{people.PICTURES}*", _picture)
        page.route("**/rules.txt", lambda route: route.fulfill(body=RULES, content_type="text/plain; charset=utf-8"))
        page.route_web_socket(re.compile(r"/ws\?ticket="), self._socket)

    def crowd(self, name: str, size: int) -> None:
        """A group of so many, whom nobody has met."""
        room = self._rooms[name]
        room["members"] = [
            {"username": f"m{n}", "display_name": f"Monkey {n}", "avatar_url": None, "bot": False, "status": "offline"}
            for n in range(1, size + 1)
        ]
        room["chat"]["member_count"] = size

    def call(self, username: str, name: str) -> None:
        """Somebody has another display name, wherever they are met."""
        for room in self._rooms.values():
            authors = [message["author"] for message in room["messages"]]
            for person in [*authors, *room["members"], room["chat"]["other"] or {}]:
                if person.get("username") == username:
                    person["display_name"] = name

    def join(self, name: str, *usernames: str) -> None:
        """They are members of a group as well."""
        room = self._rooms[name]
        room["members"] += [member(username) for username in usernames]
        room["chat"]["member_count"] += len(usernames)

    def meet(self, name: str, username: str) -> None:
        """A private chat is with somebody else."""
        chat = self._rooms[name]["chat"]
        chat["other"] = member(username)
        for message in self._rooms[name]["messages"]:
            message["author"] = people.author(username)

    def say(self, name: str, *said: tuple[str, str | Json]) -> None:
        """Somebody says something just now, or brings a file."""
        room = self._rooms[name]
        last = room["chat"]["last_seq"]
        room["messages"] += messages(name, [(0, username, what) for username, what in said], last + 1)
        room["chat"]["last_seq"] = room["chat"]["read_seq"] = last + len(said)

    def reply(self, name: str) -> None:
        """What was said last answers what was said before it."""
        spoken = self._rooms[name]["messages"]
        people.answer(spoken, {len(spoken): len(spoken) - 1})

    def log(self, name: str, *calls: tuple[str, Json]) -> None:
        """Calls that somebody started ended just now."""
        self.say(name, *((username, "") for username, _ in calls))
        for message, (_, call) in zip(self._rooms[name]["messages"][-len(calls) :], calls, strict=True):
            message |= {"body": None, "call": call}
        self._rooms[name]["chat"]["last_message"] = self._rooms[name]["messages"][-1]

    def going(self, name: str, call: Json) -> None:
        """A call goes on in a chat."""
        self._rooms[name]["chat"]["call"] = call

    def play(self, call: PlayedCall) -> None:
        """There is that call, and a browser that draws who is in it."""
        self._call_played = call
        self.browser = call.browser()

    def far(self, name: str) -> None:
        """Much was said in a chat since what a link leads to."""
        room = self._rooms[name]
        texts = [(9000 - seq, ("chloe", "ada", "emeka")[seq % 3], f"Row {seq} of the pattern") for seq in range(41)]
        self._far = messages(name, texts, 200)
        for message in room["messages"]:
            message |= {"seq": message["seq"] + 900, "reply_to": None, "quoted": None, "replies": None}
        room["chat"] |= {"last_seq": room["messages"][-1]["seq"], "read_seq": 907}

    def mention(self, name: str, *said: tuple[str, str]) -> None:
        """Somebody says something just now that is unread, and mentions the user."""
        self.say(name, *said)
        chat = self._rooms[name]["chat"]
        chat["read_seq"] -= len(said)
        chat["unread"] = chat["unread_mentions"] = len(said)
        chat["last_message"] = self._rooms[name]["messages"][-1]

    def mute(self, name: str, until: str | None) -> None:
        self._rooms[name]["chat"].update(notify="none", notify_until=until)

    def chats(self) -> list[Json]:
        return [each["chat"] for each in self._rooms.values()]

    def _call(self, route: Route) -> None:
        called = urlsplit(route.request.url)
        path = unquote(called.path)
        self._origin = f"{called.scheme}://{called.netloc}"
        if self.unreachable:
            return route.abort("connectionfailed")
        if path in self.slow and "around=" not in called.query:
            return None
        query = {name: values[0] for name, values in parse_qs(called.query).items()}
        status, body = self.refusals.get(path) or self._answer(route.request, path, query)
        text = json.dumps(body) if body is not None else ""
        return route.fulfill(status=status, body=text, content_type="application/json")

    def _answer(self, request: Request, path: str, query: dict[str, str]) -> Answer:
        if path in {"/api/auth/refresh", "/api/auth/start"} and not self.signed_in:
            return _problem(401, "unauthorized")
        if found := re.fullmatch(r"/api/chat/([^/]+)/members", path):
            page = self._members(found[1], int(query.get("cursor", "0")))
            return 200, dict(zip(("members", "cursor"), page, strict=True))
        if path == "/api/search":
            return 200, self._search(query["q"], query.get("room"))
        if found := re.fullmatch(r"/api/chat/([^/]+)/files", path):
            return 200, searches.files(self._rooms[found[1]], query["kind"])
        for pattern, answer in [*self.robots.answers(request.post_data), *self._answers(query)]:
            if found := re.fullmatch(pattern, f"{request.method} {path}"):
                return answer(*found.groups())
        return _problem(404, "no_such_chat")

    def _answers(self, query: dict[str, str]) -> list[tuple[str, Callable[..., Answer]]]:
        session = {"token": "t", "expires_in": 900, "user": people.user(self.verified, self.community.role)}
        return [
            *self.community.answers(query),
            (r"POST /api/auth/(?:refresh|login|verify-email)", lambda: (200, session)),
            (r"POST /api/(?:auth/.*)", lambda: (204, None)),
            (r"GET /api/auth/start", lambda: (200, {"session": session, **self._start(query.get("room", ""))})),
            (r"POST /api/ws-ticket", lambda: (200, TICKET)),
            (r"GET /api/calls/ice", lambda: (200, {"ice_servers": [], "expires": None, "relay_only": False})),
            (r"GET /api/site", lambda: (200, SITE | self.community.site)),
            (r"GET /api/emoji", lambda: (200, {"emoji": people.emoji()})),
            (r"GET /api/chats", lambda: (200, {"chats": self.chats()})),
            (r"GET /api/groups", lambda: (200, {"groups": _open_groups(), "cursor": "more"})),
            (r"(?:GET|PATCH) /api/me/settings", lambda: (200, people.SETTINGS)),
            (r"GET /api/push/key", lambda: (200, {"public_key": "AQID"})),
            (r"GET /api/push/devices", lambda: (200, people.DEVICES)),
            (r"POST /api/(?:push|mail)/.+", lambda: (204, None)),
            (r"GET /api/mentions", self._mentions),
            (r"POST /api/chat/.+/notify", lambda: (204, None)),
            (r"GET /api/users/(\w+)", self._person),
            (
                r"GET /api/chat/older/.+",
                lambda: (200, {"messages": self._far, "has_older": True, "has_newer": True, "rev": 0}),
            ),
            (r"GET /api/chat/thread/([^/]+)/(\d+)", self._thread),
            (r"GET /api/chat/changes/(.+)", self._changes),
            (r"GET /api/chat/pins/(.+)", self._pins),
            (r"GET /api/chat/reactions/.+", lambda: (200, {"usernames": [], "cursor": None})),
            (r"GET /api/chat/.+/file/\d+", lambda: (200, _links(self._origin))),
            (r"(?:GET|POST) /api/chat/(.+)/edit", self._settings),
            (r"GET /api/chat/([^/]+)", self._open),
        ]

    def _search(self, query: str, room: str | None) -> Json:
        """What has the first word that is no operator."""
        word = next((word for word in query.split() if ":" not in word), "")
        return searches.found([self._rooms[room]] if room else self._rooms.values(), word)

    def _mentions(self) -> Answer:
        said = [each for room in self._rooms.values() for each in room["messages"] if ME in each["mentions"]]
        return 200, {"messages": sorted(said, key=lambda each: each["created"], reverse=True), "cursor": "more"}

    def _person(self, username: str) -> Answer:
        return 200, member(username) | {"imported": username in self.robots.imported}

    def _start(self, name: str) -> Json:
        """What a page asks for as it opens, but for a chat that answers slowly or otherwise than it is."""
        path = f"/api/chat/{name}"
        is_plain = name in self._rooms and path not in self.slow and path not in self.refusals
        page = self._open(name)[1] if is_plain else None
        return {"chats": self.chats(), "page": page, "ticket": TICKET}

    def _open(self, name: str) -> Answer:
        room = self._rooms.get(name)
        if not room:
            return _problem(404, "no_such_chat")
        members, cursor = self._members(name)
        rev = room["chat"]["last_rev"]
        return 200, {**room, "members": members, "members_cursor": cursor, "has_older": False, "rev": rev}

    def _thread(self, name: str, seq: str) -> Answer:
        spoken = self._rooms[name]["messages"]
        replies = [each for each in spoken if each["thread"] == int(seq)]
        return 200, {"root": spoken[int(seq) - 1], "messages": replies, "has_newer": False, "rev": 0}

    def _changes(self, name: str) -> Answer:
        return 200, {"messages": [], "rev": self._rooms[name]["chat"]["last_rev"], "more": False, "reset": False}

    def _pins(self, name: str) -> Answer:
        return 200, {"messages": [each for each in self._rooms[name]["messages"][::-1] if each["pinned"]]}

    def _members(self, name: str, start: int = 0) -> tuple[list[Json], str | None]:
        members, end = self._rooms[name]["members"], start + MEMBERS
        return members[start:end], f"{end}" if end < len(members) else None

    def _settings(self, name: str) -> Answer:
        room = self._rooms[name]
        return 200, {
            "chat": room["chat"],
            "members": self._members(name)[0],
            "invite": "Zk3vQ8xN5tYw2LrP",
            "slow_seconds": 30,
        }

    def _socket(self, socket: WebSocketRoute) -> None:
        socket.on_message(lambda text: self._frame(socket, json.loads(text)))

    def _frame(self, socket: WebSocketRoute, frame: Json) -> None:
        call = self._call_played if frame["type"].startswith("call_") else None
        refusal = self.community.refusal(frame)
        for answer in [refusal] if refusal else call.answer(frame) if call else self._frames(frame):
            socket.send(json.dumps(answer))

    def _frames(self, frame: Json) -> list[Json]:
        room = self._rooms.get(frame.get("room", ""))
        match frame["type"]:
            case "ping":
                return [{"type": "pong", "behind": {}, "changed": {}}]
            case "presence":
                begun = self._call_played.begun() if self._call_played else []
                return [{"type": "online_status_handler", "online_count": 12, "changes": []}, *begun]
            case "join" if room:
                chat = room["chat"]
                state = {key: chat[key] for key in ("last_seq", "last_rev", "online_count")}
                small = room["members"] if len(room["members"]) <= TOLD else None
                return [{"type": "joined", "room": chat["name"], **state, "members": small or None}]
            case "message" | "edit" if self.refuses:
                return [{"type": "error", "code": self.refuses, "detail": "", "client_id": frame["client_id"]}]
            case "message" if room and not self.deaf:
                frame["seq"] = room["chat"]["last_seq"] + 1
                return [
                    {
                        "type": "ack",
                        **{key: frame[key] for key in ("client_id", "room", "seq")},
                        "created": people.when(0),
                    }
                ]
            case _:
                return []


def _rooms() -> dict[str, Json]:
    return {
        room["chat"]["name"]: room
        for room in (
            _room("private", people.PRIVATE, people.PRIVATE_SAID, other="bora"),
            _room("public", "public-chat", people.PUBLIC_SAID, online=9),
            _room(
                "group",
                people.GROUP,
                people.GROUP_SAID,
                title="Monkey hats",
                members=("deniz", "ada", "chloe", "emeka", "freya_lund"),
                online=3,
                read=7,
                replies=people.GROUP_REPLIES,
            ),
            _room(
                "group",
                people.CHANGED,
                people.CHANGED_SAID,
                title="Saturday on the hill",
                members=("ada", "bora", "chloe", "deniz", "emeka", "max_a"),
                online=4,
                changes=people.CHANGES,
            ),
            _room("private", people.OTHER_PRIVATE, [(600, "yuki", "See you on the hill! 🐒")], other="yuki", read=0),
            _room(
                "group",
                people.LONG_GROUP,
                [(4000, "max_a", "The minutes of our last meeting are in the folder, all forty pages of them.")],
                title="The Society for the Advancement of Snowball Aerodynamics and Related Winter Pursuits",
                members=tuple(people.PEOPLE),
                online=5,
                admin=ME,
            ),
            _room("group", people.EMPTY, [], title="Fresh group", members=("ada",), online=1, admin=ME),
        )
    }


def _room(
    kind: str,
    name: str,
    texts: list[people.Said],
    *,
    title: str = "",
    other: str | None = None,
    members: tuple[str, ...] = (),
    online: int = 1,
    admin: str | None = None,
    read: int | None = None,
    changes: dict[int, Json] | None = None,
    replies: dict[int, int] | None = None,
) -> Json:
    spoken = messages(name, texts)
    people.answer(spoken, replies or {})
    for rev, (seq, change) in enumerate((changes or {}).items(), 1):
        spoken[seq - 1].update(change, rev=rev)
    last = len(spoken)
    inside = (ME, other) if other else members
    chat = {
        "name": name,
        "kind": kind,
        "title": title or name,
        "admin": admin or (members[0] if members else None),
        "open": False,
        "member_count": len(inside),
        "online_count": online,
        "last_seq": last,
        "last_rev": len(changes or {}),
        "read_seq": last if read is None else read,
        "unread": 0 if read is None else last - read,
        "unread_mentions": 0,
        "unread_from": None,
        "notify": None,
        "notify_until": None,
        "call": None,
        "retention_days": None,
        "last_message": spoken[-1] if spoken else None,
        "other": member(other) if other else None,
    }
    return {"chat": chat, "members": [member(each) for each in inside], "messages": spoken}


def _open_groups() -> list[Json]:
    titles = [
        ("Sledge repair", 14),
        ("Hot chocolate, ranked", 231),
        ("Early birds of the northern slope who are up before the lift is", 6),
        ("Kar sevenler", 1),
    ]
    return [
        {**_room("group", f"open-{count}", [], title=title)["chat"], "open": True, "member_count": count}
        for title, count in titles
    ]


def _links(origin: str) -> Json:
    picture = f"{origin}{people.PICTURES}first-snow.svg"
    return {"url": picture, "thumb_url": picture, "expires": people.when(-10)}


def _problem(status: int, code: str) -> Answer:
    return status, {"status": status, "code": code, "title": code, "detail": code}


def _picture(route: Route) -> None:
    name = urlsplit(route.request.url).path.removeprefix(people.PICTURES).removesuffix(".svg")
    route.fulfill(body=pictures.drawn(name), content_type="image/svg+xml")
