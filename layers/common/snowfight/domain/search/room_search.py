"""A search of one chat, from its newest message back and a step at a time: what is not indexed yet straight from the
log, then file after file of the index.

What a file names is read from the log and matched again, so nothing is found that is not so now; and what was marked
since the file was made is looked at besides, so nothing is missed. Marks are read before the manifest is: a mark that
was taken back before belongs to a file that the manifest names then.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from snowfight.clock import from_milliseconds, milliseconds
from snowfight.domain.search.budget import Budget
from snowfight.domain.search.candidates import Candidates
from snowfight.domain.search.dependencies import Dependencies
from snowfight.domain.search.found import Found
from snowfight.domain.search.matching import matches
from snowfight.domain.search.query import Query
from snowfight.domain.search.words import VERSION
from snowfight.models.records import Entry, RoomState
from snowfight.storage.search.dirty import within
from snowfight.storage.search.manifests import IndexedFile, Manifest

LONG_TAIL = 1024
"""Messages that are not indexed, of which a search has more indexed."""

MANY_MARKS = 500
"""Marks of one file, of which a search has the file built anew."""

SKEW = timedelta(minutes=10)
"""A log is in the order of its numbers; the times in it are of many clocks, and of messages that waited for a number.
A search by date goes on so far past its end."""

_FIRST_PAGE, _PAGE = 250, 2000
_FIRST_CANDIDATES, _CANDIDATES = 25, 100


class RoomSearch:
    """`before` is the number below which is searched, None: all; only what was written before `latest` counts."""

    def __init__(
        self,
        on: Dependencies,
        state: RoomState,
        query: Query,
        before: int | None = None,
        latest: datetime | None = None,
    ) -> None:
        self.state = state
        self.heads: deque[Found] = deque()
        """What was found and not taken yet, newest first."""
        self.is_opened = False
        self.is_done = before == 0
        self.broken: set[int] = set()
        """Where files begin that have to be built anew."""
        self.is_behind = False
        """Whether much of the log is not indexed."""
        self._on = on
        self._query = query
        self._until = min((end for end in (query.until, latest) if end is not None), default=None)
        self._before = before
        self._time = state.active or datetime.fromtimestamp(0, UTC)
        self._manifest = Manifest(state.name)
        self._marks: dict[int, int] = {}
        self._page, self._limit = _FIRST_PAGE, _FIRST_CANDIDATES
        self._file: tuple[IndexedFile, Candidates | None] | None = None

    @property
    def key(self) -> datetime:
        """Nothing that is still to be found was written after it."""
        return self.heads[0].entry.created if self.heads else self._time

    @property
    def position(self) -> int | None:
        """The number below which the search goes on; None where it has not begun."""
        return self.heads[0].entry.seq + 1 if self.heads else self._before

    def open(self) -> None:
        """Find out what is indexed; a chat that is too small for an index asks nothing."""
        self.is_opened = True
        if self.state.last_seq < self._on.extent.every:
            return
        self._marks = self._on.dirty.of(self.state.name)
        self._manifest = self._load()
        for file in self._manifest.files:
            if sum(1 for _ in within(self._marks, file.first, file.last)) >= MANY_MARKS:
                self.broken.add(file.first)

    def step(self, budget: Budget) -> bool:
        """Search a part further back; False where the budget does not allow it."""
        through = self._manifest.through
        if self._before is None or self._before > through + 1:
            self._through_log(through, budget)
            return True
        file = next((each for each in reversed(self._manifest.files) if each.first < (self._before or 0)), None)
        if file is None or self._is_past(file):
            self.is_done = True
        elif self._until is not None and file.oldest >= milliseconds(self._until):
            self._went_back(file.first, from_milliseconds(file.oldest))
        else:
            return self._through_file(file, budget)
        return True

    def _is_past(self, file: IndexedFile) -> bool:
        """Whether all of a file, and so what lies before it, is too old."""
        newest = from_milliseconds(file.newest)
        since = self._query.since
        return self._on.retention.is_over(self.state, newest) or (since is not None and newest < since - SKEW)

    def _through_log(self, low: int, budget: Budget) -> None:
        """Search a page of the log above number `low`."""
        page = self._on.messages.before(self.state.name, self._before, self._page, above=low)
        if self._before is None and page:
            self.is_behind = self.state.last_seq >= self._on.extent.every and page[-1].seq - low > LONG_TAIL
        seen = self._look_at(page[::-1], budget)
        if seen:
            self._went_back(seen[-1].seq, seen[-1].created)
            self.is_done = self._is_end(seen[-1])
        if len(seen) == len(page) < self._page:
            self._before = low + 1
            self.is_done |= low == 0
        self._page = min(self._page * 2, _PAGE)

    def _is_end(self, entry: Entry) -> bool:
        """Whether nothing before the message is searched: it is over, or older than what is asked for."""
        since = self._query.since
        return not self._on.retention.is_kept(self.state, entry) or (since is not None and entry.created < since - SKEW)

    def _through_file(self, file: IndexedFile, budget: Budget) -> bool:
        if self._file is None or self._file[0].first != file.first:
            if not budget.take_file():
                return False
            self._file = file, self._opened(file)
            if self._file[1] is None and self._superseded(file):
                return True
        named, candidates = self._file
        if candidates is None:
            self.broken.add(named.first)
            self._through_log(named.first - 1, budget)
        else:
            self._through_candidates(named, candidates, budget)
        return True

    def _opened(self, file: IndexedFile) -> Candidates | None:
        index = self._on.files.open(self.state.name, file)
        return Candidates(file, index, self._query, self._until, self._marks) if index else None

    def _superseded(self, file: IndexedFile) -> bool:
        """Whether the file has gone because another is in its place, or was just now; the step is to be done again."""
        manifest = self._load()
        if file in manifest.files:
            return False
        self._manifest, self._file = manifest, None
        return True

    def _through_candidates(self, file: IndexedFile, candidates: Candidates, budget: Budget) -> None:
        """Search the next of what a file names."""
        page = candidates.below(self._before or file.last + 1, self._limit)
        found = self._on.messages.get((self.state.name, seq) for seq in page)
        entries = sorted(found.values(), key=lambda entry: entry.seq, reverse=True)
        seen = self._look_at(entries, budget)
        if len(seen) < len(entries):
            self._went_back(seen[-1].seq, seen[-1].created)
        elif len(page) < self._limit:
            self._went_back(file.first, from_milliseconds(file.oldest))
        else:
            self._went_back(page[-1], entries[-1].created if entries else self._time)
            self._limit = min(self._limit * 2, _CANDIDATES)
        self.is_done = bool(seen) and self._is_end(seen[-1])

    def _look_at(self, entries: Sequence[Entry], budget: Budget) -> Sequence[Entry]:
        """Keep those that fit, as long as there is time; returns those that were looked at, the first at least."""
        for number, entry in enumerate(entries):
            if number and not budget.is_left():
                return entries[:number]
            ranges = matches(self._query, entry)
            if ranges is None or (self._until is not None and entry.created >= self._until):
                continue
            if self._on.retention.is_kept(self.state, entry):
                self.heads.append(Found(entry, ranges))
        return entries

    def _went_back(self, before: int, time: datetime) -> None:
        self._before = before
        self._time = min(self._time, time)

    def _load(self) -> Manifest:
        manifest = self._on.manifests.load(self.state.name)
        return manifest if manifest.splitter == VERSION else Manifest(self.state.name)
