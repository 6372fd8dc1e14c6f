"""What a search finds in the world of the screens."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tests.e2e.screens.people import Json


def found(rooms: Iterable[Json], word: str) -> Json:
    """A page of all messages with a word that begins so, newest first."""
    results: list[Json] = [
        {"message": message, "title": _title(room["chat"]), "matches": ranges}
        for room in rooms
        for message in room["messages"]
        if (ranges := _matches(message, word)) is not None
    ]
    results.sort(key=_created, reverse=True)
    return {"results": results, "cursor": None, "complete": True, "searched_to": None}


def files(room: Json, kind: str) -> Json:
    """The files of a chat, newest first."""
    sent = [message for message in room["messages"][::-1] if message["file"]]
    wanted = [message for message in sent if (message["file"]["resource_type"] == "image") == (kind == "image")]
    return {"messages": wanted, "cursor": None}


def _created(result: Json) -> str:
    return result["message"]["created"]


def _title(chat: Json) -> str | None:
    return None if chat["kind"] == "private" else chat["title"]


def _matches(message: Json, word: str) -> list[list[int]] | None:
    """Where the word stands, in UTF-16 code units; None where it does not. A file is found by its name."""
    pattern = re.compile(rf"\b{re.escape(word)}", re.IGNORECASE)
    if message["file"]:
        return [] if pattern.search(message["file"]["filename"].replace("-", " ")) else None
    body = message["body"] or ""
    units = [[len(body[:at].encode("utf-16-le")) // 2 for at in each.span()] for each in pattern.finditer(body)]
    return units or None
