"""What hooks cost, and what they cost who has none."""

from __future__ import annotations

from typing import Any

import pytest

from snowfight.models.names import PUBLIC_CHAT
from tests.support.hooks import HookSite
from tests.support.wire import Watch, Wire


def watched(hooks: HookSite, wire: Wire, address: str, body: Any, *, key: str = "") -> Watch:
    with wire.watched() as seen:
        assert hooks.post(address, body, key=key).status == 200
    return seen


@pytest.fixture
def used(hooks: HookSite, address: str) -> str:
    """A hook that has been used within the hour, by this function instance."""
    hooks.post(address, {"text": "hello"})
    return address


def test_a_post_is_a_handful_of_requests(hooks: HookSite, wire: Wire, used: str) -> None:
    """The hook, its maker; its budget; the chat and its account; the message, and where it is to be; who is there,
    and who of the others can be told; how far the log has got."""
    seen = watched(hooks, wire, used, {"text": "hello"})

    assert sorted(seen.operations) == sorted(
        [
            *("BatchGetItem", "BatchGetItem", "UpdateItem"),
            *("Query", "BatchGetItem", "PutItem", "PutItem", "BatchGetItem", "BatchGetItem", "UpdateItem"),
        ]
    )
    assert (seen.write_units, seen.rounds) == (4, 7)


def test_each_further_message_of_a_post_costs_no_more_than_a_message(hooks: HookSite, wire: Wire, used: str) -> None:
    one = watched(hooks, wire, used, {"text": "x" * 300})
    three = watched(hooks, wire, used, {"text": "\n".join(["x" * 300] * 3)})

    assert three.write_units - one.write_units == 2 * 3
    assert len(three.requests) - len(one.requests) == 2 * 7


def test_that_it_was_used_is_written_once_an_hour(hooks: HookSite, wire: Wire, used: str) -> None:
    before = watched(hooks, wire, used, {"text": "hello"})
    hooks.clock.advance(hours=2)
    after = watched(hooks, wire, used, {"text": "hello"})

    assert after.write_units == before.write_units + 1


def test_what_is_refused_writes_nothing(hooks: HookSite, wire: Wire, used: str) -> None:
    for address, body in (
        (used[:-1] + "?", {"text": "x"}),
        (used[:-3] + "xyz", {"text": "x"}),
        (used, "{"),
        (used, {}),
    ):
        with wire.watched() as seen:
            assert hooks.post(address, body).status in (400, 404)
        assert (seen.write_units, len(seen.requests)) == (0, len(seen.requests))
        assert len(seen.requests) <= 2


def test_a_flood_of_one_hook_is_three_requests_each(hooks: HookSite, wire: Wire, used: str) -> None:
    for _ in range(12):
        hooks.post(used, {"text": "x"})
    with wire.watched() as seen:
        assert hooks.post(used, {"text": "x"}).status == 429
    assert len(seen.requests) <= 4


def test_a_name_in_a_post_is_looked_up_by_nobody(hooks: HookSite, wire: Wire) -> None:
    public = hooks.address("mod", PUBLIC_CHAT)
    hooks.post(public, {"text": "hello"})
    plain = watched(hooks, wire, public, {"text": "hello"})
    named = watched(hooks, wire, public, {"text": "hello @bob"})

    assert named.operations == plain.operations
