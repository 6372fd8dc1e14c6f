"""What the guests of ours have to say: it goes out again until it is acknowledged, as from the client."""

from __future__ import annotations

import random
import time
from dataclasses import dataclass
from typing import Protocol
from uuid import uuid4

from tests.e2e.client import Json

SHORTEST, LONGEST, FADING = 4.0, 30.0, 7 / 8
"""When our client sends again what nobody acknowledged, in seconds, and how it forgets a slow answer (web/src/sync)."""


class Sender(Protocol):
    """Who has something to say."""

    slowest: float
    """How long an acknowledgement took lately, in seconds."""

    async def send(self, frame: Json) -> None: ...


@dataclass(eq=False)
class Unsent:
    """A frame without an acknowledgement: when it goes out (again), and when it first did."""

    sender: Sender
    frame: Json
    due: float = 0.0
    asked: float = 0.0
    attempts: int = 0


class Outbox:
    """Of what one guest has to say one is under way at a time."""

    def __init__(self) -> None:
        self._unsent: list[Unsent] = []
        self.again = 0
        """How often something was sent again."""

    async def add(self, sender: Sender, frame: Json) -> None:
        self._unsent.append(Unsent(sender, {**frame, "client_id": str(uuid4())}))
        await self.resend()

    async def resend(self) -> None:
        """Send what is due."""
        now = time.perf_counter()
        first = {unsent.sender: unsent for unsent in reversed(self._unsent)}
        for unsent in first.values():
            if unsent.due <= now:
                self.again += unsent.attempts > 0
                unsent.asked = unsent.asked or now
                wait = max(SHORTEST, 2 * unsent.sender.slowest) * 2.0**unsent.attempts
                unsent.due = now + min(LONGEST, wait) * random.uniform(1, 1.25)
                unsent.attempts += 1
                await unsent.sender.send(unsent.frame)

    def acknowledged(self, client_id: str) -> None:
        for unsent in self._of(client_id):
            self._unsent.remove(unsent)
            sender = unsent.sender
            sender.slowest = max(time.perf_counter() - unsent.asked, sender.slowest * FADING)

    def refused(self, frame: Json) -> None:
        """An error: of what it is about, try again when it says so."""
        for unsent in self._of(frame.get("client_id")):
            unsent.asked = 0.0
            unsent.due = time.perf_counter() + (frame.get("retry_after") or 1.0)

    def _of(self, client_id: str | None) -> list[Unsent]:
        """What of the unsent an answer is about."""
        return [each for each in self._unsent if each.frame["client_id"] == client_id]
