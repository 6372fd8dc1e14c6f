"""Given users, when they set something, then that holds, and everything else is as everybody has it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest

from snowfight.models.chat import Kind, Level
from snowfight.models.records import Account
from snowfight.storage.accounts.accounts import Accounts
from snowfight.storage.accounts.user_settings import Quiet, SettingsChange, UserSettings, UserSettingsRows
from snowfight.storage.database import Database
from tests.support.wire import Wire

QUIET = Quiet("22:00", "07:00", "Europe/Istanbul")


@pytest.fixture
def settings(wire: Wire, database: Database) -> UserSettingsRows:
    return UserSettingsRows(database)


def test_who_has_set_nothing_is_as_everybody(settings: UserSettingsRows) -> None:
    assert settings.get_many(["ann"]) == {"ann": UserSettings()}
    assert settings.change("ann", SettingsChange()) == UserSettings()
    assert settings.with_account("ann") == (None, UserSettings())


def test_what_is_set_holds_and_the_rest_stays(settings: UserSettingsRows) -> None:
    # Given
    settings.change("ann", SettingsChange(typing=False, keywords=("snow",), quiet=QUIET))
    # When
    told = settings.change("ann", SettingsChange(notify={"group": "none"}, mail=False))
    # Then
    notify: dict[Kind, Level] = {"private": "all", "group": "none", "public": "mentions"}
    whole = UserSettings(typing=False, notify=notify, keywords=("snow",), quiet=QUIET, mail=False)
    assert told == whole
    assert settings.get_many(["ann", "bob"]) == {"ann": whole, "bob": UserSettings()}
    # And back
    back = SettingsChange(typing=True, notify={"group": "all"}, keywords=(), ends_quiet=True, mail=True)
    assert settings.change("ann", back) == UserSettings()


def test_two_changes_at_once_both_hold(settings: UserSettingsRows) -> None:
    changes = [SettingsChange(typing=False), SettingsChange(receipts=False), SettingsChange(notify={"public": "none"})]
    with ThreadPoolExecutor() as pool:
        list(pool.map(partial(settings.change, "ann"), changes))
    found = settings.get_many(["ann"])["ann"]
    assert (found.typing, found.receipts, found.notify["public"]) == (False, False, "none")


def test_settings_are_found_with_the_account_in_one_request(settings: UserSettingsRows, wire: Wire) -> None:
    Accounts(settings._database).create(Account("ann", "Ann"))
    settings.change("ann", SettingsChange(receipts=False))
    with wire.watched() as seen:
        account, found = settings.with_account("ann")
    assert len(seen.requests) == 1
    assert account is not None
    assert not found.receipts


def test_a_hundred_users_are_one_request(settings: UserSettingsRows, wire: Wire) -> None:
    with wire.watched() as seen:
        assert len(settings.get_many(f"user_{number}" for number in range(100))) == 100
    assert len(seen.requests) == 1
