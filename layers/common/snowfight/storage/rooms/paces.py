"""Slow mode: when a user last wrote in a chat, kept only where that matters."""

from __future__ import annotations

from datetime import datetime

from snowfight.clock import milliseconds
from snowfight.storage.database import Database, Refused
from snowfight.storage.rows.ephemeral import PaceRow


class Paces:
    """The `pace#` rows of users' limits, in the ephemeral table."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def take_turn(self, username: str, room: str, client_id: str, seconds: int, now: datetime) -> float | None:
        """The user writes now; else the seconds until they may. One write, and the same message has the same turn again
        where what became of it is unknown."""
        moment, pause = milliseconds(now), seconds * 1000
        actions = [
            PaceRow.at.set(moment),
            PaceRow.client_id.set(client_id),
            PaceRow.expires_at.set(int(now.timestamp()) + seconds + 1),
        ]
        rested = PaceRow.pk.does_not_exist() | (PaceRow.at <= moment - pause) | (PaceRow.client_id == client_id)
        try:
            self._database.update(PaceRow(f"RATE#{username}", f"pace#{room}"), actions, rested)
        except Refused as refused:
            at = int(PaceRow.from_raw_data(refused.item).at) if refused.item else moment
            return max(0.001, (at + pause - moment) / 1000)
        return None
