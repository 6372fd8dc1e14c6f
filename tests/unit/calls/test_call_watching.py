"""Given a call, when nobody says anything of it any more, then the watcher finds out in time what has become of it."""

from __future__ import annotations

from typing import Any

import pytest

from snowfight.storage.calls.watches import rooms_of
from tests.support.chat import Chat
from tests.support.lambdas import Lambdas
from tests.support.phone_calls import Device, Phones
from tests.support.tables import rows
from tests.support.wire import Wire


@pytest.fixture
def live(ann_page: Device, bob_page: Device) -> str:
    ann_page.start()
    bob_page.call = ann_page.call
    bob_page.accept()
    ann_page.heard()
    bob_page.heard()
    return ann_page.call


def users(state: dict[str, Any]) -> list[str]:
    return [each["username"] for each in state["participants"]]


def test_a_device_that_fell_silent_is_out_after_a_minute_and_fifteen_seconds_at_most(
    phones: Phones, live: str, ann_page: Device, private: str
) -> None:
    phones.wait(private, 59, ann_page)
    assert users(ann_page.sync()) == ["ann", "bob"]
    assert ann_page.heard() == []
    phones.wait(private, 16, ann_page)
    assert [(each["version"], users(each)) for each in ann_page.heard()] == [(3, ["ann"])]


def test_a_device_that_says_that_it_is_there_stays(
    phones: Phones, live: str, ann_page: Device, bob_page: Device, private: str
) -> None:
    phones.wait(private, 600, ann_page, bob_page)
    assert users(ann_page.sync()) == ["ann", "bob"]
    assert ann_page.heard() == []


def test_a_closed_connection_ends_nothing(
    chat: Chat, phones: Phones, live: str, ann_page: Device, bob_page: Device, private: str
) -> None:
    chat.connections.close(bob_page.link)
    chat.gateway.open.discard(bob_page.link.connection_id)
    phones.wait(private, 40, ann_page)
    again = bob_page.moved()
    assert users(again.sync()) == ["ann", "bob"]
    phones.wait(private, 40, ann_page, again)
    assert users(ann_page.sync()) == ["ann", "bob"]


def test_a_device_that_speaks_up_before_it_is_found_stays(
    chat: Chat, live: str, ann_page: Device, bob_page: Device
) -> None:
    ann_page.sync()
    chat.clock.advance(seconds=61)
    assert users(bob_page.sync()) == ["bob"]
    assert users(ann_page.sync()) == ["bob"]
    assert users(ann_page.accept()) == ["bob", "ann"]


def test_where_everybody_fell_silent_it_is_over(
    phones: Phones, live: str, ann_page: Device, bob_page: Device, private: str
) -> None:
    phones.wait(private, 75)
    for page in (ann_page, bob_page):
        assert page.heard()[-1]["reason"] == "ended"
    assert [each["call"]["outcome"] for each in phones.logged("ann", private)] == ["answered"]


def test_a_watcher_that_comes_early_has_itself_brought_again(
    chat: Chat, phones: Phones, live: str, private: str
) -> None:
    assert phones.watch(private)
    assert not phones.watch(private)
    turns = _turns()
    phones.parts.watching.turn(private)
    assert _turns() == turns + 1
    chat.clock.advance(seconds=10)
    assert phones.watch(private)


def test_nothing_is_watched_any_more_once_it_is_over(
    chat: Chat, phones: Phones, live: str, ann_page: Device, bob_page: Device, private: str
) -> None:
    ann_page.leave()
    bob_page.leave()
    chat.clock.advance(seconds=30)
    before = _turns()
    assert phones.watch(private)
    assert _turns() == before


def test_a_chat_without_a_call_that_is_looked_at_is_left_alone(phones: Phones, private: str) -> None:
    assert phones.watch(private)
    assert phones.going_on("ann", private) is None


def test_the_function_looks_at_each_chat_once_and_fails_only_for_what_failed(
    lambdas: Lambdas, monkeypatch: pytest.MonkeyPatch
) -> None:
    module, taken, paused = lambdas.call_watcher, [], []

    def take(room: str) -> Any:
        taken.append(room)
        if room == "den":
            raise TimeoutError
        return lambdas.call_watcher.watching._clock.now() - lambdas.call_watcher.watching._clock.now()

    monkeypatch.setattr(module.watching, "take", take)
    monkeypatch.setattr(module.time, "sleep", paused.append)
    records = [_record("den"), _record("fort"), _record("den"), _record("gone", "REMOVE")]
    with pytest.raises(TimeoutError):
        module.handler({"Records": records}, object())
    assert taken == rooms_of(records) == ["den", "fort"]
    assert len(paused) <= 1


@pytest.mark.parametrize("steps", range(12))
def test_a_watcher_that_dies_is_followed_by_one_that_ends_it(
    phones: Phones, wire: Wire, live: str, ann_page: Device, private: str, steps: int
) -> None:
    phones.chat.clock.advance(seconds=70)
    with wire.dead_after(steps):
        phones.watch(private)
    phones.wait(private, 20)
    assert ann_page.sync()["reason"] == "ended"
    assert len(phones.logged("ann", private)) == 1
    assert phones.going_on("ann", private) is None


def _record(room: str, kind: str = "MODIFY") -> dict[str, Any]:
    return {"eventName": kind, "dynamodb": {"Keys": {"pk": {"S": f"CALL#{room}"}, "sk": {"S": "WATCH"}}}}


def _turns() -> int:
    [row] = [row for row in rows("rooms") if row["sk"]["S"] == "WATCH"]
    return int(row.get("turns", {}).get("N", 0))
