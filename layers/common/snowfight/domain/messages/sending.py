"""A message's way: checked, stored, told, acknowledged.

1. The chat with its members is read while the sender's budget is charged.
2. Its receipt is put, and then the message where that says, while the recipients' connections are read.
3. The frame goes to every connection while the chat is told how far its log has got; *then* the sender gets the ack. So
   an acknowledged message is one that every reader finds, whether its frame arrives or not (ADR 0004). Of an audience
   that is too large for one function the chat is told first, and says who tells (ADR 0075).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from snowfight.clock import Clock
from snowfight.delivery.gateway import Report
from snowfight.domain.fanout.fanout import Audience
from snowfight.domain.messages.bodies import body_of
from snowfight.domain.messages.dependencies import MessageDependencies
from snowfight.domain.messages.drafts import Compose, Draft, Told
from snowfight.domain.messages.outcomes import not_refused
from snowfight.domain.messages.replies import Reply, Replying
from snowfight.domain.messages.retelling import Retelling
from snowfight.domain.messages.storing import MessageStoring
from snowfight.domain.messages.views import message_of, quote_of
from snowfight.domain.permissions import Action, Admit, allow_frame
from snowfight.errors import NoSuchChat, RateLimited, SnowfightError
from snowfight.models.client_frames import FileUpload, Send
from snowfight.models.message import Quote
from snowfight.models.names import is_room
from snowfight.models.records import Account, Entry, Link, Room
from snowfight.models.server_frames import Ack, MessageHandler
from snowfight.storage.accounts.budgets import Charge
from snowfight.storage.database import together
from snowfight.storage.messages.receipts import Receipt


@dataclass(frozen=True)
class Delivery:
    """What a send did: the proof that the message is stored, and for the metrics how it was told."""

    receipt: Receipt
    again: bool
    report: Report
    gathered: bool = False
    """Whether it is told with others, by its sender or somebody else."""

    @property
    def seq(self) -> int:
        return self.receipt.seq


Acknowledge = Callable[[Link, Ack], None]


def _as_members(room: Room | None, username: str) -> Room:
    return allow_frame(Action.SEND, room, username)


class Sending:
    """Sends messages. `length` is the deployment's limit of a body in code points.

    Who sends over a WebSocket is acknowledged there; for who does otherwise, `acknowledge` says how, and the delivery
    tells as much. `admit` says who may write where.
    """

    def __init__(
        self,
        on: MessageDependencies,
        clock: Clock,
        length: int,
        *,
        admit: Admit = _as_members,
        acknowledge: Acknowledge | None = None,
    ) -> None:
        self._admit = admit
        self._acknowledge = acknowledge or self._post
        self._is_answered = acknowledge is None
        self._on = on
        self._rooms = on.rooms
        self._messages = on.messages
        self._accounts = on.accounts
        self._fanout = on.fanout
        self._retention = on.retention
        self._mentioning = on.mentioning
        self._blocking = on.blocking
        self._noticing = on.noticing
        self._checks = on.checks
        self._clock = clock
        self._length = length
        self._retelling = Retelling(on)
        self._replying = Replying(on.messages, on.retention)
        self._storing = MessageStoring(on.messages)

    def send(self, sender: Link, frame: Send) -> Delivery:
        """Store and deliver a text, and acknowledge it to `sender`.

        Raises Empty, TooLong, NoSuchChat, NoSuchMessage, NotAccepted, RateLimited, Unavailable, and as PostingChecks:
        nothing is stored then. Raises OutcomeUnknown, of which the client is told nothing.
        """
        body = body_of(frame.body, self._length)
        return self.deliver(sender, frame, lambda entry: Draft(replace(entry, body=body)))

    def deliver(self, sender: Link, frame: Send | FileUpload, compose: Compose) -> Delivery:
        """Do the same with whatever `compose` makes of the message; what it raises costs the sender nothing."""
        now, name, client_id = self._clock.now(), frame.room, frame.client_id
        known = self._messages.remembered(name, sender.username, client_id, now)
        if known is not None:
            with not_refused():
                room = self._rooms.load(name)
            return self._repeat(sender, self._admit(room, sender.username), client_id, known)
        room, charge = together(
            lambda: self._room(name),
            lambda: self._accounts.charge(sender.username, now),
        )
        room = self._admitted(room, sender.username, charge)
        end = self._retention.end(room.state, now)
        entry = Entry(name, room.state.last_seq + 1, client_id, sender.username, now, expires=end)
        if not charge.taken:
            return self._again(sender, room, entry, RateLimited(retry_after=charge.retry_after or 1))
        try:
            self._blocking.allow(charge.account, room.state)
            draft = self._checked(charge, room, entry, frame, compose)
        except SnowfightError as refusal:
            self._accounts.refund(sender.username)
            return self._again(sender, room, entry, refusal)
        appended, told = together(lambda: self._storing.store(draft), lambda: self._told(room, draft, charge))
        with not_refused():
            if appended.again:
                self._accounts.refund(sender.username)
                self._retelling.record(room, draft.entry, appended.receipt.seq)
                return self._repeat(sender, room, client_id, appended.receipt)
            stored = replace(draft.entry, seq=appended.receipt.seq, created=appended.receipt.created)
            return self._tell(sender, room, stored, told)

    def _room(self, name: str) -> Room | None:
        self._checks.look()
        return self._rooms.load(name) if is_room(name) else None

    def _checked(self, charge: Charge, room: Room, entry: Entry, frame: Send | FileUpload, compose: Compose) -> Draft:
        """The message as it will be stored; raises what its chat and the deployment have against it."""
        if charge.account is None:
            raise NoSuchChat
        state, now = room.state, entry.created
        self._checks.may_write(charge.account, state, now, is_file=isinstance(frame, FileUpload))
        draft = self._compose(room, entry, frame.reply_to, compose)
        self._checks.may_send(charge.account, state, draft.entry, now)
        return draft

    def _compose(self, room: Room, entry: Entry, reply_to: int | None, compose: Compose) -> Draft:
        reply = self._replying.to(room.state, reply_to) if reply_to is not None else None
        draft = compose(reply.of(entry) if reply else entry)
        return replace(draft, entry=self._mentioning.resolved(room, draft.entry), reply=reply)

    def _admitted(self, room: Room | None, username: str, charge: Charge) -> Room:
        try:
            return self._admit(room if charge.account else None, username)
        except SnowfightError:
            if charge.taken:
                self._accounts.refund(username)
            raise

    def _again(self, sender: Link, room: Room, entry: Entry, refusal: SnowfightError) -> Delivery:
        """Something speaks against the message, but not against a retry of what is stored; raises `refusal`."""
        receipt = self._storing.receipt(entry, refusal)
        with not_refused():
            self._retelling.record(room, entry, receipt.seq)
        return self._repeat(sender, room, entry.client_id, receipt)

    def _repeat(self, sender: Link, room: Room, client_id: str, receipt: Receipt) -> Delivery:
        """Acknowledge a retry of what is stored; the others are told where nobody may have been (ADR 0033)."""
        with not_refused():
            found = self._retelling.advance(room.state, receipt.seq, sender.username, receipt.created)
            report, _ = together(
                lambda: self._retelling.tell(room, found, is_answered=self._is_answered),
                lambda: self._acknowledge(sender, _ack(room.name, client_id, receipt)),
            )
        self._messages.remember(room.name, sender.username, client_id, receipt)
        return Delivery(receipt, again=True, report=report)

    def _told(self, room: Room, draft: Draft, charge: Charge) -> Told:
        """Looked up while the message is stored, which this does not undo."""
        with not_refused():
            quoted = self._quote(draft.reply, charge.account) if draft.reply else None
            audience = self._fanout.audience(room)
            return Told(audience, charge.account, quoted, self._notices(room, draft.entry, audience))

    def _notices(self, room: Room, entry: Entry, audience: Audience) -> bool:
        """Whether somebody has to be told who does not look."""
        if self._noticing is None or not audience.away(room, entry.author):
            return False
        return self._noticing().needed(room, entry, audience)

    def _quote(self, reply: Reply, sender: Account | None) -> Quote:
        name = reply.to.author
        is_own = sender is not None and name == sender.username
        return quote_of(reply.to, sender.author if sender and is_own else self._accounts.authors([name])[name])

    def _tell(self, sender: Link, room: Room, entry: Entry, told: Told) -> Delivery:
        frame = MessageHandler(room=room.name, message=message_of(entry, told.author, quoted=told.quoted))
        if told.audience.end:
            return self._tell_in_turn(sender, room, entry, told, frame)
        report, shards = together(
            lambda: self._fanout.deliver(told.audience, frame),
            lambda: self._settle(sender, room, entry, told),
        )
        if self._noticing and not told.notices and told.audience.unreached(report):
            self._noticing().look_after(room, entry, told.audience, report)
        if shards > room.state.shards:
            self._fanout.deliver(Audience(room.name, first=room.state.shards, end=shards), frame)
        return Delivery(Receipt(entry.seq, entry.created), again=False, report=report)

    def _tell_in_turn(self, sender: Link, room: Room, entry: Entry, told: Told, frame: MessageHandler) -> Delivery:
        """The same to an audience that is too large for one function: at once, or with others in the next second."""
        telling = self._on.telling
        self._mentioning.record(room, entry, told.account)
        claim, since = telling.claim(), entry.created if self._is_answered else None
        advance = self._rooms.advance(room.state, entry.seq, entry.author, entry.created, claim)
        report, _ = together(
            lambda: _turn(room.name, lambda: telling.tell(advance, claim, lambda: frame, since)),
            lambda: self._answer(sender, entry),
        )
        receipt = Receipt(entry.seq, entry.created)
        return Delivery(receipt, again=False, report=report, gathered=not advance.at_once)

    def _settle(self, sender: Link, room: Room, entry: Entry, told: Told) -> int:
        """Tell whom it mentions, the chat and the sender; returns the chat's shards now: new ones may hold viewers that
        came since. Until the chat's row is written, whoever finds the message tells everybody (ADR 0033)."""
        self._mentioning.record(room, entry, told.account)
        if self._noticing and told.notices:
            self._noticing().wait(room.name)
        advance = self._rooms.advance(room.state, entry.seq, entry.author, entry.created)
        self._answer(sender, entry)
        return advance.shards

    def _answer(self, sender: Link, entry: Entry) -> None:
        receipt = Receipt(entry.seq, entry.created)
        self._messages.remember(entry.room, entry.author, entry.client_id, receipt)
        self._acknowledge(sender, _ack(entry.room, entry.client_id, receipt))

    def _post(self, sender: Link, ack: Ack) -> None:
        self._fanout.post([sender], ack)


def _turn(room: str, tell: Callable[[], Report]) -> Report:
    """What `tell` reports. The message is stored, and the chat's row knows it: where telling fails, that is no reason
    to say otherwise, and somebody else takes the turn (ADR 0075)."""
    try:
        return tell()
    except Exception:  # noqa: BLE001  (whatever it was)
        return Report(unreached=[room])


def _ack(name: str, client_id: str, receipt: Receipt) -> Ack:
    return Ack(client_id=client_id, room=name, seq=receipt.seq, created=receipt.created)
