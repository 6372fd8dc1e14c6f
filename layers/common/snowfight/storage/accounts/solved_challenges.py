"""Challenges that were solved: each lets in once."""

from __future__ import annotations

from datetime import datetime

from snowfight.storage.database import Database, Refused
from snowfight.storage.rows.ephemeral import SolvedRow


class SolvedChallenges:
    """The `CHALLENGE#` rows of the ephemeral table, kept for as long as their challenges are good."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def take(self, nonce: str, expires: datetime) -> bool:
        """Use a challenge up; False where it was used before, however many do so at the same moment."""
        action = SolvedRow.expires_at.set(int(expires.timestamp()) + 1)
        try:
            self._database.update(_row(nonce), [action], SolvedRow.pk.does_not_exist())
        except Refused:
            return False
        return True

    def give_back(self, nonce: str) -> None:
        """What was taken was for nothing."""
        self._database.delete(_row(nonce))


def _row(nonce: str) -> SolvedRow:
    return SolvedRow(f"CHALLENGE#{nonce}", "CHALLENGE")
