"""Given a stack, when a device asks by which servers it reaches others, then it is told so, over the wire."""

from __future__ import annotations

from uuid import uuid4

from tests.e2e.client import Person, new_name

PATH = "/api/calls/ice"


async def test_a_device_is_told_by_which_servers_it_reaches_others(base: str) -> None:
    async with Person(base, new_name()) as ann:
        status, _ = await ann.call("GET", f"{PATH}?device={uuid4()}")
        assert status == 401

        await ann.sign_up()

        # Locally there are none: all browsers are on one machine.
        answer = await ann.ok("GET", f"{PATH}?device={uuid4()}")
        assert answer == {"ice_servers": [], "expires": None, "relay_only": False}
        status, problem = await ann.call("GET", f"{PATH}?device=phone")
        assert (status, problem["code"]) == (422, "invalid")
