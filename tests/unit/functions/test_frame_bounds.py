"""Given an account that sends as much as it can, then each kind of frame costs so much and no more, and ends soon.

The figures are those of docs/security.md, "What one account can cause".
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from snowfight.models.records import Link
from snowfight.storage.database import Database
from snowfight.transport.throttle import Throttle
from tests.support.clock import ManualClock
from tests.support.site import Site
from tests.support.wire import Wire, lay

PUBLIC = "public-chat"
CLIENT_ID = "6f9619ff-8b86-4d01-b42d-00cf4fc964ff"
NOWHERE = [str(UUID(int=number, version=4)) for number in range(199)]

FRAMES: dict[str, dict[str, Any]] = {
    "message again": {"type": "message", "room": PUBLIC, "client_id": CLIENT_ID, "body": "hush"},
    "file_upload": {"type": "file_upload", "room": PUBLIC, "client_id": NOWHERE[0], "file": {}},
    "join": {"type": "join", "room": PUBLIC},
    "join nowhere": {"type": "join", "room": NOWHERE[0]},
    "leave": {"type": "leave", "room": PUBLIC},
    "leave again": {"type": "leave", "room": NOWHERE[0]},
    "read": {"type": "read", "room": PUBLIC, "seq": 1},
    "read aloud": {"type": "read", "room": "private", "seq": 1},
    "typing": {"type": "typing", "room": "private"},
    "typing to everybody": {"type": "typing", "room": PUBLIC},
    "typing nowhere": {"type": "typing", "room": NOWHERE[0]},
    "presence": {"type": "presence", "state": "inactive"},
    "ping": {"type": "ping"},
    "ping of one": {"type": "ping", "seqs": {PUBLIC: 1}},
    "ping of two hundred": {"type": "ping", "seqs": dict.fromkeys([PUBLIC, *NOWHERE], 1)},
    "unknown": {"type": "dance"},
    "malformed": {"type": "join"},
}

COSTS = {
    # requests, write units
    "message again": (1, 0),
    "file_upload": (4, 2),
    "join": (5, 2),
    "join nowhere": (1, 0),
    "leave": (3, 2),
    "leave again": (1, 0),
    "read": (2, 1),
    "read aloud": (4, 2),
    "typing": (4, 1),
    "typing to everybody": (1, 0),
    "typing nowhere": (1, 0),
    "presence": (2, 2),
    "ping": (0, 0),
    "ping of one": (1, 0),
    "ping of two hundred": (6, 0),
    "unknown": (0, 0),
    "malformed": (0, 0),
}

SERVED = {
    "message again": 46,
    "file_upload": 46,
    "ping of one": 9,
    "ping of two hundred": 1,
    "unknown": 30,
    "malformed": 30,
}
"""Where it is not ten, of a bucket of ten; what no handler serves is refused as cheaply as by a limit, and has none."""


class Flood:
    """Ann, Bob, a private chat of theirs, and one connection each."""

    def __init__(self, site: Site, wire: Wire, monkeypatch: pytest.MonkeyPatch) -> None:
        self.site, self.wire = site, wire
        for name in ("ann", "bob"):
            site.sign_up(name)
        self.private: str = site.as_user("ann", "GET", "/api/chat/private/bob").body["chat"]["name"]
        self.ann, self.bob = site.connect("ann"), site.connect("bob")
        for link in (self.ann, self.bob):
            site.say(link, FRAMES["join"])
        site.say(self.bob, {**FRAMES["join"], "room": self.private})
        for room in (PUBLIC, self.private):
            site.say(self.bob, {**FRAMES["message again"], "room": room})
        site.say(self.ann, FRAMES["message again"])
        self.throttle = Throttle(ManualClock(), burst=10, per_second=1)
        monkeypatch.setattr(site.lambdas.message.router, "_throttle", self.throttle)

    def say(self, kind: str, link: Link | None = None) -> dict[str, Any]:
        """The reply to a frame of that kind."""
        frame = FRAMES[kind]
        room = {"room": self.private} if frame.get("room") == "private" else {}
        return self.site.say(link or self.ann, {**frame, **room}) or {}


@pytest.fixture
def flood(site: Site, database: Database, monkeypatch: pytest.MonkeyPatch) -> Flood:
    return Flood(site, lay(monkeypatch), monkeypatch)


@pytest.mark.parametrize("kind", FRAMES)
def test_a_frame_costs_so_much(flood: Flood, kind: str) -> None:
    flood.say("presence")
    with flood.wire.watched() as seen:
        flood.say(kind)
    assert (len(seen.requests), seen.write_units) == COSTS[kind]


@pytest.mark.parametrize("kind", FRAMES)
def test_a_flood_of_it_ends_and_then_asks_nothing_and_tells_nobody(flood: Flood, kind: str) -> None:
    before = len(flood.site.gateway.frames(flood.bob.connection_id))
    # When
    codes = [flood.say(kind).get("code") for _ in range(60 if kind in ("message again", "file_upload") else 30)]
    # Then
    served = len(codes) - codes.count("rate_limited")
    assert served == SERVED.get(kind, 10)
    with flood.wire.watched() as seen:
        flood.say(kind)
    assert seen.requests == []
    assert len(flood.site.gateway.frames(flood.bob.connection_id)) - before <= 1
    # And others are served as ever
    assert flood.say("join", flood.bob)["type"] == "joined"
