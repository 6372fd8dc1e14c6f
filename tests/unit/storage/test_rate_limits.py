"""Given a limit, when something is done again and again, then …"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from snowfight.errors import RateLimited, TooSoon
from snowfight.storage.database import Database
from snowfight.storage.rate_limits import RateLimit, RateLimits
from tests.conftest import connected
from tests.support.tables import rows

NOW = datetime(2026, 1, 31, 12, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)
THREE_AN_HOUR = RateLimit("wave", 3, timedelta(hours=1), "at most 3 waves an hour")


def never(_seconds: float) -> None:
    """Tests need not wait."""


@pytest.fixture
def rate_limits(database: Database) -> RateLimits:
    return RateLimits(database, never)


def test_so_often_is_fine_and_no_more(rate_limits: RateLimits) -> None:
    for minute in range(3):
        rate_limits.spend(THREE_AN_HOUR, "ann", NOW + minute * timedelta(minutes=1))
    with pytest.raises(RateLimited) as refused:
        rate_limits.spend(THREE_AN_HOUR, "ann", NOW + timedelta(minutes=10))
    assert refused.value.detail == "at most 3 waves an hour"
    assert refused.value.retry_after == timedelta(minutes=50).total_seconds()


def test_there_is_room_again_when_it_was_said_and_not_before(rate_limits: RateLimits) -> None:
    for _ in range(3):
        rate_limits.spend(THREE_AN_HOUR, "ann", NOW)
    with pytest.raises(RateLimited) as refused:
        rate_limits.spend(THREE_AN_HOUR, "ann", NOW + THREE_AN_HOUR.window - SECOND)
    assert refused.value.retry_after == 1
    rate_limits.spend(THREE_AN_HOUR, "ann", NOW + THREE_AN_HOUR.window)


def test_others_and_other_limits_have_rows_of_their_own(rate_limits: RateLimits) -> None:
    rate_limits.spend(THREE_AN_HOUR, "ann", NOW, 3)
    rate_limits.spend(THREE_AN_HOUR, "bob", NOW, 3)
    rate_limits.spend(RateLimit("nod", 1, timedelta(hours=1), "one nod"), "ann", NOW)


def test_several_at_once_are_counted_whole_or_not_at_all(rate_limits: RateLimits) -> None:
    rate_limits.spend(THREE_AN_HOUR, "ann", NOW, 2)
    with pytest.raises(RateLimited) as refused:
        rate_limits.spend(THREE_AN_HOUR, "ann", NOW + SECOND, 2)
    assert refused.value.retry_after == THREE_AN_HOUR.window.total_seconds() - 1
    rate_limits.spend(THREE_AN_HOUR, "ann", NOW + SECOND)


def test_more_than_a_limit_ever_allows_is_refused(rate_limits: RateLimits) -> None:
    with pytest.raises(RateLimited):
        rate_limits.spend(THREE_AN_HOUR, "ann", NOW, 4)


def test_the_limit_says_what_its_error_is(rate_limits: RateLimits) -> None:
    once = RateLimit("code", 1, timedelta(hours=1), "one code", TooSoon)
    rate_limits.spend(once, "ann", NOW)
    with pytest.raises(TooSoon):
        rate_limits.spend(once, "ann", NOW)


def test_a_row_is_gone_when_its_window_is_and_no_sooner(rate_limits: RateLimits) -> None:
    rate_limits.spend(THREE_AN_HOUR, "ann", NOW)
    [row] = [each for each in rows("ephemeral") if each["pk"]["S"] == "RATE#ann"]
    assert int(row["expires_at"]["N"]) == (NOW + THREE_AN_HOUR.window).timestamp() + 1


def test_who_asks_very_often_at_once_is_told_to_wait(rate_limits: RateLimits, monkeypatch: pytest.MonkeyPatch) -> None:
    # Given that at every try another of hers has been counted in between
    database = connected()
    get_many = database.get_many
    plenty = RateLimit("wave", 100, timedelta(hours=1), "at most 100 waves an hour")

    def outrun(rows: Any) -> list[Any]:
        found = list(get_many(rows))
        monkeypatch.setattr(database, "get_many", get_many)
        rate_limits.spend(plenty, "ann", NOW)
        monkeypatch.setattr(database, "get_many", outrun)
        return found

    monkeypatch.setattr(database, "get_many", outrun)
    # When / Then
    with pytest.raises(RateLimited) as refused:
        rate_limits.spend(plenty, "ann", NOW)
    assert refused.value.retry_after == 1


@given(st.lists(st.tuples(st.integers(0, 1500), st.integers(1, 4)), max_size=12))
def test_no_hour_wherever_it_begins_holds_more_than_the_limit(asked: list[tuple[int, int]]) -> None:
    # Given waves at random times, some of them several at once
    limits, now, allowed, waits = _InMemory(), NOW, list[datetime](), list[float]()
    for seconds, amount in asked:
        now += timedelta(seconds=seconds)
        try:
            limits.spend(THREE_AN_HOUR, "ann", now, amount)
        except RateLimited as refused:
            waits.append(refused.retry_after)
        else:
            allowed += [now] * amount
    # Then
    for start in allowed:
        within = [each for each in allowed if start <= each < start + THREE_AN_HOUR.window]
        assert len(within) <= THREE_AN_HOUR.amount
    assert all(0 < wait <= THREE_AN_HOUR.window.total_seconds() for wait in waits)


class _InMemory(RateLimits):
    """The same without a table, for many examples."""

    def __init__(self) -> None:
        self._row: Any = None
        self._database: Any = self
        self._pause = never

    def get_many(self, _rows: Any) -> list[Any]:
        return [self._row] if self._row else []

    def update(self, row: Any, actions: list[Any], _condition: Any) -> None:
        row.spent = [int(each["N"]) for each in actions[0].values[1].value["L"]]
        self._row = row
