"""Which messages of a file of the index may be what is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from snowfight.clock import milliseconds
from snowfight.domain.search.matching import expression
from snowfight.domain.search.query import Query
from snowfight.storage.search.dirty import within
from snowfight.storage.search.index_file import IndexFile
from snowfight.storage.search.manifests import IndexedFile


class Candidates:
    """Those that `index`, which is `file` opened, names for the query, of what was written before `until`; and those
    that were marked since it was made."""

    def __init__(
        self, file: IndexedFile, index: IndexFile, query: Query, until: datetime | None, marks: Mapping[int, int]
    ) -> None:
        since = milliseconds(query.since) if query.since else None
        self._written = index.between(since, milliseconds(until) if until else None)
        self._marked = tuple(within(marks, file.first, file.last))
        self._expression = expression(query)
        self._index = index
        self._file = file

    def below(self, before: int, limit: int) -> list[int]:
        """The newest numbers below `before`, falling: at least `limit`, if there are so many, and none left out between
        them."""
        marked = (seq for seq in self._marked if seq < before)
        return sorted({*self._named(before, limit), *marked}, reverse=True)[:limit]

    def _named(self, before: int, limit: int) -> Iterable[int]:
        if self._written is None:
            return ()
        first, last = max(self._written[0], self._file.first), min(self._written[1], self._file.last, before - 1)
        if self._expression is None:
            return range(last, max(first - 1, last - limit), -1)
        return self._index.hits(self._expression, first, last, limit)
