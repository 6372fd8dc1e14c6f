"""Who is told of what, and when: one question about one user, asked anew whenever it is time.

A user is told of the newest message that they have not read, that nobody deleted, that is not their own, and that the
level of the chat lets through, if none of their connections is active and it is not quiet time (wire contract, "Notices
when nobody looks").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from snowfight.domain.messages.unread import read_up_to
from snowfight.domain.notices.quiet import is_quiet
from snowfight.domain.rooms.notify_levels import level_of
from snowfight.models.records import Entry, RoomState
from snowfight.storage.notices.people import Person

IDLE = timedelta(seconds=20)
"""Who is connected and does not look is told so long after the message: they may look up."""

BURST = timedelta(seconds=5)
"""Between two notices of one chat to one user: what comes meanwhile is one notice."""


@dataclass(frozen=True)
class Verdict:
    """Tell the user of `entry` when it is `due`. With neither, nothing is to be told."""

    entry: Entry | None = None
    due: datetime | None = None


NOTHING = Verdict()


def verdict(person: Person, state: RoomState, entries: Sequence[Entry], now: datetime) -> Verdict:
    """What the user is to be told of a chat, of which `entries` are messages that may be shown, oldest first."""
    if person.status == "online" or person.account.deleted or is_quiet(person.settings.quiet, now):
        return NOTHING
    told = person.noticed.seq if person.noticed else 0
    waiting = [entry for entry in calling(person, state, entries, now) if entry.seq > told]
    if not waiting:
        return NOTHING
    due = waiting[0].created if person.status == "offline" else waiting[0].created + IDLE
    if person.noticed:
        due = max(due, person.noticed.at + BURST)
    return Verdict(waiting[-1], due)


def calling(person: Person, state: RoomState, entries: Sequence[Entry], now: datetime) -> list[Entry]:
    """Those of the messages that call the user, by what is theirs, read, deleted, and the chat's level; of calls those
    that they have missed."""
    level = level_of(person.settings, person.membership, state.kind, now)
    read = read_up_to(state, person.username, person.membership)
    left = [
        entry for entry in entries if entry.seq > read and entry.deleted is None and entry.author != person.username
    ]
    left = [entry for entry in left if entry.call is None or person.username in entry.call.missed]
    match level:
        case "all":
            return left
        case "mentions":
            return [entry for entry in left if entry.call or mentions(person, state, entry)]
        case "none":
            return []


def mentions(person: Person, state: RoomState, entry: Entry) -> bool:
    """Whether the message mentions the user, by what was kept of it: by name, as the author of what it answers, by a
    keyword, or with everybody."""
    marked = person.membership.mentions if person.membership else ()
    return entry.seq in marked or entry.seq in state.mentions_all
