"""A message that a search has found."""

from __future__ import annotations

from dataclasses import dataclass

from snowfight.domain.search.words import Range
from snowfight.models.records import Entry


@dataclass(frozen=True)
class Found:
    """A message that fits, and where, in UTF-16 code units of its body."""

    entry: Entry
    ranges: list[Range]
