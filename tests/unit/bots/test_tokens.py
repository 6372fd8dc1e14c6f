"""Given a bot's token, when it is used, replaced or over, then it lets in as long as it should."""

from __future__ import annotations

from datetime import timedelta

import pytest

from snowfight.domain.bots.bots import FORMER
from snowfight.storage.database import Database
from snowfight.storage.rows.robots import TokenRow
from tests.support.bots import HOUR, Bots, meetings, outcome
from tests.support.wire import Wire

SECOND = timedelta(seconds=1)


def after(bots: Bots, time: timedelta) -> None:
    bots.chat.clock.advance(seconds=time.total_seconds())


@pytest.mark.parametrize("text", ["", "msb_", "msb_0123456789abcdef_", "msb_0123456789abcdef_" + "x" * 44, "eyJ.e30.x"])
def test_what_is_no_token_is_not_even_looked_for(bots: Bots, wire: Wire, text: str) -> None:
    with wire.watched() as seen:
        assert not bots.lets_in(text)
    assert seen.requests == []


def test_the_id_of_one_and_the_secret_of_another_let_nobody_in(bots: Bots, crab: str) -> None:
    other = bots.create("gull")
    assert bots.lets_in(crab)
    assert not bots.lets_in(crab[:20] + other[20:])


def test_a_token_is_good_for_its_days_and_not_a_second_more(bots: Bots, crab: str) -> None:
    token = bots.renew(days=2)
    after(bots, timedelta(days=2) - SECOND)
    assert bots.lets_in(token)
    after(bots, SECOND)
    assert not bots.lets_in(token)
    # And its bot gets another
    assert bots.lets_in(bots.renew())


def test_one_that_is_replaced_goes_on_for_an_hour(bots: Bots, crab: str) -> None:
    new = bots.renew()
    after(bots, FORMER - SECOND)
    assert bots.lets_in(crab)
    assert bots.lets_in(new)
    after(bots, SECOND)
    assert not bots.lets_in(crab)
    assert bots.lets_in(new)


def test_one_that_is_replaced_twice_within_the_hour_ends_when_it_would_have(bots: Bots, crab: str) -> None:
    second = bots.renew()
    after(bots, HOUR / 2)
    third = bots.renew()
    after(bots, HOUR / 2)
    assert [bots.lets_in(token) for token in (crab, second, third)] == [False, True, True]
    after(bots, HOUR / 2)
    assert [bots.lets_in(token) for token in (crab, second, third)] == [False, False, True]


def test_one_that_is_nearly_over_is_not_made_longer_by_being_replaced(bots: Bots, crab: str) -> None:
    short = bots.renew(days=1)
    after(bots, timedelta(days=1) - timedelta(minutes=5))
    bots.renew()
    after(bots, timedelta(minutes=5))
    assert not bots.lets_in(short)


def test_one_that_was_swept_does_not_stand_in_the_way_of_another(bots: Bots, crab: str) -> None:
    TokenRow(f"TOKEN#{crab[4:20]}", "TOKEN").delete()
    assert bots.lets_in(bots.renew())


def test_of_two_who_replace_it_at_once_both_get_one_that_is_good(bots: Bots, crab: str, wire: Wire) -> None:
    got: list[str] = []

    def renew() -> None:
        got.append(bots.renew())

    for _, meeting in meetings(wire, lambda _place: (renew, renew)):
        assert meeting.outcomes == ["ok", "ok"]
        assert [bots.lets_in(token) for token in got[-2:]] == [True, True]
        after(bots, FORMER)
        # One of the two is the bot's, as its row says
        assert [bots.lets_in(token) for token in got].count(True) == 1


def test_it_is_replaced_whole_or_not_at_all_wherever_its_function_dies(bots: Bots, crab: str, wire: Wire) -> None:
    token = crab
    for place in range(20):
        with wire.watched() as seen, wire.dead_after(place):
            bots.renew()
        kept = bots.rows.get("ann", "crab")
        assert kept is not None
        new = bots.rows.token(kept.token)
        assert new is not None
        assert new.expires == kept.expires
        assert bots.lets_in(token)
        token = bots.renew()
        if len(seen.requests) < place:
            return
    raise AssertionError("it never ended")


def test_when_it_was_used_is_written_once_an_hour(bots: Bots, crab: str, wire: Wire) -> None:
    def writes() -> int:
        with wire.watched() as seen:
            assert bots.lets_in(crab)
        return sum(request.writes for request in seen.requests)

    assert bots.of()[0].last_used is None
    assert [writes() for _ in range(3)] == [1, 0, 0]
    first = bots.of()[0].last_used
    assert first == bots.chat.clock.now()
    after(bots, HOUR - SECOND)
    assert (writes(), bots.of()[0].last_used) == (0, first)
    after(bots, SECOND)
    assert (writes(), bots.of()[0].last_used) == (1, bots.chat.clock.now())


def test_of_many_at_once_who_use_it_one_writes_so(bots: Bots, crab: str, wire: Wire) -> None:
    with wire.rival_after(2, lambda: bots.lets_in(crab)) as acted:
        assert bots.lets_in(crab)
    assert acted()
    # And a bot that is deleted meanwhile does not come back by it
    after(bots, HOUR)
    with wire.rival_after(2, lambda: bots.service.delete("ann", "crab")):
        bots.lets_in(crab)
    assert bots.of() == []


def test_nobody_makes_tokens_without_end(bots: Bots, crab: str, database: Database) -> None:
    for _ in range(100):
        bots.renew()
    assert outcome(bots.renew) == "rate_limited"


def test_letting_a_bot_in_takes_two_requests(bots: Bots, crab: str, wire: Wire) -> None:
    bots.lets_in(crab)
    with wire.watched() as seen:
        assert bots.lets_in(crab)
    assert (seen.operations, seen.write_units) == (["BatchGetItem", "BatchGetItem"], 0)
