"""Telling two users who are as if not there for each other from now on, or are there again."""

from __future__ import annotations

from snowfight.clock import Clock
from snowfight.domain.fanout.fanout import Fanout
from snowfight.domain.presence.contacts import Contacts
from snowfight.models.server_frames import OnlineStatus, StatusChange
from snowfight.storage.presence.online_counts import Counts
from snowfight.storage.presence.online_users import OnlineUsers


class Partings:
    def __init__(
        self, contacts: Contacts, online_users: OnlineUsers, counts: Counts, fanout: Fanout, clock: Clock
    ) -> None:
        self._contacts = contacts
        self._online_users = online_users
        self._counts = counts
        self._fanout = fanout
        self._clock = clock

    def tell(self, one: str, other: str, *, apart: bool) -> None:
        """Each of the two who knew whether the other is here sees them go, or come back: as if it were so.

        A request where one of them is not here, and sees nothing then.
        """
        now = self._clock.now()
        statuses = self._online_users.statuses((one, other), now)
        if "offline" in statuses.values():
            return
        if not self._contacts.are(one, other):
            return
        count = max(1, self._counts.site(now)[0])
        for name, subject in ((one, other), (other, one)):
            change = StatusChange(username=subject, status="offline" if apart else statuses[subject])
            self._fanout.tell([name], *OnlineStatus.of(count, [change]))
