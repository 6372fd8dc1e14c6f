"""What presence is read from and kept in."""

from __future__ import annotations

from dataclasses import dataclass

from snowfight.storage.presence.connections import Connections
from snowfight.storage.presence.online_counts import Counts
from snowfight.storage.presence.schedule import PresenceTurns
from snowfight.storage.rooms.rooms import Rooms


@dataclass(frozen=True)
class PresenceRows:
    """Who is connected and shows what, what was counted and announced, and what is due to be told."""

    rooms: Rooms
    connections: Connections
    counts: Counts
    turns: PresenceTurns
