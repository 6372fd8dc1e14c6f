"""API Gateway's side of WebSocket connections, as AWS documents and as it has been seen to behave.

A post to a connection that is unknown, closed, or whose $connect has not ended yet is answered 410; one beyond the
account's rate 429; one of more than 128 KB 413. A payload of more than 32 KB reaches the client in frames of 32 KB.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

FRAME = 32 * 1024
PAYLOAD = 128 * 1024
TOO_BIG = 1009
"""WebSocket close code where a client sends more than that."""

State = Literal["newborn", "open", "closed"]


@dataclass
class Bucket:
    """A token bucket: `rate` a second, `burst` at once."""

    rate: float
    burst: float
    _tokens: float = field(init=False)
    _filled: float = 0.0

    def __post_init__(self) -> None:
        self._tokens = self.burst

    def take(self, now: float) -> bool:
        """Whether there is a token at `now` seconds, taking it."""
        self._tokens = min(self.burst, self._tokens + (now - self._filled) * self.rate)
        self._filled = now
        if self._tokens < 1:
            return False
        self._tokens -= 1
        return True


@dataclass
class FakeGateway:
    """Connections by id, and what a post to one does. `deliver` gets each frame that a connection takes."""

    bucket: Bucket | None = None
    deliver: Callable[[str, bytes], None] = lambda _connection_id, _frame: None
    states: dict[str, State] = field(default_factory=dict[str, State])
    gone: list[str] = field(default_factory=list[str])
    """Ids that were answered 410, in order."""

    def post(self, connection_id: str, payload: bytes, now: float) -> int:
        """The HTTP status of a post at `now` seconds."""
        if self.bucket is not None and not self.bucket.take(now):
            return 429
        if len(payload) > PAYLOAD:
            return 413
        if self.states.get(connection_id) != "open":
            self.gone.append(connection_id)
            return 410
        for start in range(0, len(payload), FRAME):
            self.deliver(connection_id, payload[start : start + FRAME])
        return 200

    def delete(self, connection_id: str) -> int:
        """The HTTP status of ending a connection."""
        if self.states.get(connection_id) != "open":
            return 410
        self.states[connection_id] = "closed"
        return 204

    def receive(self, frame: bytes) -> int | None:
        """The close code that a client's frame costs it, None where it is passed on."""
        return TOO_BIG if len(frame) > FRAME else None
