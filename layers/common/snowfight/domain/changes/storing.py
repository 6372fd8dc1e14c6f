"""Deciding about a change and storing it, again and again until nobody comes in between."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from snowfight.domain.changes.dependencies import Dependencies
from snowfight.domain.changes.plan import Decide, Plan, Situation
from snowfight.domain.fanout.fanout import Audience
from snowfight.domain.messages.outcomes import OutcomeUnknown, not_refused
from snowfight.domain.messages.quotes import Quotes
from snowfight.domain.messages.views import people_of
from snowfight.errors import NoSuchMessage, RateLimited, Unavailable
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import Account, Change, Entry, Replies, Room
from snowfight.models.user import Author
from snowfight.storage.accounts.accounts import Charge
from snowfight.storage.database import together
from snowfight.storage.messages.change_reads import ChangeReads, Reading, Wanted
from snowfight.storage.messages.changes import Changes, Contested
from snowfight.storage.messages.contest import tries
from snowfight.storage.search.dirty import marking


@dataclass(frozen=True)
class Request:
    """What somebody wants changed: message `seq` of a chat, as `decide` says from what is `wanted` besides it."""

    room: str
    seq: int
    decide: Decide
    wanted: Wanted = field(default_factory=Wanted)
    done_if_gone: bool = False
    """Whether nothing is left to do where the message is deleted or over, instead of there being none."""
    takes_away: bool = False
    """Whether it is a deletion: who is muted, or may do nothing else there, may still take away what is their own."""


@dataclass(frozen=True)
class Told:
    """Who is told of a change, and what they have to know besides it: the people of the message, and what it quotes."""

    audience: Audience
    authors: Mapping[str, Author]
    quoted: Entry | None = None


@dataclass(frozen=True)
class Stored:
    """A change that was stored, what it made of the message that was so `before`, and who is to be told; `replies` are
    what a reply that was deleted left of its thread."""

    change: Change
    before: Entry
    entry: Entry
    told: Told
    replies: Replies | None = None
    author: Account | None = None
    """Whoever changes it, where they were charged."""


class ChangeStoring:
    def __init__(
        self,
        on: Dependencies,
        reads: ChangeReads,
        changes: Changes,
        pause: Callable[[float], None] = time.sleep,
        timer: Callable[[], float] = time.monotonic,
    ) -> None:
        self._accounts = on.accounts
        self._blocking = on.blocking
        self._checks = on.checks
        self._quotes = Quotes(on.messages, on.accounts)
        self._fanout = on.fanout
        self._retention = on.retention
        self._clock = on.clock
        self._reads = reads
        self._changes = changes
        self._pause = pause
        self._timer = timer

    def store(self, room: Room, username: str, request: Request, charge: Charge | None = None) -> Stored | int:
        """Store the change; the `rev` of the message where there was nothing to change.

        Raises NoSuchMessage, what the decision raises, RateLimited where `charge` was not taken and yet there is
        something to change, NotAccepted and as `PostingChecks.may_change` alike, and Unavailable; nothing is stored
        then. Raises OutcomeUnknown.
        """
        rev = room.state.last_rev + 1
        for _ in tries(self._pause, self._timer):
            reading = self._reads.read(room, request.seq, username, request.wanted, self._clock.now())
            entry = self._entry(room, request, reading)
            if entry is None:
                return 0
            rev = max(rev, entry.rev + 1)
            account = charge.account if charge else None
            now = Situation(room, entry, reading, username, self._clock.now(), rev, account)
            try:
                plan = request.decide(now)
                if plan is None:
                    return entry.rev
                if charge is not None:
                    self._allow(room, request, charge)
                return replace(self._store(now, plan), author=account)
            except Contested:
                rev = max(rev, self._changes.newest(room.name) + 1)
        raise Unavailable("this chat is too busy at the moment; please try again")

    def _allow(self, room: Room, request: Request, charge: Charge) -> None:
        if charge.account is not None and not request.takes_away:
            self._checks.may_change(charge.account, room.state, self._clock.now())
            self._blocking.allow(charge.account, room.state)
        if not charge.taken:
            raise RateLimited(retry_after=charge.retry_after or 1)

    def _entry(self, room: Room, request: Request, reading: Reading) -> Entry | None:
        """The message that may be changed; None where nothing is left to change. Raises NoSuchMessage."""
        entry = reading.entry
        if entry is not None and self._retention.is_kept(room.state, entry):
            if entry.deleted is None or request.done_if_gone:
                return entry
        elif request.done_if_gone and 0 < request.seq <= room.state.last_seq:
            return None
        raise NoSuchMessage

    def _store(self, now: Situation, plan: Plan) -> Stored:
        room, entry = now.room, now.entry
        change = Change(room.name, now.rev, entry.seq, plan.kind, plan.username or now.username, plan.emoji, plan.on)

        is_text = plan.kind in ("edit", "delete")
        marks = marking(room.name, entry.seq, now.rev, room.state.last_seq) if is_text else ()

        def write() -> None:
            try:
                self._changes.store(change, entry, plan.after, now.now, (*plan.also, *marks))
            except Contested:
                raise
            except Exception as error:
                raise OutcomeUnknown from error

        people = people_of([plan.after]) | set(plan.replies.usernames if plan.replies else ())
        known = {name: account.author for name, account in now.reading.accounts.items()}
        if people <= known.keys() and room.name != PUBLIC_CHAT and entry.reply_to is None:
            write()
            told = Told(Audience(room.name, now.reading.links), known)
        else:
            _, told = together(write, lambda: self._looked_up(now, people))
        return Stored(change, entry, plan.after, told, plan.replies)

    def _looked_up(self, now: Situation, people: set[str]) -> Told:
        """Found out while the change is stored, which this does not undo."""
        entry, room = now.entry, now.room
        with not_refused():
            quoted = list(self._quotes.of([entry], self._retention.keeps(room.state)).values())
            authors = self._accounts.authors(people)
            if room.name == PUBLIC_CHAT:
                return Told(self._fanout.audience(room), authors, *quoted)
            return Told(Audience(room.name, now.reading.links), authors, *quoted)
