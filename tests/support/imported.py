"""Accounts as an import leaves them, which nobody can sign in to."""

from __future__ import annotations

from dataclasses import replace

from snowfight.domain.accounts.sessions import new_account
from snowfight.storage.accounts.claims import hashed_address
from snowfight.storage.accounts.records import account_row
from snowfight.storage.rows.robots import ClaimRow, ImportedPersonRow
from snowfight.storage.rows.rooms import AccountRow
from tests.support.chat import Chat
from tests.support.identity import keyed_hashes

SOURCE = "slack:T1"
PEOPLE = "IMPORTED#PEOPLE"


def imported(chat: Chat, username: str, email: str = "", source: str = SOURCE) -> str:
    """An account of somebody who came along, by that address where the export told one; returns its name."""
    assert chat.database is not None
    chat.accounts.create(replace(new_account(username, "", chat.clock.now()), display_name=username.title()))
    person = f"{source}#{username}"
    chat.database.update(account_row(username), [AccountRow.imported.set(person)])
    claim = hashed_address(keyed_hashes().of, email) if email else None
    ImportedPersonRow(PEOPLE, person, username=username, claim=claim).save()
    if claim:
        ClaimRow(f"CLAIM#{claim}", username).save()
    return username
