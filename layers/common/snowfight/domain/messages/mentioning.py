"""Whom a message mentions: asked of what knows, where a message may mention somebody; all others cost nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from snowfight.models.records import Account, Entry, Room


class Mentions(Protocol):
    """What knows: `domain.mentions`, which no function loads before it is needed."""

    def resolved(self, room: Room, entry: Entry) -> Entry:
        """The message with whom its text mentions."""
        ...

    def record(self, room: Room, entry: Entry, before: Entry | None = None, author: Account | None = None) -> None:
        """Keep for those whom the message mentions that it does, after an edit for those whom it did not before; the
        author's account is asked for where it is not given."""
        ...


class Mentioning:
    def __init__(self, load: Callable[[], Mentions]) -> None:
        self._load = load

    def resolved(self, room: Room, entry: Entry) -> Entry:
        """The message with whom its text mentions; a request where there are names in it of people in the chat."""
        if "@" in (entry.body or ""):
            return self._load().resolved(room, entry)
        return replace(entry, mentions=(), mentions_all=False) if entry.mentions or entry.mentions_all else entry

    def record(self, room: Room, entry: Entry, author: Account | None = None) -> None:
        """Keep for those whom the message mentions that it does, but not for whom it comes from across a block; once
        more is fine. Who knows the author's account spares a request by giving it."""
        if mentions_others(room, entry):
            self._load().record(room, entry, author=author)

    def record_edit(self, room: Room, entry: Entry, before: Entry, author: Account | None = None) -> None:
        """The same of a message whose text has changed: of whom it mentions now, and does not any more."""
        if mentions_others(room, entry) or mentions_others(room, before):
            self._load().record(room, entry, before, author)


def mentions_others(room: Room, entry: Entry) -> bool:
    """Whether somebody may have to be told that the message mentions them."""
    if entry.deleted is not None:
        return False
    is_answer = entry.quotes is not None and entry.quotes != entry.author
    return bool(entry.mentions or entry.mentions_all or is_answer or room.state.keywords)
