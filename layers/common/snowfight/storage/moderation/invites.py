"""Invitations to the deployment: each lets in so many, until it ends; the code itself is never stored."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from datetime import datetime

from snowfight.storage.database import Database, Refused
from snowfight.storage.rows.moderation import InviteRow


class Invites:
    """The `INVITE#` rows."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, code: str, made_by: str, uses: int, expires: datetime) -> None:
        """Keep a new one."""
        row = _row(code)
        row.made_by, row.uses, row.expires_at = made_by, uses, int(expires.timestamp())
        row.save()

    def made_by(self, code: str, now: datetime) -> str | None:
        """Who made it; None where nobody did, or it is used up or over."""
        rows = [row for row in self._database.get_many([_row(code)]) if isinstance(row, InviteRow)]
        return next((row.made_by for row in rows if row.uses > 0 and row.expires_at > now.timestamp()), None)

    def take(self, code: str, now: datetime) -> bool:
        """Use it once, exactly, whoever does so at the same moment; False where that cannot be."""
        good = (InviteRow.uses > 0) & (InviteRow.expires_at > int(now.timestamp()))
        try:
            self._database.update(_row(code), [InviteRow.uses.add(-1)], good)
        except Refused:
            return False
        return True

    def give_back(self, code: str) -> None:
        """What was taken was for nothing."""
        with suppress(Refused):
            self._database.update(_row(code), [InviteRow.uses.add(1)], InviteRow.pk.exists())


def _row(code: str) -> InviteRow:
    return InviteRow(f"INVITE#{hashlib.sha256(code.encode()).hexdigest()}", "INVITE")
