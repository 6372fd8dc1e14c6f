"""Given a chat's log of changes, when two want the same number, then one of them gets it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest

from snowfight.models.records import Change, Entry
from snowfight.storage.database import Database
from snowfight.storage.messages.changes import Changes, Contested
from snowfight.storage.messages.log import Messages

NOW = datetime(2026, 1, 31, 12, 0, 0, tzinfo=UTC)
ROOM = "public-chat"


@pytest.fixture
def messages(database: Database) -> Messages:
    messages = Messages(database)
    for seq in (1, 2):
        messages.append(Entry(ROOM, seq, str(UUID(int=seq)), "ann", NOW, body=f"message {seq}"))
    return messages


def edit(changes: Changes, messages: Messages, seq: int, rev: int) -> None:
    before = messages.get([(ROOM, seq)])[ROOM, seq]
    after = replace(before, body="edited", edited=NOW, rev=rev)
    changes.store(Change(ROOM, rev, seq, "edit", "ann"), before, after, NOW)


def test_changes_to_two_messages_do_not_get_one_number(database: Database, messages: Messages) -> None:
    # Given
    changes = Changes(database)
    edit(changes, messages, 1, rev=1)
    # When
    with pytest.raises(Contested):
        edit(changes, messages, 2, rev=1)
    # Then nothing of the second is stored
    assert [(each.rev, each.seq) for each in changes.after(ROOM, 0, 10, NOW)] == [(1, 1)]
    assert [(each.body, each.rev) for each in messages.before(ROOM, None, 10)] == [("edited", 1), ("message 2", 0)]
