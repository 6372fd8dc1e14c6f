"""Given people who were imported, when an operator asks who has not come yet, then they are told."""

from __future__ import annotations

import pytest

from ops.people import unclaimed as module
from ops.people.unclaimed import Unclaimed, unclaimed
from snowfight.storage.accounts.records import account_row
from snowfight.storage.rows.robots import ImportedPersonRow
from snowfight.storage.rows.rooms import AccountRow
from tests.support.chat import Chat
from tests.support.imported import PEOPLE, imported
from tests.support.wire import Wire, lay


@pytest.fixture
def wire(chat: Chat, monkeypatch: pytest.MonkeyPatch) -> Wire:
    return lay(monkeypatch)


def listed(chat: Chat) -> list[Unclaimed]:
    assert chat.database is not None
    return list(unclaimed(chat.database))


def test_everybody_who_has_not_come_is_listed_with_where_from_and_how_they_can_come(chat: Chat) -> None:
    imported(chat, "ann", "ann@example.org")
    imported(chat, "bob", source="zulip:x")
    assert listed(chat) == [
        Unclaimed("ann", "Ann", "slack:T1", reachable=True),
        Unclaimed("bob", "Bob", "zulip:x", reachable=False),
    ]


def test_whoever_has_come_is_gone_or_had_an_account_already_is_not(chat: Chat) -> None:
    assert chat.database is not None
    for name in ("ann", "bob"):
        imported(chat, name)
    chat.database.update(account_row("ann"), [AccountRow.imported.remove()])
    chat.accounts.delete("bob")
    chat.user("cat", verified=True)
    ImportedPersonRow(PEOPLE, "slack:T1#cat", username="cat").save()
    assert listed(chat) == []


def test_a_person_of_two_sources_is_listed_once(chat: Chat) -> None:
    imported(chat, "ann")
    ImportedPersonRow(PEOPLE, "zulip:x#7", username="ann").save()
    assert [each.username for each in listed(chat)] == ["ann"]


def test_it_reads_pages_and_scans_nothing(chat: Chat, wire: Wire, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PAGE", 2)
    for number in range(5):
        imported(chat, f"user_{number}")
    with wire.watched() as seen:
        assert len(listed(chat)) == 5
    assert {*seen.operations} == {"Query", "BatchGetItem"}
    assert seen.operations.count("BatchGetItem") == 3
