"""The list of open groups, by name."""

from __future__ import annotations

from snowfight.fold import fold
from snowfight.storage.database import Database
from snowfight.storage.rows.rooms import OpenRow

PAGE = 30
LOOKED_AT = 300
"""Rows of one Query: what a search reads before it says how far it got."""

ROUNDS = 5


class OpenGroups:
    """The `OPEN` rows of the rooms table of `database`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def find(self, text: str, cursor: str | None) -> tuple[list[str], str | None]:
        """Names of open groups whose title contains `text`, by title, and where to go on (None: that was all).

        Both are folded when they are compared, so that nothing that is stored depends on how. A page holds at most 30
        and may hold fewer, even none, before the end: it reads a bounded number of rows.
        """
        found: list[str] = []
        wanted = fold(text.strip())
        for _round in range(ROUNDS):
            rows = list(OpenRow.query("OPEN", OpenRow.sk > cursor if cursor else None, limit=LOOKED_AT))
            for row in rows:
                cursor = row.sk
                if wanted in fold(row.title):
                    found.append(row.room)
                if len(found) == PAGE:
                    return found, cursor
            if len(rows) < LOOKED_AT:
                return found, None
        return found, cursor
