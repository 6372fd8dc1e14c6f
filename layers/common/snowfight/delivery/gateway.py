"""The way out to connections, as the domain sees it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol

BROADCAST_SECONDS = 8.0
"""After that a fan-out gives up on whom it could not reach; the client's own catch-up does the rest."""


@dataclass
class Report:
    """What became of a broadcast.

    `delivered` connections took the frame; `gone` are those that the gateway does not know (410); `unreached` could
    not be told in time and may well be alive. `retries` counts posts beyond the first of a connection.
    """

    delivered: int = 0
    gone: list[str] = field(default_factory=list[str])
    unreached: list[str] = field(default_factory=list[str])
    retries: int = 0

    @property
    def counts(self) -> dict[str, int]:
        """The same in numbers, as logs have it."""
        return {
            "delivered": self.delivered,
            "gone": len(self.gone),
            "unreached": len(self.unreached),
            "retries": self.retries,
        }


class Gateway(Protocol):
    """Posts frames to connections. Never raises for what a connection or the network does: the report tells."""

    def broadcast(self, connection_ids: Iterable[str], frame: bytes, *, seconds: float = BROADCAST_SECONDS) -> Report:
        """Post `frame` to each of the connections, within `seconds`."""
        ...

    def close(self, connection_ids: Iterable[str]) -> None:
        """End connections, as many as can be in the time of a broadcast; those that are gone already are fine."""
        ...


class Prober(Protocol):
    """Asks after connections without their noticing."""

    def gone(self, connection_ids: Iterable[str]) -> list[str]:
        """Those of the connections that the gateway does not know any more."""
        ...
