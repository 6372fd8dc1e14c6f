"""What a file of the index is made of: the messages of a part of a log, as they are now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from snowfight.clock import milliseconds
from snowfight.domain.messages.retention import Retention
from snowfight.domain.search.matching import document
from snowfight.models.records import Entry, RoomState
from snowfight.storage.messages.log import Messages
from snowfight.storage.search.index_file import Indexed, IndexFile

PAGE = 2000
"""Messages that are read at once: about a megabyte."""


@dataclass(frozen=True)
class Facts:
    """Of the messages in a file: when the oldest and the newest was written and when the first of them ends, in
    milliseconds since 1970; `ends` None: never."""

    oldest: int
    newest: int
    ends: int | None = None

    def __or__(self, other: Facts) -> Facts:
        ends = [each for each in (self.ends, other.ends) if each is not None]
        return Facts(min(self.oldest, other.oldest), max(self.newest, other.newest), min(ends, default=None))


class IndexBuilds:
    def __init__(self, messages: Messages, retention: Retention) -> None:
        self._messages = messages
        self._retention = retention

    def add(self, file: IndexFile, state: RoomState, first: int, last: int) -> Facts | None:
        """Add the chat's messages `first` to `last`; None where none of them is left."""
        facts: Facts | None = None
        for page in self._pages(state.name, first, last):
            kept = [entry for entry in page if self._retention.is_kept(state, entry)]
            if kept:
                file.add([_indexed(entry) for entry in kept])
                facts = facts | _facts(kept) if facts else _facts(kept)
        return facts

    def first(self, state: RoomState, above: int) -> int:
        """The number of the chat's first message above `above` that is left; as Retention.first."""
        return self._retention.first(state, above)

    def _pages(self, room: str, first: int, last: int) -> Iterator[list[Entry]]:
        while first <= last:
            page = self._messages.after(room, first - 1, min(PAGE, last - first + 1))
            page = [entry for entry in page if entry.seq <= last]
            if not page:
                return
            yield page
            first = page[-1].seq + 1


def _indexed(entry: Entry) -> Indexed:
    words = document(entry) if entry.deleted is None else ""
    return Indexed(entry.seq, milliseconds(entry.created), words)


def _facts(entries: Sequence[Entry]) -> Facts:
    written = [entry.created for entry in entries]
    ends = min((entry.expires for entry in entries if entry.expires), default=None)
    return Facts(milliseconds(min(written)), milliseconds(max(written)), milliseconds(ends) if ends else None)
