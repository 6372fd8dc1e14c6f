"""Who has to be told what is new about a topic, so that nobody is told too often and everybody in the end.

A connection learns what is so when it comes, and is left in peace after that for the same time as between any two
tellings. What it learned may have been changed and changed back before anybody was told. So whoever has come since the
last telling is told with the next, whether there is anything new for the others or not.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from snowfight.domain.presence.marks import Marks
from snowfight.storage.presence.online_counts import Announced, Counts
from snowfight.storage.presence.schedule import put_at

SKEW = timedelta(seconds=5)
"""How far the clock that stamped a connection may be from the one that tells."""


@dataclass(frozen=True)
class Window:
    """Connections that came from `since` on and before `until`."""

    since: datetime | None
    until: datetime

    def __contains__(self, came: datetime) -> bool:
        return (self.since is None or came >= self.since) and came < self.until


@dataclass(frozen=True)
class Announcement:
    """Tell those in the `window`; `announced` is what is so after that, `is_last` whether nobody is left out,
    `is_heard` whether anybody is told at all."""

    window: Window
    announced: Announced
    is_last: bool
    is_heard: bool = True

    def among(self, came: Iterable[datetime]) -> Announcement:
        """The same, where those are all connections that it concerns, by when they came: read consistently, after what
        is told could be read by everybody.

        Then nobody is left out if none of them is left in peace, and it need not be told again. Whoever is not among
        them has a row that was written later, and is told what is so when that is done, at their welcome or when they
        open the chat. That is what is told here, or newer, and what is newer is marked again. No clock is trusted in
        this: a connection that is stamped too late is left in peace, and keeps the topic due, for longer; one that is
        stamped too early is told too early, when it has just been told.
        """
        moments = list(came)
        return replace(
            self,
            is_last=self.is_last or all(moment < self.window.until for moment in moments),
            is_heard=any(moment in self.window for moment in moments),
        )

    def settle(self, counts: Counts, due: Marks, now: datetime) -> None:
        """Keep that it was told; the topic's mark goes where nobody is left out.

        What nobody has heard is not kept: whoever is told next is told the more surely.
        """
        if self.is_heard:
            counts.record(self.announced, now)
        if self.is_last:
            due.strike(self.announced.topic)


def next_announcement(
    announced: Announced, current: str, version: str, now: datetime, quiet: timedelta
) -> Announcement:
    """What to do about a topic that is `current` now and marked with `version`, where `quiet` is the time of peace."""
    until = now - quiet
    if announced.value != current or announced.announced_at is None or announced.heard_until is None:
        return Announcement(Window(None, until), Announced(announced.topic, current, now, until), is_last=False)
    window = Window(min(announced.heard_until, until) - SKEW, until)
    latest = max(announced.announced_at, put_at(version))
    return Announcement(
        window, Announced(announced.topic, current, announced.announced_at, until), is_last=until >= latest + SKEW
    )
