"""Who and what there is in the world of the screens."""

from __future__ import annotations

import re
import uuid
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

Json = dict[str, Any]

NOW = datetime(2026, 12, 4, 15, 42, 10, tzinfo=UTC)
PICTURES = "/_screens/"

# Username: display name, whether there is a picture of them, status.
PEOPLE: dict[str, tuple[str, bool, str]] = {
    "ada": ("Ada Winter", True, "online"),
    "bora": ("Bora Kılıç", False, "online"),
    "chloe": ("Chloe Marsh", True, "inactive"),
    "deniz": ("Deniz Aydın", False, "offline"),
    "emeka": ("Emeka Obi", False, "online"),
    "freya_lund": ("Freya Lund", True, "offline"),
    "max_a": ("Maximilian-Alexander von Hohenstein zu Langenburg", False, "online"),
    "yuki": ("Yuki Mori", False, "inactive"),
}
BOTS = {
    "snow_report": "Snow report",
    "hook_kx7qmzab": "Grafana",
    "hook_wwqpzrtn": "Uptime of the ski lift, the sledge run and the hut",
}
ME = "ada"

GROUP = "3f1c7b0e-5d0a-4b0e-9a53-0d3f9f3f6a11"
LONG_GROUP = "77a4e0d2-93b5-4a1e-8c0e-3b1d2f4c5a60"
EMPTY = "a2b1c0de-1111-4222-8333-444455556666"
PRIVATE = "5e9d2c41-7a68-4f0b-b0c3-91e2a7d86f20"
CHANGED = "c4a1f0d2-6b7e-4c3d-9e8f-a0b1c2d3e4f5"
OTHER_PRIVATE = "0b6a9f3e-2c4d-4e5f-8a9b-1c2d3e4f5a6b"
STRANGE = "deadbeef-0000-4000-8000-000000000000"


def author(username: str) -> Json:
    if username in BOTS:
        return {"username": username, "display_name": BOTS[username], "avatar_url": None, "bot": True}
    name, pictured, _ = PEOPLE[username]
    avatar = f"{PICTURES}{username}.svg" if pictured else None
    return {"username": username, "display_name": name, "avatar_url": avatar, "bot": False}


def member(username: str) -> Json:
    return {**author(username), "status": PEOPLE[username][2] if username in PEOPLE else "offline"}


def user(verified: bool = True, role: str = "member") -> Json:
    return {**author(ME), "email": "ada.winter@example.org", "email_verified": verified, "role": role}


def file(filename: str, size: int, picture: tuple[int, int] | None = None, duration: float | None = None) -> Json:
    """A picture, or a film, of that many pixels; sound where there is but a duration, in seconds."""
    suffix = filename.rpartition(".")[2]
    width, height = picture or (None, None)
    kind = "video" if duration else "image" if picture else "raw"
    return {
        "filename": filename,
        "resource_type": kind,
        "format": suffix,
        "bytes": size,
        "width": width,
        "height": height,
        "duration": duration,
    }


def emoji() -> list[Json]:
    """The custom emoji, by name; the last was removed."""
    users = {"hot-chocolate": "ada", "monkey_hat": "chloe", "snow-fort": "deleted-user", "thaw": "bora"}
    return [
        {
            "name": name,
            "url": f"{PICTURES}{name}.svg",
            "username": username,
            "created": when(5000),
            "removed": when(60) if name == "thaw" else None,
        }
        for name, username in users.items()
    ]


Said = tuple[float, str, str | Json]


def messages(room: str, texts: Sequence[Said], first: int = 1) -> list[Json]:
    """What was `said`: how many minutes ago, by whom, and the text or the file."""
    return [
        {
            "room": room,
            "seq": seq,
            "id": str(uuid.uuid5(uuid.NAMESPACE_URL, f"{room}/{seq}")),
            "client_id": str(uuid.uuid5(uuid.NAMESPACE_OID, f"{room}/{seq}")),
            "author": author(username),
            "body": what if isinstance(what, str) else None,
            "file": None if isinstance(what, str) else what,
            "created": when(minutes),
            "edited": None,
            "deleted": None,
            "deleted_by": None,
            "pinned": False,
            "reactions": [],
            "rev": 0,
            "reply_to": None,
            "thread": None,
            "replies": None,
            "quoted": None,
            "mentions": re.findall(r"(?<!\w)@([a-z0-9_]{3,20})", what) if isinstance(what, str) else [],
            "mentions_all": False,
            "call": None,
        }
        for seq, (minutes, username, what) in enumerate(texts, first)
    ]


SETTINGS: Json = {
    "typing": True,
    "receipts": True,
    "notify": {"private": "all", "group": "all", "public": "mentions"},
    "keywords": ["sledge", "hot chocolate", "kızak", "the-longest-word-that-anybody-ever-wished-to-hear-o"],
    "quiet": {"from": "22:00", "to": "07:00", "zone": "Europe/Istanbul"},
    "mail": True,
    "previews": False,
}

ENDPOINT = "https://push.example.org/1"
DEVICES: Json = {
    "devices": [
        {"id": "of the phone", "created": "2026-10-02T09:00:00.000Z"},
        {"id": "Vy7T27PJN_Q0To7s3-1qEiyH0c-NA-byEYEpZq8_9Tk", "created": "2026-12-01T09:00:00.000Z"},
    ],
    "mail_stopped": None,
}
"""The second is that of `ENDPOINT`."""


def answer(spoken: list[Json], originals: dict[int, int]) -> None:
    """Makes messages replies: by number, to which each is one."""
    for seq, to in originals.items():
        reply, original = spoken[seq - 1], spoken[to - 1]
        root = spoken[(original["thread"] or to) - 1]
        quoted = {key: original[key] for key in ("seq", "author", "body", "deleted")}
        reply |= {"reply_to": to, "thread": root["seq"], "quoted": {**quoted, "filename": None}}
        before: Json = root["replies"] or {"count": 0, "usernames": []}
        names = [reply["author"]["username"], *before["usernames"]]
        root["replies"] = {"count": before["count"] + 1, "last_seq": seq, "usernames": list(dict.fromkeys(names))}


def when(minutes_ago: float) -> str:
    return (NOW - timedelta(minutes=minutes_ago)).isoformat(timespec="milliseconds").replace("+00:00", "Z")


PUBLIC_SAID: list[Said] = [
    (1503, "emeka", "First snow of the year and the lift is closed. Classic."),
    (1500, "bora", "The hill behind the library is better anyway 🛷"),
    (1499, "ada", "And it has hot chocolate at the bottom."),
    (1440, "yuki", "Snow in Sapporo, too. We could throw some over."),
    (312, "chloe", "Good morning, snow people. Who is in for Saturday? I found the old sledge in the cellar."),
    (311, "chloe", "It even has both runners."),
    (308, "max_a", "Count me in. I bring the big thermos, and a **very** unfair amount of snowballs."),
    (305, "ada", "In! Meet at 10:30 by the fountain?"),
    (304, "emeka", "10:30 is fine. ~~8:00~~ is not a time."),
    (61, "freya_lund", "The forecast says −6 °C and sun: https://weather.example.org/hills/saturday"),
    (58, "bora", "Perfect. Then it is decided:\n> fountain, 10:30, thermos, *no ice balls*"),
    (9, "chloe", "Deal ☃️"),
    (3, "ada", "I will bring the monkey hats 🐒"),
    (2, "emeka", "🐒❄️🎯"),
]

PRIVATE_SAID: list[Said] = [
    (190, "bora", "Did you see the picture from the hill?"),
    (186, "ada", "Not yet. Send it!"),
    (185, "bora", file("first-snow.jpg", 1_843_201, (1600, 1067))),
    (184, "bora", "Somebody built a monkey. Out of snow. With a hat."),
    (180, "ada", "That is the best thing I have seen all week."),
    (26, "bora", file("saturday-route.pdf", 348_160)),
    (25, "bora", "The way up, in case the fog comes back. `gate 4` is closed, take the small path."),
    (4, "ada", "Thank you! See you at the fountain."),
]

GROUP_SAID: list[Said] = [
    (2890, "deniz", "I made this group for the hats. Colours, please!"),
    (2884, "chloe", "Red. Always red."),
    (2880, "emeka", "Green for me"),
    (2875, "ada", "I am knitting as fast as I can 🧶"),
    (95, "freya_lund", "Does the pom-pom stay on when it gets wet?"),
    (93, "ada", "It does. ||Unless it meets a dog.||"),
    (90, "deniz", "The pattern, for whoever wants to help:\n```\nrow 1: k2 p2 to the end\nrow 2: as row 1\n```"),
    (31, "chloe", "Is there one left for my sister?"),
    (30, "ada", "There is now."),
]

# By number, to which message of the group each is a reply.
GROUP_REPLIES = {2: 1, 3: 1, 4: 3, 6: 5, 9: 8}

CHANGED_SAID: list[Said] = [
    (400, "ada", "**Saturday:** fountain, 10:30. Bring gloves, a hat and something warm to drink."),
    (395, "bora", "The lift opens at nine, they say."),
    (394, "bora", "I can bring the big sledge. It takes three of us, or two and a dog."),
    (390, "deniz", "Sells sledges, cheap!!!"),
    (388, "max_a", "That was not me, that was my cat on the keyboard."),
    (387, "max_a", "I come with the thermos."),
    (60, "chloe", "🎯"),
    (20, "ada", "The hats are ready."),
    (12, "emeka", "Green one is mine!"),
    (9, "ada", "Whoever is late gets the pink one."),
    (8, "ada", "No, you get to choose after all."),
]


def reaction(emoji: str, *usernames: str, count: int = 0) -> Json:
    """An emoji on a message; of more than are named, how many."""
    return {
        "emoji": emoji,
        "count": count or len(usernames),
        "usernames": list(usernames),
        "me": ME in usernames,
    }


def deleted(by: str) -> Json:
    """What deleting leaves of a message."""
    return {"body": None, "file": None, "deleted": when(1), "deleted_by": by}


# By number, what became of the messages there.
CHANGES: dict[int, Json] = {
    1: {
        "pinned": True,
        "edited": when(380),
        "reactions": [
            reaction("👍", "bora", "ada", "chloe", "max_a"),
            reaction("🧤", "chloe"),
            reaction("❤️", "emeka", "ada"),
        ],
    },
    3: {"pinned": True, "reactions": [reaction("🛷", "emeka", "yuki", count=1204)]},
    4: deleted("ada"),
    5: deleted("max_a"),
    7: {"reactions": [reaction("🎉", "ada", "bora"), reaction("😂", "freya_lund")]},
    9: {"edited": when(11)},
    10: deleted("ada"),
    11: {"reactions": [reaction("😮", "emeka", "chloe")]},
}
