"""Calls in the world of the screens: what its server says of them, and a browser whose peers are drawn."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Self

from tests.e2e.screens.people import ME, Json, when

CAMERA = Path(__file__).with_name("camera.js")
CALL = "0d6c1f7e-3b52-4e0c-8f5d-2a9b7c4e1d60"


class PlayedCall:
    """One call of a room: it rings for the user, or these others come as soon as the user calls."""

    def __init__(self, room: str, *, rings: str | None = None, video: bool = True, refusal: str | None = None) -> None:
        self.refusal = refusal
        """The error code that whoever calls gets."""
        self._room = room
        self._rings = rings
        self._video = video
        self._peers: dict[str, Json] = {}
        self._state: Json = {}

    def peer(
        self, username: str, *, muted: bool = False, camera: bool = True, screen: bool = False, hand: bool = False
    ) -> Self:
        """Somebody comes, as they are then."""
        self._peers[username] = {"muted": muted, "camera": camera, "screen": screen, "hand": hand}
        return self

    def browser(self) -> str:
        """A script that makes the page's browser one that draws its peers."""
        return f"window.played = {json.dumps(list(self._peers.values()))};\n{CAMERA.read_text()}"

    def begun(self) -> list[Json]:
        """What a page is told that has just connected."""
        if self._rings is None:
            return []
        ring = {"username": self._rings, "video": self._video, "expires": when(-0.5)}
        return [{"type": "call_ring", "room": self._room, "call": CALL, **ring}]

    def answer(self, frame: Json) -> list[Json]:
        """What is answered to a frame about the call."""
        named = {"room": frame["room"], "call": frame["call"]}
        if self.refusal:
            return [{"type": "error", "code": self.refusal, "detail": "", **named}]
        match frame["type"]:
            case "call_start" | "call_accept":
                return [self._told(frame)]
            case "call_sync" if self._state:
                return [self._state]
            case _:
                return []

    def _told(self, frame: Json) -> Json:
        me = {"username": ME, "device": frame["device"], "video": frame["video"], "since": when(0)}
        others = [
            # Smaller than any page's own: so it is the page that offers.
            {"username": username, "device": f"00000000-0000-4000-8000-{number:012d}", "video": True, "since": when(0)}
            for number, username in enumerate(self._peers)
        ]
        self._state = {
            "type": "call_state",
            "room": frame["room"],
            "call": frame["call"],
            "state": "live" if others else "ringing",
            "version": self._state.get("version", 0) + 1,
            "started_by": ME,
            "started": when(0),
            "expires": when(-0.5),
            "participants": [me, *others],
            "declined": [],
            "busy": [],
            "reason": None,
        }
        return self._state


def summary(
    outcome: str, *, video: bool = False, seconds: int = 0, came: tuple[str, ...] = (), missed: tuple[str, ...] = ()
) -> Json:
    """What the log keeps of a call."""
    return {
        "video": video,
        "outcome": outcome,
        "seconds": seconds,
        "participants": list(came),
        "missed": list(missed),
    }
