"""What owners have decided of what people may write: all that a message has to know of the settings."""

from __future__ import annotations

from snowfight.models.records import PostingRules
from snowfight.storage.database import Database
from snowfight.storage.rows.moderation import CommunityRow


def posting_rules(database: Database) -> PostingRules:
    """What holds now: one read."""
    for row in database.get_many([CommunityRow("COMMUNITY", "SETTINGS")]):
        if isinstance(row, CommunityRow):
            words = tuple(str(word) for word in row.words or ())
            return PostingRules(words, int(row.slow_seconds or 0), int(row.new_minutes or 0))
    return PostingRules()
