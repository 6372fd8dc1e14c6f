"""Given two changes to one message at the same time, then in every order of their requests both are done or answered.

Each change reads in two steps, stores, and tells the chat's row; the two of a pair are put together in all 70 orders.
In every other one what goes with a message is read before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Set

import pytest

from tests.fault.changes import Frame, delete, edit, pin, react
from tests.fault.interleaving import Race, orders
from tests.fault.schedule import DEN
from tests.support.dynamodb import bound_elsewhere

Asked = tuple[str, Frame]

HEART = "❤️"
ON = ("bob", react(DEN, 1))
EDIT = ("bob", edit(DEN, 1, "hello"))
PIN = ("ann", pin(DEN, 1))
THREE = tuple((name, react(DEN, 1)) for name in ("ann", "bob", "eve"))
"""Of whom the message names one."""


def off(name: str, emoji: str = "👍") -> Asked:
    return name, react(DEN, 1, emoji, on=False)


GONE = {"no_such_message"}
PAIRS: dict[str, tuple[tuple[Asked, ...], tuple[Asked, Asked], Set[str]]] = {
    "two edits": ((), (EDIT, ("bob", edit(DEN, 1, "hallo"))), {"stale"}),
    "edit and delete": ((), (EDIT, ("bob", delete(DEN, 1))), GONE),
    "edit and delete by the admin": ((), (EDIT, ("ann", delete(DEN, 1))), GONE),
    "two deletes": ((ON, PIN), (("ann", delete(DEN, 1)), ("bob", delete(DEN, 1))), {"not_yours"}),
    "react and delete": ((), (("eve", react(DEN, 1)), ("bob", delete(DEN, 1))), GONE),
    "take back and delete": ((ON,), (off("bob"), ("ann", delete(DEN, 1))), GONE),
    "react and edit": ((), (("eve", react(DEN, 1)), EDIT), set()),
    "two users, one emoji": ((), (("eve", react(DEN, 1)), ON), set()),
    "two users, two emoji": ((), (("eve", react(DEN, 1, HEART)), ON), set()),
    "one user, one emoji": ((), (ON, ON), set()),
    "one user, two emoji": ((), (ON, ("bob", react(DEN, 1, HEART))), set()),
    "on and off, from off": ((), (ON, off("bob")), set()),
    "on and off, from on": ((ON,), (ON, off("bob")), set()),
    "off twice": ((ON,), (off("bob"), off("bob")), set()),
    "two go, one of them named": (THREE, (off("ann"), off("bob")), set()),
    "two go, none of them named": (THREE, (off("bob"), off("eve")), set()),
    "one goes, one comes": (THREE[:2], (off("ann"), THREE[2]), set()),
    "pin and delete": ((), (PIN, ("bob", delete(DEN, 1))), GONE),
    "unpin and delete": ((PIN,), (("ann", pin(DEN, 1, on=False)), ("bob", delete(DEN, 1))), GONE),
    "pin and unpin": ((), (PIN, ("ann", pin(DEN, 1, on=False))), set()),
    "pin and react": ((), (PIN, ON), set()),
}


@pytest.fixture(autouse=True)
def named(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A message names one user for each reaction."""
    monkeypatch.setattr("snowfight.domain.changes.reactions.NAMED", 1)
    with bound_elsewhere():
        yield


@pytest.mark.parametrize("pair", PAIRS.values(), ids=PAIRS)
def test_two_changes_at_once_are_both_done_in_whatever_order(
    pair: tuple[tuple[Asked, ...], tuple[Asked, Asked], Set[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    before, both, refusals = pair
    for number, order in enumerate(orders()):
        race = raced(monkeypatch, before, both, order, rows_first=number % 2 == 1)
        assert race.complaints() == [], order
        assert set(race.refusals()) <= refusals, order
        race.cloud.stage.end()


@pytest.mark.parametrize("asked", [EDIT, ("bob", delete(DEN, 1)), ON, PIN], ids=["edit", "delete", "react", "pin"])
def test_a_retry_that_races_its_first_try_changes_nothing_more(asked: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    for order in orders():
        race = raced(monkeypatch, (), (asked, asked), order, same=True)
        assert race.complaints() == [], order
        assert race.refusals() == [], order
        assert race.log.rev == 1, order
        race.cloud.stage.end()


def raced(
    monkeypatch: pytest.MonkeyPatch,
    before: tuple[Asked, ...],
    both: tuple[Asked, Asked],
    order: tuple[int, ...],
    *,
    rows_first: bool = False,
    same: bool = False,
) -> Race:
    race = Race()
    race.cloud.patch(monkeypatch)
    race.rows_first = rows_first
    race.ask(*before)
    race.race(order, *both, ids=(race.client_id(*both[0]),) * 2 if same else ())
    return race
