"""TURN: relays for media where two browsers find no other way to each other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from snowfight.models.calls.ice import IceServer


@dataclass(frozen=True)
class Relays:
    """TURN servers with what lets one device use them, until `expires`."""

    servers: tuple[IceServer, ...]
    expires: datetime


class Turn(Protocol):
    def relays(self, username: str, device: str, now: datetime, /) -> Relays:
        """The relays of that user's device; raises Unavailable."""
        ...
