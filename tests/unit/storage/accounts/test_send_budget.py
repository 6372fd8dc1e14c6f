"""Given a user's send budget, when messages are charged to it and given back, then …"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from snowfight.models.records import Account
from snowfight.storage.accounts import budgets as module
from snowfight.storage.accounts.accounts import Accounts
from snowfight.storage.database import Database
from tests.support.tables import empty_tables

NOW = datetime(2026, 1, 31, 12, 0, tzinfo=UTC)
BURST, INTERVAL = 4, 500


def instance(database: Database) -> Accounts:
    """What another function instance has: the same rows, a memory of its own."""
    return Accounts(database, burst=BURST, per_second=1000 / INTERVAL)


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    def at_once(_attempt: int) -> float:
        return 0.0

    monkeypatch.setattr(module, "jitter", at_once)


@pytest.fixture
def accounts(database: Database) -> Accounts:
    accounts = instance(database)
    accounts.create(Account("ann", "Ann"))
    return accounts


def at(milliseconds: float) -> datetime:
    return NOW + timedelta(milliseconds=milliseconds)


def test_a_burst_at_once_and_then_one_an_interval(accounts: Accounts) -> None:
    assert all(accounts.charge("ann", NOW).taken for _ in range(BURST))
    assert accounts.charge("ann", NOW).retry_after == 0.5
    assert accounts.charge("ann", at(200)).retry_after == 0.3
    assert accounts.charge("ann", at(499)).retry_after == 0.001
    assert accounts.charge("ann", at(500)).taken
    assert accounts.charge("ann", at(500)).retry_after == 0.5


def test_a_rested_budget_is_one_burst_and_not_more(accounts: Accounts) -> None:
    accounts.charge("ann", NOW)
    later = at(24 * 3600 * 1000)
    assert [accounts.charge("ann", later).taken for _ in range(BURST + 1)] == [True] * BURST + [False]


def test_a_charge_tells_who_is_charged(accounts: Accounts) -> None:
    account = accounts.charge("ann", NOW).account
    assert account is not None
    assert (account.username, account.display_name) == ("ann", "Ann")
    for _ in range(BURST - 1):
        accounts.charge("ann", NOW)
    assert accounts.charge("ann", NOW).account == account


def test_who_is_unknown_or_deleted_cannot_be_charged(accounts: Accounts) -> None:
    assert accounts.charge("bob", NOW).account is None
    accounts.charge("ann", NOW)
    accounts.delete("ann")
    assert accounts.charge("ann", NOW).account is None
    assert not accounts.charge("ann", NOW).taken


def test_what_is_given_back_can_be_spent_again(accounts: Accounts) -> None:
    for _ in range(BURST):
        accounts.charge("ann", NOW)
    accounts.refund("ann")
    assert accounts.charge("ann", NOW).taken
    assert not accounts.charge("ann", NOW).taken


def test_what_another_instance_gave_back_earns_nothing_beyond_a_rested_budget(
    accounts: Accounts, database: Database
) -> None:
    # Given a charge that another instance gives back, of which this one knows nothing
    accounts.charge("ann", NOW)
    instance(database).refund("ann")
    # When this one charges while it still believes the first to count
    taken = [accounts.charge("ann", at(400)).taken for _ in range(BURST + 1)]
    # Then
    assert taken == [True] * BURST + [False]
    assert accounts.charge("ann", at(400)).retry_after == 0.5


STEPS = st.lists(
    st.tuples(
        st.sampled_from([0, 1]), st.sampled_from(["charge"] * 4 + ["refund"]), st.sampled_from([0, 0, 1, 499, 700])
    ),
    max_size=14,
)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_two_instances_share_one_budget_exactly(database: Database, steps: list[tuple[int, str, int]]) -> None:
    # Given two instances, each of which remembers only what it did itself
    empty_tables()
    instances = [instance(database), instance(database)]
    instances[0].create(Account("ann", "Ann"))
    now, arrival = 1_769_860_800_000, 0
    charged = False
    for which, step, wait in steps:
        now += wait
        moment = datetime.fromtimestamp(now / 1000, UTC)
        if step == "refund":
            if charged:
                instances[which].refund("ann")
                arrival -= INTERVAL
            continue
        # When one charges
        charge = instances[which].charge("ann", moment)
        # Then it is the generic cell rate algorithm's answer, whoever spent before
        fits = arrival <= now + INTERVAL * (BURST - 1)
        assert charge.taken == fits
        if fits:
            arrival, charged = max(arrival, now) + INTERVAL, True
        else:
            assert charge.retry_after == (arrival - now - INTERVAL * (BURST - 1)) / 1000


def test_an_instance_remembers_only_so_many_users(accounts: Accounts, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_REMEMBERED", 1)
    accounts.create(Account("bob", "Bob"))
    for name in ("ann", "bob", "ann"):
        assert accounts.charge(name, NOW).taken
    assert list(accounts.budgets._arrivals) == [("budget", "ann")]
