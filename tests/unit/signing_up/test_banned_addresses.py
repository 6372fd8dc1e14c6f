"""Given an account that is banned, when somebody signs up with the address that it proved, then …"""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from pynamodb.transactions import TransactWrite

from snowfight.errors import AddressNotAccepted
from snowfight.models.records import Account
from snowfight.storage.files.uploads import Also
from tests.support.chat import Chat
from tests.support.tables import rows
from tests.unit.signing_up.newcomers import sign_up

ADDRESS = "Eve@Example.org"


def ban(chat: Chat, username: str = "eve", until: datetime | None = None) -> None:
    """What a ban keeps of the address."""
    _write(chat, chat.door.banned.ban(Account(username, "Eve", ADDRESS, email_verified=True), until))


def lift(chat: Chat, username: str = "eve") -> None:
    _write(chat, chat.door.banned.readmit(Account(username, "Eve", ADDRESS)))


def _write(chat: Chat, also: Also) -> None:
    assert chat.database is not None
    with TransactWrite(connection=chat.database.connection) as transaction:
        also(transaction)


@pytest.mark.parametrize("email", ["eve@example.org", "EVE@EXAMPLE.ORG", "Eve@Example.org"])
def test_it_cannot_sign_up_in_any_case(chat: Chat, email: str) -> None:
    ban(chat)
    with pytest.raises(AddressNotAccepted):
        sign_up(chat, "eve_2", email)
    assert chat.identity.users == {}


def test_others_are_not_concerned(chat: Chat) -> None:
    ban(chat)
    sign_up(chat, "eve_2", "eve.2@example.org")


def test_once_the_ban_is_lifted_or_over_it_can(chat: Chat) -> None:
    # Given a ban of an hour
    ban(chat, until=chat.clock.now() + timedelta(hours=1))
    chat.clock.advance(minutes=59)
    with pytest.raises(AddressNotAccepted):
        sign_up(chat, "eve_2", ADDRESS)
    # When it is over
    chat.clock.advance(minutes=2)
    sign_up(chat, "eve_2", ADDRESS)
    # Then so it is where one without end is lifted
    ban(chat)
    lift(chat)
    sign_up(chat, "eve_3", ADDRESS)


def test_of_two_accounts_with_one_address_each_ban_counts(chat: Chat) -> None:
    ban(chat, "eve")
    ban(chat, "eva")
    lift(chat, "eve")
    with pytest.raises(AddressNotAccepted):
        sign_up(chat, "eve_2", ADDRESS)


def test_the_rows_tell_nobody_the_address(chat: Chat) -> None:
    ban(chat)
    [row] = [each for each in rows("rooms") if each["pk"]["S"].startswith("BANNED#")]
    assert len(row["pk"]["S"]) == len("BANNED#") + 64
    assert "example" not in str(row).lower()
