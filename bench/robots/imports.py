"""What an imported message asks of AWS: written by the real code, as people write them."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.usage import Usage, read_units, write_units
from ops.importing.model import ImportedReaction, Post
from tests.support.dynamodb import Write, bound_elsewhere
from tests.support.importing import Deployed, MemoryExport, group, person, post

MESSAGES = 1000
BODY = "Meet you at the fort after lunch; bring the big ones, and mind the monkeys."
NAMES = [f"user{number:02}" for number in range(20)]


def importing() -> dict[str, Usage]:
    """One of a thousand messages of a group, every fifth of them a reply, every tenth with two reactions."""
    usage = Usage()
    factor = 1

    def carry(operation: str, call: dict[str, Any], serve: Callable[[], Any]) -> Any:
        nonlocal factor
        factor = 2 if operation == "TransactWriteItems" else 1
        answer = serve()
        usage.reads += read_units(operation, call, answer)
        return answer

    def written(write: Write) -> None:
        usage.writes += factor * write_units(write)

    people, chats = [person(name) for name in NAMES], [group("fort", *NAMES)]
    with bound_elsewhere(), tempfile.TemporaryDirectory() as folder:
        deployed = Deployed(Path(folder))
        deployed.bring(MemoryExport(people, chats))
        deployed.connection.carry, deployed.tables.on_commit = carry, written
        posts = [_post(number) for number in range(1, MESSAGES + 1)]
        deployed.bring(MemoryExport(people, chats, {"fort": posts}))
    return {"a text is imported": usage.over(MESSAGES)}


def _post(number: int) -> Post:
    liked = (ImportedReaction("👍", ("USER01", "USER02")),) if number % 10 == 0 else ()
    thread = str(number - number % 50 + 1) if number % 5 == 0 and number % 50 else None
    return post(number, NAMES[number % 20], BODY, thread=thread, reactions=liked)
