"""Tickets: each lets one user open one connection, once, within half a minute."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from snowfight.storage.database import Database
from snowfight.storage.rows.ephemeral import TicketRow

LIFE = timedelta(seconds=30)
"""Wire contract, `POST /api/ws-ticket`."""


@dataclass(frozen=True)
class Given:
    """Who was given a ticket, and in which second."""

    username: str
    at: datetime


class Tickets:
    """The ticket rows; the ticket itself is never stored, only its SHA-256."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, ticket: str, username: str, now: datetime) -> None:
        """Keep a new ticket."""
        row = _row(ticket)
        row.username, row.expires_at = username, int((now + LIFE).timestamp())
        row.save()

    def take(self, ticket: str, now: datetime) -> Given | None:
        """Use a ticket up and say whose it was; None where it is unknown, used or expired."""
        item = self._database.delete(_row(ticket))
        if item is None:
            return None
        row = TicketRow.from_raw_data(item)
        if row.expires_at <= now.timestamp():
            return None
        return Given(row.username, datetime.fromtimestamp(int(row.expires_at), UTC) - LIFE)


def _row(ticket: str) -> TicketRow:
    return TicketRow(f"TICKET#{hashlib.sha256(ticket.encode()).hexdigest()}", "TICKET")
