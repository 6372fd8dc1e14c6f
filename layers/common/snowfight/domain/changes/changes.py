"""A change's way: checked, decided, stored, told, answered.

1. The chat with its members is read while the sender's budget is charged.
2. The message, and what goes with it, is read: from that follows what the change comes to, or that all is so already.
3. The change is stored in one transaction, on the condition of what was read; else from 2 again (storing).
4. Everybody is told while the chat's row learns how far its log of changes has got; *then* the sender is answered.

No receipt is needed: a frame says what is to be so, and what is so already is answered as done (ADR 0037).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from snowfight.delivery.gateway import Report
from snowfight.domain.changes.broadcast import ChangeBroadcast
from snowfight.domain.changes.dependencies import Dependencies
from snowfight.domain.changes.retelling import ChangeRetelling
from snowfight.domain.changes.storing import ChangeStoring, Request, Stored
from snowfight.domain.messages.outcomes import not_refused
from snowfight.domain.messages.views import named, shown
from snowfight.errors import NoSuchMessage, SnowfightError
from snowfight.models.names import is_room
from snowfight.models.records import Link, Room
from snowfight.models.server_frames import Changed
from snowfight.storage.accounts.accounts import Charge
from snowfight.storage.database import together
from snowfight.storage.rooms.change_position import ChangePosition


@dataclass(frozen=True)
class Outcome:
    """What became of a request: the `rev` of the message, and who was told where it was this request that `stored`."""

    rev: int
    stored: bool = False
    report: Report = field(default_factory=Report)


class ChangeService:
    """Changes messages. `is_free` says whether a user's frame that changed nothing costs them nothing."""

    def __init__(
        self,
        on: Dependencies,
        storing: ChangeStoring,
        position: ChangePosition,
        broadcast: ChangeBroadcast,
        retelling: ChangeRetelling,
        is_free: Callable[[str], bool] = lambda _username: True,
    ) -> None:
        self._rooms = on.rooms
        self._accounts = on.accounts
        self._fanout = on.fanout
        self._mentioning = on.mentioning
        self._clock = on.clock
        self._admit = on.admit
        self._acknowledge = on.acknowledge or self._post
        self._storing = storing
        self._position = position
        self._broadcast = broadcast
        self._retelling = retelling
        self._is_free = is_free

    def serve(self, sender: Link, client_id: str, request: Request) -> Outcome:
        """Make the change, and answer `sender`.

        Raises as `admit`, NoSuchMessage, NotAccepted, RateLimited, Unavailable, and what the request's decision raises:
        nothing is changed then. Raises OutcomeUnknown, of which the client is told nothing.
        """
        name = sender.username
        room, charge = together(
            lambda: self._load(request.room), lambda: self._accounts.charge(name, self._clock.now())
        )
        try:
            room = self._admit(room if charge.account else None, name)
            done = self._storing.store(room, name, request, charge)
        except SnowfightError:
            self._refund(name, charge)
            raise
        with not_refused():
            if isinstance(done, Stored):
                return self._tell(room, done, lambda: self._answer(sender, client_id, request, done.change.rev))
            self._refund(name, charge)
            if done > room.state.last_rev:
                self._retelling.catch_up(room.state)
            self._answer(sender, client_id, request, done)
        return Outcome(done)

    def make(self, username: str, request: Request) -> Stored | None:
        """The same for a user whom nobody answers and who pays nothing; returns what was stored, None where there was
        nothing to change, or the message is gone."""
        room = self._load(request.room)
        if room is None:
            return None
        try:
            done = self._storing.store(room, username, request)
        except NoSuchMessage:
            return None
        if not isinstance(done, Stored):
            return None
        self._tell(room, done)
        return done

    def _load(self, name: str) -> Room | None:
        return self._rooms.load(name) if is_room(name) else None

    def _refund(self, username: str, charge: Charge) -> None:
        if charge.taken and self._is_free(username):
            self._accounts.refund(username)

    def _tell(self, room: Room, done: Stored, answer: Callable[[], None] = lambda: None) -> Outcome:
        audience, authors = done.told.audience, done.told.authors
        message = shown(done.entry, authors, quoted=done.told.quoted)
        replies = named(done.replies, authors) if done.replies else None
        if audience.end:  # it is told with others, from the chat's row on
            self._settle(room, done, answer)
            report = self._broadcast.tell(audience, done.change, message, replies)
            return Outcome(done.change.rev, stored=True, report=report)
        report, shards = together(
            lambda: self._broadcast.tell(audience, done.change, message, replies),
            lambda: self._settle(room, done, answer),
        )
        if shards > room.state.shards:  # new ones may hold viewers that came since
            self._broadcast.tell(replace(audience, links=[], end=shards), done.change, message, replies)
        return Outcome(done.change.rev, stored=True, report=report)

    def _settle(self, room: Room, done: Stored, answer: Callable[[], None]) -> int:
        """Tell whom an edit mentions, the chat's row, then the sender; returns the chat's shards now."""
        if done.change.kind == "edit":
            self._mentioning.record_edit(room, done.entry, done.before, done.author)
        shards = self._position.advance(room.state, done.change, self._clock.now()).shards
        answer()
        return shards

    def _answer(self, sender: Link, client_id: str, request: Request, rev: int) -> None:
        self._acknowledge(sender, Changed(client_id=client_id, room=request.room, seq=request.seq, rev=rev))

    def _post(self, sender: Link, changed: Changed) -> None:
        self._fanout.post([sender], changed)
