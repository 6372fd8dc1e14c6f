"""Whether somebody is away whom a message is to reach: only then does it leave a row for the notifier (ADR 0049).

Loaded with the first message that somebody does not look at.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Protocol

from snowfight.delivery.gateway import Report
from snowfight.domain.fanout.fanout import Audience
from snowfight.domain.messages.mentioning import mentions_others
from snowfight.models.records import Entry, Reach, Room
from snowfight.storage.accounts.accounts import Accounts

LOOKED_UP = 100
"""Members who are away of whom it is asked whether they can be reached: one request. Of more, somebody surely can."""

FEW = 50
"""Members of a chat of whom those who are away are asked about each time."""

KNOWN = timedelta(seconds=30)
"""So long a function instance knows whether a member of a large group can be reached: who gets their first device is
told of such groups a little later."""

_REMEMBERED = 1000
"""Of so many it knows."""


NOBODY = Reach(by_push=False, by_mail=False)


class Notices(Protocol):
    """What keeps that somebody has to be told."""

    def wait(self, room: str) -> None:
        """Have those looked at who are away in the chat; once more is fine."""
        ...


class Noticing:
    def __init__(self, accounts: Accounts, notices: Notices) -> None:
        self._accounts = accounts
        self._notices = notices
        self._known: OrderedDict[str, tuple[datetime, Reach]] = OrderedDict()

    def needed(self, room: Room, entry: Entry, audience: Audience) -> bool:
        """Whether somebody has to be told who does not look: a request where somebody does not, now and then where many
        are in the chat."""
        return self._is_reachable(room, entry, audience.away(room, entry.author))

    def look_after(self, room: Room, entry: Entry, audience: Audience, report: Report) -> None:
        """Have those told who looked, and whom no post reached."""
        unreached = audience.unreached(report) - {entry.author}
        if self._is_reachable(room, entry, sorted(unreached)):
            self.wait(room.name)

    def wait(self, room: str) -> None:
        """Have the notifier look at the chat."""
        self._notices.wait(room)

    def _is_reachable(self, room: Room, entry: Entry, usernames: list[str]) -> bool:
        if not usernames:
            return False
        if len(usernames) > LOOKED_UP:
            return True
        few = len(room.members) <= FEW
        known = self._accounts.reach(usernames) if few else self._remembered(usernames, entry.created)
        by_mail = room.state.kind == "private" or mentions_others(room, entry)
        return any(is_reachable(known[name], by_mail=by_mail) for name in usernames if name in known)

    def _remembered(self, usernames: list[str], now: datetime) -> Mapping[str, Reach]:
        """How members of a large group can be told: asked once in a while, not for each message."""
        unknown = [name for name in usernames if name not in self._known or self._known[name][0] <= now]
        if unknown:
            found = self._accounts.get_many(unknown)
            for name in unknown:
                self._known.pop(name, None)
                self._known[name] = (now + KNOWN, found[name].reach if name in found else NOBODY)
        known = {name: self._known[name][1] for name in usernames}
        while len(self._known) > _REMEMBERED:
            self._known.popitem(last=False)
        return known


def is_reachable(reach: Reach, *, by_mail: bool) -> bool:
    """Whether a user can be told who does not look."""
    return reach.by_push or (by_mail and reach.by_mail)
