"""`make owner`: a user is an owner afterwards, as the functions have it, and it is written down."""

from __future__ import annotations

import boto3
import pytest

from ops.failure import Failure
from ops.owner import OPERATOR, appoint
from snowfight.storage.moderation.audit_log import AuditLog
from snowfight.storage.moderation.standings import Standings
from tests.support.chat import Chat
from tests.support.tables import REGION


def make(chat: Chat, username: str) -> bool:
    dynamodb = boto3.client("dynamodb", region_name=REGION)
    return appoint(dynamodb, chat.settings.rooms_table, username)


def test_whoever_is_named_is_an_owner_and_the_log_says_who_did_it(chat: Chat) -> None:
    chat.user("ann")
    # When, and whatever the case of the name
    assert make(chat, " Ann ")
    # Then
    account = chat.accounts.get("ann")
    assert account is not None
    assert account.role == "owner"
    assert chat.database is not None
    assert Standings(chat.database).owners() == 1
    [line] = AuditLog().page(None, chat.clock.now()).entries
    assert (line.actor, line.action, line.target, line.reason) == (OPERATOR, "role", "ann", "owner")


def test_again_changes_nothing(chat: Chat) -> None:
    chat.user("ann")
    make(chat, "ann")
    # When
    assert not make(chat, "ann")
    # Then
    assert chat.database is not None
    assert Standings(chat.database).owners() == 1
    assert len(AuditLog().page(None, chat.clock.now()).entries) == 1


def test_nobody_becomes_one_who_is_not_there(chat: Chat) -> None:
    chat.user("bob")
    chat.accounts.delete("bob")
    for name in ("ann", "bob", ""):
        with pytest.raises(Failure):
            make(chat, name)
    assert chat.database is not None
    assert Standings(chat.database).owners() == 0
