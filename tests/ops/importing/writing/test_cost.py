"""What an imported message costs at most: as much as a sent one."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from bench.usage import write_units
from ops.importing.model import ImportedReaction, Post
from tests.support.dynamodb import Write
from tests.support.importing import Deployed, MemoryExport, group, person, post

MESSAGES = 1000
WRITES = 6
"""Of a reply; one that is sent takes nine, a text four (docs/cost.md)."""

PROCESSOR = 0.002
"""Seconds of a message: ten times what it takes on an idle machine."""

BODY = "Meet you at the fort after lunch; bring the big ones, and mind the monkeys."
NAMES = [f"user{number}" for number in range(20)]


def said(number: int, *, replies: bool = False, liked: bool = False) -> Post:
    reactions = (ImportedReaction("👍", ("USER1", "USER2")),) if liked else ()
    thread = str(max(1, number - number % 50)) if replies and number > 1 else None
    return post(number, NAMES[number % 20], BODY, thread=thread, reactions=reactions)


def measured(deployed: Deployed, posts: list[Post]) -> tuple[float, float]:
    """Write units and seconds of the processor of each of those posts."""
    writes = 0
    factor = 1

    def carry(operation: str, _call: Any, serve: Callable[[], Any]) -> Any:
        nonlocal factor
        factor = 2 if operation == "TransactWriteItems" else 1
        return serve()

    def written(write: Write) -> None:
        nonlocal writes
        writes += factor * write_units(write)

    deployed.bring(MemoryExport([*map(person, NAMES)], [group("snow", *NAMES)], {}))  # people cost what they cost
    deployed.connection.carry, deployed.tables.on_commit = carry, written
    before = time.process_time()
    deployed.bring(MemoryExport([*map(person, NAMES)], [group("snow", *NAMES)], {"snow": posts}))
    return writes / len(posts), (time.process_time() - before) / len(posts)


def test_a_plain_message_costs_half_of_a_send(deployed: Deployed) -> None:
    writes, _ = measured(deployed, [said(number) for number in range(1, MESSAGES + 1)])
    assert writes < 2.1


def test_a_reply_costs_less_than_one_that_is_sent(deployed: Deployed) -> None:
    writes, _ = measured(deployed, [said(number, replies=True) for number in range(1, MESSAGES + 1)])
    assert writes < WRITES


def test_a_message_as_people_write_them_takes_little_of_a_processor(deployed: Deployed) -> None:
    posts = [said(number, replies=number % 5 == 0, liked=number % 10 == 0) for number in range(1, MESSAGES + 1)]
    writes, seconds = measured(deployed, posts)
    assert writes < WRITES / 2
    assert seconds < PROCESSOR
