"""One turn of telling presence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from snowfight.domain.presence.marks import Marks
from snowfight.models.names import PUBLIC_CHAT

SITE_TOPIC = "site:site"
TALK_TOPIC = f"list:{PUBLIC_CHAT}"
KINDS = ("site", "room", "list")
"""In turn; a topic reads `<kind>:<chat>`."""

AT_ONCE = 200
"""Topics of a kind that are looked at in one turn; the others wait for the next."""


@dataclass(frozen=True)
class Turn:
    """The topics that are `due`, how many `users` are here, the time of peace between two frames of counts (`quiet`),
    whether so few are here that everybody can be told from here, and whether the turn before `has_died` half way."""

    due: Marks
    users: int
    quiet: timedelta
    is_alone: bool
    has_died: bool

    def topics(self, kind: str) -> dict[str, str]:
        """Those of one kind that are looked at now, and the versions of their marks, the longest waiting first."""
        return dict(list(self.due.all(kind).items())[:AT_ONCE])


def chat_of(topic: str) -> str:
    """The chat that a topic is about."""
    return topic.partition(":")[2]


def kinds_after(last: str) -> list[str]:
    """The kinds in the order in which it is their turn, where `last` was told last."""
    start = KINDS.index(last) + 1 if last in KINDS else 0
    return [*KINDS[start:], *KINDS[:start]]
