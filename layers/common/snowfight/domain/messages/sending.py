"""A message's way: checked, stored, told, acknowledged.

1. The chat with its members is read while the sender's budget is charged.
2. The message and its receipt are stored in one transaction while the recipients' connections are read.
3. The frame goes to every connection while the chat is told how far its log has got; *then* the sender gets the ack. So
   an acknowledged message is one that every reader finds, whether its frame arrives or not (ADR 0004).
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from snowfight.clock import Clock
from snowfight.delivery.gateway import Report
from snowfight.domain.fanout.fanout import Audience, Fanout
from snowfight.domain.messages.retelling import Retelling
from snowfight.domain.messages.retention import Retention
from snowfight.domain.messages.views import message_of
from snowfight.domain.permissions import Action, allow
from snowfight.errors import Empty, NoSuchChat, NotAMember, RateLimited, SnowfightError, TooLong
from snowfight.models.blank import is_blank
from snowfight.models.client_frames import Send
from snowfight.models.names import is_room
from snowfight.models.records import Entry, Link, Room
from snowfight.models.server_frames import Ack, MessageHandler
from snowfight.models.user import GONE, Author
from snowfight.storage.accounts.accounts import Accounts, Charge
from snowfight.storage.database import together
from snowfight.storage.files.uploads import Also
from snowfight.storage.messages.log import Appended, Messages, Receipt
from snowfight.storage.rooms.rooms import Rooms


class OutcomeUnknown(Exception):
    """The message may be stored, or is, and not everybody could be told: the client's retry will tell."""


@dataclass(frozen=True)
class Delivery:
    """What a send did, for the metrics."""

    seq: int
    again: bool
    report: Report


@dataclass(frozen=True)
class Draft:
    """A message with its content, before it has its number, and what the transaction that stores it uses up."""

    entry: Entry
    also: Also | None = None


Compose = Callable[[Entry], Draft]
"""Gives a message that may be sent its content; raises what speaks against it."""


class Sending:
    """Sends messages. `length` is the deployment's limit of a body in code points."""

    def __init__(
        self,
        rooms: Rooms,
        messages: Messages,
        accounts: Accounts,
        fanout: Fanout,
        retention: Retention,
        clock: Clock,
        length: int,
    ) -> None:
        self._retention = retention
        self._rooms = rooms
        self._messages = messages
        self._accounts = accounts
        self._fanout = fanout
        self._clock = clock
        self._length = length
        self._retelling = Retelling(rooms, messages, accounts, fanout)

    def send(self, sender: Link, frame: Send) -> Delivery:
        """Store and deliver a text, and acknowledge it to `sender`.

        Raises Empty, TooLong, NoSuchChat, RateLimited, Unavailable: nothing is stored then. Raises OutcomeUnknown, of
        which the client is told nothing.
        """
        body = self._body(frame)
        return self.deliver(sender, frame.room, frame.client_id, lambda entry: Draft(replace(entry, body=body)))

    def _body(self, frame: Send) -> str:
        body = frame.body.strip()
        if is_blank(body):
            raise Empty
        if len(body) > self._length:
            raise TooLong(f"a message has at most {self._length} characters; this one has {len(body)}")
        return body

    def deliver(self, sender: Link, name: str, client_id: str, compose: Compose) -> Delivery:
        """Do the same with whatever `compose` makes of the message; what it raises costs the sender nothing."""
        now = self._clock.now()
        known = self._messages.remembered(name, sender.username, client_id, now)
        if known is not None:
            with _not_refused():
                room = self._rooms.load(name)
            return self._repeat(sender, self._writable(room, sender.username), client_id, known)
        room, charge = together(
            lambda: self._rooms.load(name) if is_room(name) else None,
            lambda: self._accounts.charge(sender.username, now),
        )
        room = self._admitted(room, sender.username, charge)
        end = self._retention.end(room.state, now)
        entry = Entry(name, room.state.last_seq + 1, client_id, sender.username, now, expires=end)
        if not charge.taken:
            return self._again(sender, room, entry, RateLimited(retry_after=charge.retry_after or 1))
        try:
            draft = compose(entry)
        except SnowfightError as refusal:
            self._accounts.refund(sender.username)
            return self._again(sender, room, entry, refusal)
        appended, audience = together(lambda: self._append(draft), lambda: self._audience(room))
        with _not_refused():
            if appended.again:
                self._accounts.refund(sender.username)
                return self._repeat(sender, room, client_id, appended.receipt)
            author = charge.account.author if charge.account else GONE
            stored = replace(draft.entry, seq=appended.receipt.seq, created=appended.receipt.created)
            return self._tell(sender, room, stored, author, audience)

    def _admitted(self, room: Room | None, username: str, charge: Charge) -> Room:
        try:
            return self._writable(room if charge.account else None, username)
        except NoSuchChat:
            if charge.taken:
                self._accounts.refund(username)
            raise

    def _writable(self, room: Room | None, username: str) -> Room:
        try:
            return allow(Action.SEND, room, username)
        except NotAMember:
            raise NoSuchChat from None

    def _again(self, sender: Link, room: Room, entry: Entry, refusal: SnowfightError) -> Delivery:
        """Something speaks against the message, but not against a retry of what is stored; raises `refusal`."""
        with _not_refused():
            receipt = self._messages.receipt(entry.room, entry.author, entry.client_id, entry.created)
        if receipt is None:
            raise refusal
        return self._repeat(sender, room, entry.client_id, receipt)

    def _repeat(self, sender: Link, room: Room, client_id: str, receipt: Receipt) -> Delivery:
        """Acknowledge a retry of what is stored; the others are told where nobody may have been (ADR 0033)."""
        with _not_refused():
            advance = self._rooms.advance(room.state, receipt.seq, sender.username, receipt.created)
            report, _ = together(
                lambda: self._retelling.tell(room, receipt.seq, advance),
                lambda: self._acknowledge(sender, room.name, client_id, receipt),
            )
        return Delivery(receipt.seq, again=True, report=report)

    def _audience(self, room: Room) -> Audience:
        """Looked up while the message is stored, which this does not undo."""
        with _not_refused():
            return self._fanout.audience(room)

    def _append(self, draft: Draft) -> Appended:
        entry = draft.entry
        try:
            return self._messages.append(entry, draft.also)
        except Exception as error:  # noqa: BLE001  (whatever it was, the receipt tells whether the message is stored)
            receipt = self._looked_up(entry, error)
            return Appended(receipt, again=receipt.created != entry.created)

    def _looked_up(self, entry: Entry, error: Exception) -> Receipt:
        """After an answer that was lost: the receipt, if the message got through; raises `error` if it did not."""
        with _not_refused():
            receipt = self._messages.receipt(entry.room, entry.author, entry.client_id, entry.created)
        if receipt is None:
            raise error
        return receipt

    def _tell(self, sender: Link, room: Room, entry: Entry, author: Author, audience: Audience) -> Delivery:
        frame = MessageHandler(room=room.name, message=message_of(entry, author))
        report, shards = together(
            lambda: self._fanout.deliver(audience, frame),
            lambda: self._settle(sender, room, entry),
        )
        if shards > room.state.shards:
            self._fanout.deliver(Audience(room.name, first=room.state.shards, end=shards), frame)
        return Delivery(entry.seq, again=False, report=report)

    def _settle(self, sender: Link, room: Room, entry: Entry) -> int:
        """Tell the chat and the sender; returns the chat's shards now: new ones may hold viewers that came since."""
        advance = self._rooms.advance(room.state, entry.seq, entry.author, entry.created)
        self._acknowledge(sender, room.name, entry.client_id, Receipt(entry.seq, entry.created))
        return advance.shards

    def _acknowledge(self, sender: Link, name: str, client_id: str, receipt: Receipt) -> None:
        self._fanout.post([sender], Ack(client_id=client_id, room=name, seq=receipt.seq, created=receipt.created))


@contextmanager
def _not_refused() -> Generator[None]:
    """Whatever fails in here is no refusal: the message may be stored by now, and an error would say that it is not."""
    try:
        yield
    except Exception as error:
        raise OutcomeUnknown from error
