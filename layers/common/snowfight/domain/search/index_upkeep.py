"""Looking after all indexes, a few times a day: what was deleted or is over leaves the files, and files that nobody
names leave the bucket."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from itertools import groupby

from snowfight.clock import Clock, milliseconds
from snowfight.domain.messages.retention import Retention
from snowfight.domain.search.indexer import Indexer
from snowfight.models.records import RoomState
from snowfight.storage.search.dirty import DirtyMessages, within
from snowfight.storage.search.index_files import IndexFiles, Place, Stored, is_named
from snowfight.storage.search.manifests import IndexedFile

GRACE = timedelta(minutes=15)
"""How long a file stays that no manifest names: a search may be reading it, or an indexer about to name it."""

BEGINNING: Place = ("", "")
"""Comes before every place."""


class IndexUpkeep:
    def __init__(
        self, indexer: Indexer, dirty: DirtyMessages, files: IndexFiles, retention: Retention, clock: Clock
    ) -> None:
        self._indexer = indexer
        self._dirty = dirty
        self._files = files
        self._retention = retention
        self._clock = clock

    def sweep(self, after: Place | None, has_time: Callable[[], bool]) -> Place | None:
        """Look after every chat that has files, from behind `after` on, while there is time; None: that was all, else
        where to go on."""
        after = after or BEGINNING
        while page := self._files.listed(after):
            for room, stored in groupby(page, lambda each: each.room):
                found = list(stored)
                if not self._renew(room, has_time):
                    return after
                self._clear(room, found)
                after = room, found[-1].name
        return None

    def rooms(self, after: Place | None) -> tuple[list[str], Place | None]:
        """The chats of a page of files, and where the next page begins; None: that was the last."""
        page = self._files.listed(after)
        return list(dict.fromkeys(each.room for each in page)), (page[-1].room, page[-1].name) if page else None

    def _renew(self, room: str, has_time: Callable[[], bool]) -> bool:
        """Build those files of a chat anew that have what is not so any more; says whether there was time for all."""
        state = self._indexer.state(room)
        if state is None:
            return has_time()
        marks = self._dirty.of(room)
        for file in self._indexer.manifest(room).files:
            if not has_time():
                return False
            if self._is_over(state, file) or any(within(marks, file.first, file.last)):
                self._indexer.rebuild(room, file.first)
        return True

    def _clear(self, room: str, found: Sequence[Stored]) -> None:
        """Delete files that the chat's manifest does not name, or whose chat is gone."""
        manifest = self._indexer.manifest(room)
        is_gone = self._indexer.state(room) is None
        oldest = self._clock.now() - GRACE
        for each in found:
            if each.written < oldest and (is_gone or not is_named(manifest, each.name)):
                self._files.delete(room, each.name)

    def _is_over(self, state: RoomState, file: IndexedFile) -> bool:
        """Whether a message of the file is over."""
        now = milliseconds(self._clock.now())
        days = self._retention.days(state)
        over = days is not None and file.oldest + days * 86_400_000 <= now
        return over or (file.ends is not None and file.ends <= now)
