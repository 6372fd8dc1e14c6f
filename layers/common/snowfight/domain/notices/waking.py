"""What wakes the notifier: rows that say which chat, or whose mentions, it has to look at."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from snowfight.clock import Clock
from snowfight.domain.messages.noticing import is_reachable
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import Entry, Room
from snowfight.storage.accounts.accounts import Accounts
from snowfight.storage.database import Database
from snowfight.storage.notices.waiting import Subject, WaitingNotices
from snowfight.storage.presence.online_users import FEW, OnlineUsers

MOST = FEW
"""Users whom one message of the public chat may call: the 20 at most that it names, then others whose keywords are in
it."""


class NoticeWaker:
    """Serves domain.messages.noticing and domain.mentions; `on` is whether the deployment has notices at all."""

    def __init__(self, database: Database, users: OnlineUsers, accounts: Accounts, clock: Clock, *, on: bool) -> None:
        self._accounts = accounts
        self._on = on
        self._waiting = WaitingNotices(database)
        self._users = users
        self._clock = clock

    def wait(self, room: str) -> None:
        """Have those looked at who are away in the chat; one write."""
        self._waiting.put(Subject("room", room), self._clock.now())

    def looked_away(self, usernames: Sequence[str]) -> None:
        """Have all chats of users looked at who may have missed what was said last, of those who can be pushed to; a
        request for a hundred, and a write for each of them."""
        accounts = self._accounts.get_many(usernames) if self._on and usernames else {}
        for name, account in accounts.items():
            if account.has_devices and not account.deleted:
                self._waiting.put(Subject("chats", name), self._clock.now())

    def mentioned(self, room: Room, entry: Entry, usernames: Collection[str]) -> None:
        """Have those looked at among `usernames` whom `entry` mentions, who are away and can be reached; a request, and
        a write for each of them, of a chat with members one for all."""
        if not self._on:
            return
        if room.name != PUBLIC_CHAT and len(usernames) > MOST:
            self.wait(room.name)  # of so many, somebody surely is away
            return
        now = self._clock.now()
        called = {*entry.mentions, entry.quotes}
        first = sorted(usernames, key=lambda name: (name not in called, name))[:MOST]
        present = self._users.present(first, now, with_reach=True)
        away = [
            name
            for name, reach in (present.reach or {}).items()
            if name not in present.active and name != entry.author and is_reachable(reach, by_mail=True)
        ]
        subjects = (
            [Subject("mentions", name) for name in away] if room.name == PUBLIC_CHAT else [Subject("room", room.name)]
        )
        for subject in subjects if away else ():
            self._waiting.put(subject, now)
