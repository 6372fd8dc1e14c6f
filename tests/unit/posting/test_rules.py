"""What owners decide about what people may write is at hand, and in force within ten seconds."""

from __future__ import annotations

from datetime import timedelta

from snowfight.domain.fresh import Fresh
from snowfight.domain.posting.checks import PostingChecks
from snowfight.models.records import PostingRules
from snowfight.storage.moderation.community_settings import CommunitySettingsRows
from snowfight.storage.moderation.posting_rules import posting_rules
from snowfight.storage.rooms.paces import Paces
from tests.support.chat import Chat
from tests.support.wire import Wire

IN_FORCE = timedelta(seconds=10)
"""Wire contract, part 7."""


def test_they_are_read_once_in_five_seconds_and_in_force_within_ten(chat: Chat, wire: Wire) -> None:
    # Given a function that has just read them
    assert chat.database is not None
    database = chat.database
    rules = Fresh(lambda: posting_rules(database), chat.clock)
    checks = PostingChecks(rules.now, Paces(database), lambda _text: False)
    checks.look()
    # When an owner decides, and messages follow
    values = {"slow_seconds": 9, "words": ["snow"], "new_minutes": 5}
    CommunitySettingsRows(database).change(values, lambda _transaction: None)
    with wire.watched() as seen:
        for _ in range(10):
            chat.clock.advance(seconds=IN_FORCE.total_seconds() / 10)
            checks.look()
    # Then
    assert rules.now() == PostingRules(words=("snow",), slow_seconds=9, new_minutes=5)
    assert len(seen.requests) == 1
