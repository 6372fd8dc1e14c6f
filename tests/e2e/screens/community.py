"""What the played server knows of moderation: roles, reports, decisions, the log, settings."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.e2e.screens.people import Json, messages, when

Answer = tuple[int, Any]

UNTIL = "2026-12-05T18:30:00.000Z"
STATEMENT = "Threats against somebody else here, twice in one day. If you think that is wrong, write to the contact."

RULES = """**Be kind.** Snowballs are soft, and so are people.

1. No ice balls: no insults, no threats, nobody is chased.
2. Nothing against the law, and no advertising.
3. What is private stays private.

Whoever looks after this place reads what is reported, and tells you what was decided and why."""

SETTINGS: Json = {
    "sign_up": "domains",
    "domains": ["example.org", "students.example.edu"],
    "words": ["iceball", "buz topu"],
    "slow_seconds": 30,
    "new_minutes": 1440,
    "challenge": True,
    "contact": "keeper@snow.example.org",
}

CHALLENGE: Json = {
    "parameters": {
        "algorithm": "PBKDF2/SHA-256",
        "cost": 10,
        "keyLength": 32,
        "keyPrefix": "2ace0468b2a5c631f26bb885ed725442",
        "nonce": "b9f66ffa5c148b196ba7de428702810c",
        "salt": "106de23134ad2de01a11b147972232d6",
        "keySignature": "49e2840d18f9cc26e155c80203ec1e01a5813900c91beafe64b4c0267d7b2cb7",
        "expiresAt": 1_796_400_000,
    },
    "signature": "8732b4d11e5761ad729e51db5b0830b11cda9061ce3a0a8c26d87596758c5124",
}
"""Its solution is 37."""

_SAID = messages(
    "public-chat",
    [
        (70, "emeka", "Whose sledge is in front of the library?"),
        (69, "chloe", "Mine. I take it away in a minute."),
        (68, "max_a", "Take it away **now** or I will find you, and it will not be the sledge that breaks."),
        (66, "chloe", "Please do not speak to me like that."),
        (65, "freya_lund", "Calm down, both of you."),
    ],
    40,
)


def _report(number: int, minutes: float, **more: Any) -> Json:
    return {
        "id": f"{1_796_000_000_000 - number}-0badcafe",
        "reporter": "chloe",
        "room": "public-chat",
        "seq": 42,
        "url": None,
        "message": _SAID[2],
        "context": [*_SAID[:2], *_SAID[3:]],
        "author": "max_a",
        "reason": "abuse",
        "text": "He has done that before.",
        "created": when(minutes),
        "state": "open",
        "decision": None,
        "decided_by": None,
        "statement": None,
        **more,
    }


_NOWHERE: Json = {"room": None, "seq": None, "message": None, "context": [], "author": None, "reporter": None}

REPORTS = [
    _report(1, 12),
    _report(2, 40, reason="spam", text="", message=_SAID[0], context=[], author="emeka", reporter="yuki"),
    _report(
        3,
        600,
        **_NOWHERE,
        reason="illegal",
        url="https://chat.example.org/chat/public-chat/17?a-very-long-address-that-nobody-would-ever-type=by-hand",
        text="My picture was posted without asking me.",
    ),
]

DECIDED = [
    _report(4, 3000, state="closed", decision="mute", decided_by="ada", statement=STATEMENT),
    _report(5, 9000, state="closed", decision="none", decided_by="bora", reason="other", text=""),
]


def _entry(number: int, actor: str, action: str, target: str | None, **more: Any) -> Json:
    return {
        "id": f"{1_796_000_000_000 - number}-0badcafe",
        "actor": actor,
        "action": action,
        "target": target,
        "room": None,
        "seq": None,
        "reason": None,
        "report": None,
        "created": when(300 * number),
        "until": None,
        **more,
    }


LOG = [
    _entry(1, "ada", "mute", "max_a", reason=STATEMENT, until=UNTIL),
    _entry(2, "ada", "delete", "max_a", room="public-chat", seq=42),
    _entry(3, "bora", "ban", "deniz", reason="Sells sledges, again and again."),
    _entry(4, "ada", "role", "bora"),
    _entry(5, "bora", "emoji", "thaw"),
    _entry(6, "ada", "settings", None),
]

NOTICES: Json = {
    "notices": [
        {
            "id": f"{1_796_000_000_000 - number}-0badcafe",
            "kind": kind,
            "text": text,
            "room": room,
            "seq": 42 if room else None,
            "created": when(400 * number),
        }
        for number, (kind, text, room) in enumerate(
            [
                ("muted", STATEMENT, None),
                ("decided", "It was deleted: advertising.", "public-chat"),
                ("lifted", "", None),
            ],
            1,
        )
    ],
    "cursor": "more",
}


class Community:
    """Change it before the page is opened."""

    def __init__(self) -> None:
        self.role = "member"
        self.blocked: list[str] = []
        self.muted = ""
        """Until when the user is."""
        self.slow = 0.0
        """Seconds that every message has to wait."""
        self.site: Json = {}
        """What is not as usual of the site."""
        self.reports = REPORTS

    def answers(self, query: dict[str, str]) -> list[tuple[str, Callable[..., Answer]]]:
        """By method and path."""
        return [
            (r"GET /api/me/blocks", lambda: (200, {"usernames": self.blocked})),
            (r"GET /api/me/notices", lambda: (200, NOTICES)),
            (r"POST /api/report", lambda: (202, {"id": "1796000000000-0badcafe"})),
            (r"GET /api/auth/challenge", lambda: (200, CHALLENGE)),
            (r"GET /api/moderation/reports", lambda: self._listed(query)),
            (r"GET /api/moderation/settings", lambda: (200, SETTINGS)),
            (r"GET /api/moderation/log", lambda: (200, {"entries": LOG, "cursor": "more"})),
            (
                r"POST /api/invites",
                lambda: (201, {"code": "Zk3vQ8xN5tYw2LrP", "url": "https://chat.example.org/invite/Zk3vQ8xN5tYw2LrP"}),
            ),
        ]

    def _listed(self, query: dict[str, str]) -> Answer:
        if "author" in query:
            return 200, {"reports": DECIDED, "cursor": None}
        closed = query.get("state") == "closed"
        return 200, {"reports": DECIDED if closed else self.reports, "cursor": None}

    def refusal(self, frame: Json) -> Json | None:
        """Why something that is said is not taken."""
        error = {"type": "error", "detail": "", **{key: frame[key] for key in ("room", "client_id") if key in frame}}
        if self.muted and frame["type"] in {"message", "typing"}:
            return error | {"code": "muted", "until": self.muted}
        if self.slow and frame["type"] == "message":
            return error | {"code": "rate_limited", "retry_after": self.slow}
        return None
