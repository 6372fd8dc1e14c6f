"""Given a code on its way to an address, when it is given back, then …"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from snowfight.errors import CodeExpired, TooSoon, WrongCode
from snowfight.storage.accounts.codes import LIFE, PAUSE, TRIES, Codes
from snowfight.storage.database import Database
from snowfight.storage.rows.ephemeral import CodeRow

NOW = datetime(2026, 1, 31, 12, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.fixture
def codes(database: Database) -> Codes:
    codes = Codes(database)
    codes.put("ann", "123456", NOW)
    return codes


def test_the_right_code_is_good_until_it_is_used_up(codes: Codes) -> None:
    for _ in range(TRIES + 1):
        codes.check("ann", " 123456 ", NOW)
    codes.use_up("ann", " 123456 ")
    with pytest.raises(CodeExpired):
        codes.check("ann", "123456", NOW)


def test_using_an_old_code_up_leaves_the_new_one_good(codes: Codes) -> None:
    codes.put("ann", "654321", NOW + PAUSE)
    codes.use_up("ann", "123456")
    codes.check("ann", "654321", NOW + PAUSE)


def test_a_withdrawn_code_is_good_for_nothing_and_in_nobodys_way(codes: Codes) -> None:
    codes.withdraw("ann")
    with pytest.raises(CodeExpired):
        codes.check("ann", "123456", NOW)
    codes.put("ann", "654321", NOW)
    codes.check("ann", "654321", NOW)


def test_a_wrong_code_is_wrong_five_times_and_then_even_the_right_one_is_no_longer_good(codes: Codes) -> None:
    for wrong in ("123457", "", "12345", "1234567", "١٢٣٤٥٦"):
        with pytest.raises(WrongCode):
            codes.check("ann", wrong, NOW)
    with pytest.raises(CodeExpired):
        codes.check("ann", "123456", NOW)


def test_the_right_code_is_good_on_the_last_try(codes: Codes) -> None:
    for _ in range(TRIES - 1):
        with pytest.raises(WrongCode):
            codes.check("ann", "0", NOW)
    codes.check("ann", "123456", NOW)


def test_a_code_is_good_for_ten_minutes(codes: Codes) -> None:
    assert timedelta(minutes=10) == LIFE
    with pytest.raises(CodeExpired):
        codes.check("ann", "123456", NOW + LIFE)
    codes.check("ann", "123456", NOW + LIFE - SECOND)


def test_nobodys_code_is_good_for_another(codes: Codes) -> None:
    with pytest.raises(CodeExpired):
        codes.check("bob", "123456", NOW)


def test_a_new_code_takes_a_minute_and_replaces_the_old_one_and_its_tries(codes: Codes) -> None:
    # Given an old code that is used up
    for _ in range(TRIES):
        with pytest.raises(WrongCode):
            codes.check("ann", "0", NOW)
    # When a new one is asked for too soon
    with pytest.raises(TooSoon) as refused:
        codes.put("ann", "654321", NOW + PAUSE - SECOND)
    assert refused.value.retry_after == 1
    # When the minute is over
    codes.put("ann", "654321", NOW + PAUSE)
    # Then the new one is good, and the old one is not
    with pytest.raises(WrongCode):
        codes.check("ann", "123456", NOW + PAUSE)
    codes.check("ann", "654321", NOW + PAUSE)


def test_a_used_code_does_not_open_the_way_for_another_at_once(codes: Codes) -> None:
    codes.check("ann", "123456", NOW)
    codes.use_up("ann", "123456")
    with pytest.raises(TooSoon):
        codes.put("ann", "654321", NOW + SECOND)


def test_the_code_itself_is_not_kept(codes: Codes) -> None:
    [row] = CodeRow.query("USER#ann")
    assert "123456" not in str(row.serialize())


def test_two_users_with_the_same_code_do_not_look_alike(codes: Codes) -> None:
    codes.put("bob", "123456", NOW)
    digests = {row.digest for name in ("ann", "bob") for row in CodeRow.query(f"USER#{name}")}
    assert len(digests) == 2
