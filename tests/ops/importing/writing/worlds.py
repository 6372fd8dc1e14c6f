"""An export that has something of everything."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from ops.importing.model import (
    ChatLink,
    EverybodyMention,
    ImportedEmoji,
    ImportedFile,
    ImportedReaction,
    PersonMention,
    Post,
)
from tests.support.importing import LONG_AGO, MemoryExport, group, person, post

PEOPLE = [person("ann"), person("bob", email="bob@example.org"), person("cat"), person("robo", bot=True)]
FILES = {"files/plan.txt": b"the plan", "emoji/yeti.png": b"picture of a yeti"}


def everything(length: int = 40) -> MemoryExport:
    """Three chats; the open one has `length` posts: threads, reactions, files, long texts, edits, pins, tombstones."""
    snow = [_post(number) for number in range(1, length + 1)]
    fort = [post(number, "cat", f"fort {number}", edited=LONG_AGO + timedelta(days=2)) for number in range(1, 6)]
    pair = [post(number, ("ann", "bob")[number % 2], f"pair {number}") for number in range(1, 5)]
    return MemoryExport(
        PEOPLE,
        [
            group("snow", "ann", "bob", "robo", creator="BOB"),
            group("fort", "cat", "ann", kind="closed"),
            group("pair", "ann", "bob", kind="private", title=""),
        ],
        {"snow": snow, "fort": fort, "pair": pair},
        FILES,
        [ImportedEmoji("yeti", "emoji/yeti.png")],
    )


def _post(number: int) -> Post:
    more: dict[str, Any] = {}
    text: tuple[Any, ...] = (f"post {number}",)
    match number % 8:
        case 1:
            more = {"pinned": True}
        case 2:
            more = {"thread": str(number - 1), "reply_to": str(number - 1)}
        case 3:
            more = {"thread": str(number - 2), "reply_to": str(number - 1)}
        case 4:
            more = {"reactions": (ImportedReaction("👍", ("ANN", "BOB")), ImportedReaction(":yeti:", ("CAT",)))}
        case 5:
            files = (ImportedFile("plan.txt", "plan.txt", "files/plan.txt", 8), ImportedFile("gone", "gone: a link"))
            more = {"files": files}
        case 6:
            text = ("long " * 150,)
        case 7:
            text = ("hi ", PersonMention("ANN", "@ann"), ", ", ChatLink("fort", "#fort"), EverybodyMention())
        case _:
            more = {"tombstone": True}
    return post(number, ("ann", "bob", "robo")[number % 3], *text, **more)
