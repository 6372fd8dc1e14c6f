"""Looking at a chat, or at a user's mentions in the public one: who is told now, who later, and who is mailed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol, TypeVar

from snowfight.clock import Clock
from snowfight.domain.blocking import NOBODY, Blocking
from snowfight.domain.messages.retention import Retention
from snowfight.domain.newest_chats import activity
from snowfight.domain.notices.composing import NoticeComposer
from snowfight.domain.notices.pushing import Pusher
from snowfight.domain.notices.quiet import is_quiet
from snowfight.domain.notices.recipients import calling, mentions, verdict
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import Entry, RoomState
from snowfight.storage.mentions.rows import LIFE, MentionRows
from snowfight.storage.messages.log import Messages
from snowfight.storage.notices.people import People, Person
from snowfight.storage.notices.retries import Retry
from snowfight.storage.notices.waiting import Subject, WaitingNotices
from snowfight.storage.rooms.rooms import Rooms

LATELY = timedelta(minutes=15)
"""What was said before somebody looked away so long ago, they have seen; a connection that died is found sooner."""

CHATS = 20
"""Of those in which something was said lately, that are looked at for one user."""

NEWEST = 20
"""Messages of a chat, or mentions of a user, that are looked at: what is before them was said long before, or in a
burst, of which one notice tells anyway."""

TOLD_AT_ONCE = 100
"""Members of a chat who are told before the next are looked at: whoever dies in a large group is followed by somebody
who tells those that are left."""

WORKERS = 8

A = TypeVar("A")
B = TypeVar("B")

_pool = ThreadPoolExecutor(WORKERS, thread_name_prefix="notices")
"""Of our own: what is done in it waits for the storage's."""


class Mailing(Protocol):
    """What mails those who stay away (domain.notices.mail.digests)."""

    def wait(self, username: str, at: datetime) -> None:
        """Mail the user of what was said at that time, unless they come back; once more is fine."""
        ...


class Rings(Protocol):
    """What pushes calls that ring (domain.notices.ringing)."""

    def push(self, name: str) -> None:
        """Push the chat's call, where it rings still."""
        ...


@dataclass(frozen=True)
class Dependencies:
    """What is looked at, and what is done about it."""

    rooms: Rooms
    messages: Messages
    mention_rows: MentionRows
    people: People
    waiting: WaitingNotices
    composer: NoticeComposer
    pusher: Pusher
    mailing: Mailing
    retention: Retention
    blocking: Blocking
    clock: Clock
    rings: Callable[[], Rings]
    """Loads what pushes calls."""


class Looking:
    def __init__(self, on: Dependencies) -> None:
        self._on = on

    def look(self, subject: Subject) -> None:
        """Tell whom it is time to tell, and have those looked at again for whom it will be."""
        match subject.kind:
            case "room":
                self._look_at_room(subject)
            case "mentions":
                self._look_at_mentions(subject, self._on.clock.now() - LIFE)
            case "chats":
                self._look_at_chats(subject.of)
            case "call":
                self._on.rings().push(subject.of)

    def retry(self, retry: Retry) -> None:
        """Push once more what did not get to a device, if it is still to be told."""
        room = self._on.rooms.load(retry.room)
        entries = self._kept(room.state, self._on.messages.get([(retry.room, retry.seq)]).values()) if room else []
        if room is None or not entries or (room.name != PUBLIC_CHAT and retry.username not in room.members):
            return
        now = self._on.clock.now()
        for person in self._on.people.away(room.name, [retry.username], now):
            is_told_of_newer = person.noticed is not None and person.noticed.seq > retry.seq
            is_disturbed = is_quiet(person.settings.quiet, now)
            heard = self._heard([person], entries)[person.username]
            if is_told_of_newer or is_disturbed or not calling(person, room.state, heard, now):
                continue
            if notice := self._on.composer.notice(person, room.state, entries[-1], only=retry.device):
                self._on.pusher.push_again(notice, retry.first)

    def _look_at_room(self, subject: Subject) -> None:
        room = self._on.rooms.load(subject.of)
        if room and (people := self._on.people.away(room.name, room.members, self._on.clock.now())):
            self._tell(subject, people, room.state, self._entries(room.state, people))

    def _look_at_mentions(self, subject: Subject, since: datetime) -> None:
        now, username = self._on.clock.now(), subject.of
        found = self._on.mention_rows.before(username, None, now, NEWEST)
        keys = [(each.room, each.seq) for each in found if each.room == PUBLIC_CHAT]
        people = self._on.people.away(PUBLIC_CHAT, [username], now) if keys else []
        if people and (public := self._on.rooms.load(PUBLIC_CHAT)):
            entries = self._kept(public.state, self._on.messages.get(keys).values())
            self._tell(subject, people, public.state, [each for each in entries if each.created >= since])

    def _look_at_chats(self, username: str) -> None:
        """A user has looked away, or their connection is gone: they may have been taken for somebody who looks when the
        last messages came, which are told now."""
        since = self._on.clock.now() - LATELY
        self._look_at_mentions(Subject("mentions", username), since)
        states = self._on.rooms.states(self._on.rooms.memberships.of(username))
        lively = [each for each in states.values() if each.kind != "public" and each.active and each.active >= since]
        for state in sorted(lively, key=activity, reverse=True)[:CHATS]:
            people = self._on.people.away(state.name, [username], self._on.clock.now())
            if people:
                entries = [each for each in self._entries(state, people) if each.created >= since]
                self._tell(Subject("room", state.name), people, state, entries)

    def _entries(self, state: RoomState, people: Iterable[Person]) -> list[Entry]:
        """The chat's newest messages, and the newest that mentions each, where that is not among them."""
        newest = self._on.messages.before(state.name, None, NEWEST)
        first = newest[0].seq if newest else 0
        marked = {max(p.membership.mentions) for p in people if p.membership and p.membership.mentions}
        earlier = [(state.name, seq) for seq in {*marked, *state.mentions_all[:1]} if seq < first]
        return self._kept(state, [*(self._on.messages.get(earlier).values() if earlier else ()), *newest])

    def _kept(self, state: RoomState, entries: Iterable[Entry]) -> list[Entry]:
        kept = [each for each in entries if self._on.retention.is_kept(state, each)]
        return sorted(kept, key=lambda each: each.seq)

    def _tell(self, subject: Subject, people: Sequence[Person], state: RoomState, entries: Sequence[Entry]) -> None:
        for start in range(0, len(people), TOLD_AT_ONCE):
            self._tell_some(subject, people[start : start + TOLD_AT_ONCE], state, entries)

    def _tell_some(
        self, subject: Subject, people: Sequence[Person], state: RoomState, entries: Sequence[Entry]
    ) -> None:
        now = self._on.clock.now()
        later: list[datetime] = []
        told: list[tuple[Person, Entry]] = []
        heard = self._heard(people, entries)
        for person in people:
            decided = verdict(person, state, heard[person.username], now)
            if decided.entry is None or decided.due is None:
                continue
            if decided.due > now:
                later.append(decided.due)
            else:
                told.append((person, decided.entry))
        if later:
            self._on.waiting.put(subject, min(later), "later")
        notices = _side_by_side(lambda each: self._on.composer.notice(each[0], state, each[1]), told)
        self._on.pusher.push([notice for notice in notices if notice is not None])
        _side_by_side(lambda person: self._mail(person, state, heard[person.username]), people)

    def _heard(self, people: Sequence[Person], entries: Sequence[Entry]) -> dict[str, Sequence[Entry]]:
        """Those of the messages that each of the people may be told of: none that comes across a block."""
        apart = self._on.blocking.by_each((person.account for person in people), (entry.author for entry in entries))
        return {
            person.username: [entry for entry in entries if entry.author not in apart.get(person.username, NOBODY)]
            for person in people
        }

    def _mail(self, person: Person, state: RoomState, entries: Sequence[Entry]) -> None:
        """Who is written to privately, or mentioned, is mailed of it unless they come."""
        if not person.account.email_verified or not person.settings.mail:
            return
        for entry in calling(person, state, entries, self._on.clock.now()):
            if state.kind == "private" or mentions(person, state, entry):
                self._on.mailing.wait(person.username, entry.created)
                return


def _side_by_side(act: Callable[[A], B], on: Sequence[A]) -> list[B]:
    return [act(each) for each in on] if len(on) == 1 else list(_pool.map(act, on))
