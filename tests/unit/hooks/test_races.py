"""Two at once at the limit, and functions that die, at every request."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from typing import Any

import pytest

from snowfight.models.robots.hooks import MAX_HOOKS
from snowfight.storage.rows.rooms import MetaRow
from tests.support.hooks import HookSite
from tests.support.tables import Snapshot, rows
from tests.support.wire import Wire

LONG = {"text": "\n".join(f"{number} " + "x" * 200 for number in range(4))}
"""Four messages."""


def hook_rows(hooks: HookSite) -> int:
    return sum(row["pk"]["S"] == f"HOOKS#{hooks.group}" for row in rows("rooms"))


def counted(hooks: HookSite) -> int:
    [row] = hooks.database.get_many([MetaRow(f"ROOM#{hooks.group}", "META")])
    return int(row.hooks or 0)


def meetings(hooks: HookSite, wire: Wire, one: Callable[[], Any], other: Callable[[], Any]) -> int:
    """Let `other` come between what `one` does, at every place; after each the count is true. Returns the places."""
    start = Snapshot()
    for place in count():
        start.restore()
        with wire.rival_after(place, other) as acted:
            one()
        if not acted():
            return place
        assert hook_rows(hooks) == counted(hooks) <= MAX_HOOKS
    raise AssertionError("unreachable")


def test_of_two_at_once_one_gets_the_last_place(hooks: HookSite, wire: Wire) -> None:
    for _ in range(MAX_HOOKS - 1):
        hooks.make()
    answers: list[int] = []

    def make() -> None:
        answers.append(hooks.make().status)

    assert meetings(hooks, wire, make, make) > 3
    pairs = {tuple(sorted(pair)) for pair in zip(answers[::2], answers[1::2], strict=False)}
    assert pairs == {(201, 409)}


def test_of_two_who_delete_the_same_one_does(hooks: HookSite, wire: Wire) -> None:
    hook = hooks.make().body["id"]
    hooks.make()
    answers: list[int] = []

    def delete() -> None:
        answers.append(hooks.delete(hook).status)

    assert meetings(hooks, wire, delete, delete) > 2
    pairs = {tuple(sorted(pair)) for pair in zip(answers[::2], answers[1::2], strict=False)}
    assert pairs == {(204, 404)}


def test_no_hook_is_made_in_a_group_that_is_deleted_meanwhile(hooks: HookSite, wire: Wire) -> None:
    start = Snapshot()
    for place in count():
        start.restore()
        with wire.rival_after(
            place, lambda: hooks.site.as_user("ann", "POST", f"/api/chat/{hooks.group}/delete")
        ) as acted:
            status = hooks.make().status
        if not acted():
            break
        assert (status, hook_rows(hooks)) in {(404, 0), (201, 1)}
        if status == 201:
            assert counted(hooks) == 1  # the purge, which comes after, finds it


@pytest.mark.parametrize("deed", ["make", "delete"])
def test_who_dies_leaves_all_or_nothing(hooks: HookSite, wire: Wire, deed: str) -> None:
    first = hooks.make().body["id"]
    start = Snapshot()
    for place in count():
        start.restore()
        with wire.watched() as seen, wire.dead_after(place):
            hooks.make() if deed == "make" else hooks.delete(first)
        assert hook_rows(hooks) == counted(hooks)
        if len(seen.requests) < place:
            break


def test_a_post_with_a_key_that_died_anywhere_is_whole_after_the_retry(hooks: HookSite, wire: Wire) -> None:
    """Nothing twice, nothing missing, in order; each told to who looks."""
    address = hooks.address()
    link = hooks.site.connect("bob")
    hooks.site.say(link, {"type": "join", "room": hooks.group})
    start = Snapshot()
    whole = LONG["text"].split("\n")
    for place in count():
        start.restore()
        hooks.wiring.messages._receipts.clear()
        hooks.site.gateway._frames.clear()
        with wire.watched() as seen, wire.dead_after(place):
            hooks.post(address, LONG, key="k")
        hooks.wiring.messages._receipts.clear()  # another instance serves the retry
        answer = hooks.post(address, LONG, key="k")
        assert (answer.status, answer.text) == (200, "ok"), place
        assert hooks.bodies() == whole, place
        told = [frame["message"]["body"] for frame in hooks.site.gateway.frames(link.connection_id, "message_handler")]
        assert set(told) == set(whole), place
        if len(seen.requests) < place:
            assert place > 20
            return
