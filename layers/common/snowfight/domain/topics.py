"""Who has to be told what is new about a topic, so that nobody is told too often and everybody in the end.

A connection is welcomed with what is so at that moment, and left in peace after that for the same time as between any
two tellings. Whoever was left out because of that is told with the next.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from snowfight.models.records import Link
from snowfight.storage.counts import Counts, Said
from snowfight.storage.ticks import Ticks

SKEW = timedelta(seconds=5)
"""How far the clock that stamped a connection may be from the one that tells."""


@dataclass(frozen=True)
class Window:
    """Connections opened from `since` on and before `until`."""

    since: datetime | None
    until: datetime

    def __contains__(self, link: Link) -> bool:
        return (self.since is None or link.opened >= self.since) and link.opened < self.until


@dataclass(frozen=True)
class Telling:
    """Tell those in the `window` (None: nobody); `said` is what is so after that, and whether that is all."""

    window: Window | None
    said: Said
    is_last: bool

    def means(self, link: Link) -> bool:
        """Whether the connection has to be told."""
        return self.window is not None and link in self.window

    def settle(self, counts: Counts, ticks: Ticks, version: str, now: datetime) -> None:
        """Keep that it was told; the topic's mark of that `version` goes where nobody is left out."""
        if self.window is not None:
            counts.say(self.said, now)
        if self.is_last:
            ticks.strike("DUE", self.said.topic, version)


def telling(said: Said, current: str, now: datetime, quiet: timedelta) -> Telling:
    """What to do about a topic that is `current` now, where everybody has been told nothing else for `quiet`."""
    until = now - quiet
    if said.told != current:
        return Telling(Window(None, until), Said(said.topic, current, now, until), is_last=False)
    if said.left_out is None:
        return Telling(None, said, is_last=True)
    window = Window(said.left_out - SKEW, until)
    everybody = said.told_at is None or until >= said.told_at + SKEW
    return Telling(window, replace(said, left_out=None if everybody else until), is_last=everybody)
