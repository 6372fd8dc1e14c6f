"""What the played server knows of robots: one's own bots, and the hooks and subscriptions of every chat."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from typing import Any

from tests.e2e.screens.people import Json, when

Answer = tuple[int, Any]
DAY = 24 * 60

TOKEN = "msb_7Qm3xk2VbT9s.pR4cW8nYf6JdKz1LhGtA0eUoXiBvNqSwMy5"
SECRET = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oDPZFzr6UpLkE="
ADDRESS = "https://chat.example.org/api/hook/3f1c7b0e-5d0a-4b0e-9a53-0d3f9f3f6a11/kx7qmzab.Hn4Rt8Wq2Yp6Zs0Xc5Vb9"

BOTS: list[Json] = [
    {
        "username": "snow_report",
        "display_name": "Snow report",
        "created": when(40 * DAY),
        "last_used": when(35),
        "expires": when(-325 * DAY),
    },
    {
        "username": "the_longest_name_20c",
        "display_name": "Everything that happens on the northern slope, told",
        "created": when(400 * DAY),
        "last_used": when(60 * DAY),
        "expires": when(35 * DAY),
    },
    {
        "username": "newcomer",
        "display_name": "Newcomer",
        "created": when(1),
        "last_used": None,
        "expires": when(-365 * DAY),
    },
]

HOOKS: list[Json] = [
    {
        "id": "kx7qmzab",
        "name": "Grafana",
        "username": "hook_kx7qmzab",
        "created": when(90 * DAY),
        "last_used": when(12),
    },
    {
        "id": "wwqpzrtn",
        "name": "Uptime of the ski lift, the sledge run and the hut",
        "username": "hook_wwqpzrtn",
        "created": when(3 * DAY),
        "last_used": None,
    },
]


def _subscription(identity: str, url: str, **more: Any) -> Json:
    return {
        "id": identity,
        "url": url,
        "events": ["message"],
        "bots": False,
        "last_status": 200,
        "failing_since": None,
        "disabled": False,
        **more,
    }


SUBSCRIPTIONS: list[Json] = [
    _subscription("s1", "https://tasks.example.org/hooks/snowfight", events=["message", "change", "member"], bots=True),
    _subscription(
        "s2",
        "https://a-very-long-name-of-a-receiver.on-the-northern-slope.example.org/chat/incoming?key=" + "0badcafe" * 12,
        last_status=503,
        failing_since=when(3 * 60),
    ),
    _subscription("s3", "https://gone.example.org/", last_status=None, failing_since=when(2 * DAY), disabled=True),
    _subscription("s4", "https://new.example.org/", last_status=None),
]


class Robots:
    """Change it before the page is opened; what the page changes is kept."""

    def __init__(self) -> None:
        self.bots = [*BOTS]
        self.hooks = [*HOOKS]
        self.subscriptions = [*SUBSCRIPTIONS]
        self.imported: set[str] = set()
        """Whose account nobody has taken over."""
        self.receiver: int | None = 302
        """What the receiver of a trial answers."""
        self.most_bots = 5

    def answers(self, body: str | None) -> list[tuple[str, Callable[..., Answer]]]:
        """By method and path."""
        chat = r"/api/chat/[^/]+"
        return [
            (r"GET /api/bots", lambda: (200, {"bots": self.bots})),
            (r"POST /api/bots", lambda: self._bot(**json.loads(body or ""))),
            (r"POST /api/bots/(\w+)/token", partial(self._token, body)),
            (r"POST /api/bots/(\w+)/delete", partial(self._deleted, self.bots, "username")),
            (rf"GET {chat}/hooks", lambda: (200, {"hooks": self.hooks})),
            (rf"POST {chat}/hooks", lambda: self._hook(**json.loads(body or ""))),
            (rf"POST {chat}/hooks/(\w+)/delete", partial(self._deleted, self.hooks, "id")),
            (rf"GET {chat}/subscriptions", lambda: (200, {"subscriptions": self.subscriptions})),
            (rf"POST {chat}/subscriptions", lambda: self._subscribed(**json.loads(body or ""))),
            (rf"POST {chat}/subscriptions/(\w+)/test", self._tested),
            (rf"POST {chat}/subscriptions/(\w+)/enable", self._enabled),
            (rf"POST {chat}/subscriptions/(\w+)/delete", partial(self._deleted, self.subscriptions, "id")),
        ]

    def _bot(self, username: str, display_name: str) -> Answer:
        if len(self.bots) >= self.most_bots:
            return _refused(409, "too_many_bots")
        if any(bot["username"] == username for bot in self.bots):
            return _refused(409, "username_taken")
        names = {"username": username, "display_name": display_name}
        self.bots.append({**names, "created": when(0), "last_used": None, "expires": when(-365 * DAY)})
        return 201, {"bot": self.bots[-1], "token": TOKEN}

    def _token(self, body: str | None, username: str) -> Answer:
        expires = when(-json.loads(body or "")["days"] * DAY)
        self.bots = [bot | {"expires": expires} if bot["username"] == username else bot for bot in self.bots]
        return 201, {"token": TOKEN[::-1], "expires": expires}

    def _hook(self, name: str) -> Answer:
        made = {"id": "nq4vtzbe", "name": name}
        self.hooks.append({**made, "username": "hook_nq4vtzbe", "created": when(0), "last_used": None})
        return 201, made | {"url": ADDRESS}

    def _subscribed(self, url: str, events: list[str], bots: bool) -> Answer:
        if "localhost" in url:
            return _refused(422, "bad_url")
        self.subscriptions.append(_subscription("s5", url, events=events, bots=bots, last_status=None))
        return 201, {"id": "s5", "url": url, "events": events, "secret": SECRET}

    def _tested(self, _subscription: str) -> Answer:
        return 200, {"status": self.receiver}

    def _enabled(self, subscription: str) -> Answer:
        well = {"disabled": False, "failing_since": None}
        self.subscriptions = [each | well if each["id"] == subscription else each for each in self.subscriptions]
        return 204, None

    @staticmethod
    def _deleted(rows: list[Json], key: str, value: str) -> Answer:
        rows[:] = [row for row in rows if row[key] != value]
        return 204, None


def _refused(status: int, code: str) -> Answer:
    return status, {"status": status, "code": code, "title": code, "detail": code}
