"""What the played server knows of robots: one's own bots, and the hooks and subscriptions of every chat."""

from __future__ import annotations

from collections.abc import Callable
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
    """Change it before the page is opened."""

    def __init__(self) -> None:
        self.bots = BOTS
        self.hooks = HOOKS
        self.subscriptions = SUBSCRIPTIONS
        self.made: Answer = (201, {"bot": BOTS[0], "token": TOKEN})
        """What who makes a bot is answered."""
        self.imported: set[str] = set()
        """Whose account nobody has taken over."""

    def answers(self) -> list[tuple[str, Callable[..., Answer]]]:
        """By method and path."""
        chat = r"/api/chat/[^/]+"
        made = {"id": "kx7qmzab", "name": "Grafana", "url": ADDRESS}
        subscribed = {"id": "s4", "url": "https://new.example.org/", "events": ["message"], "secret": SECRET}
        return [
            (r"GET /api/bots", lambda: (200, {"bots": self.bots})),
            (r"POST /api/bots", lambda: self.made),
            (r"POST /api/bots/\w+/token", lambda: (201, {"token": TOKEN, "expires": when(-365 * DAY)})),
            (r"POST /api/bots/\w+/delete", lambda: (204, None)),
            (rf"GET {chat}/hooks", lambda: (200, {"hooks": self.hooks})),
            (rf"POST {chat}/hooks", lambda: (201, made)),
            (rf"GET {chat}/subscriptions", lambda: (200, {"subscriptions": self.subscriptions})),
            (rf"POST {chat}/subscriptions", lambda: (201, subscribed)),
            (rf"POST {chat}/subscriptions/\w+/test", lambda: (200, {"status": 302})),
            (rf"POST {chat}/(?:hooks|subscriptions)/\w+/(?:delete|enable)", lambda: (204, None)),
        ]
