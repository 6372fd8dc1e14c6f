"""Having what happens in a chat sent to its subscriptions: nothing at all where it has none."""

from __future__ import annotations

from datetime import datetime

from snowfight.models.records import RoomState
from snowfight.storage.database import Database


def wake_sender(database: Database, state: RoomState, now: datetime) -> bool:
    """Wake what sends events of the chat, if `state` says that there is somewhere to send them; returns whether."""
    if not state.events:
        return False
    from snowfight.storage.rooms.event_wakes import EventWakes  # noqa: PLC0415  (hardly any chat has a subscription)

    EventWakes(database).put(state.name, now)
    return True
