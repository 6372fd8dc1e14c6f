"""Where events of a chat are sent to: one row each, which also says how far that has got and whose turn it is."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, cast

from pynamodb.attributes import Attribute
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action

from snowfight.clock import from_milliseconds, milliseconds
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import RoomState
from snowfight.storage.database import Database, Refused
from snowfight.storage.rooms.contested import ContestedWrite
from snowfight.storage.rooms.records import meta_row
from snowfight.storage.rows.robots import SubscriptionRow
from snowfight.storage.rows.rooms import MetaRow

if TYPE_CHECKING:
    from snowfight.models.robots.events import EventKind

BUSY = timedelta(seconds=150)
"""Whoever sends has so long before another takes over: longer than the function lives."""


@dataclass(frozen=True)
class Cursor:
    """Up to which number each of the chat's logs was sent: messages, changes, events of members."""

    seq: int
    rev: int
    member: int


@dataclass(frozen=True)
class EventSubscription:
    """Where events of a chat are sent to, and how that goes."""

    room: str
    id: str
    url: str
    kinds: tuple[EventKind, ...]
    bots: bool
    maker: str
    secret: str
    cursor: Cursor
    failures: int = 0
    """Tries of the event that comes next."""
    failing_since: datetime | None = None
    due: datetime | None = None
    """Not before then."""
    last_status: int | None = None
    disabled: bool = False
    paced: datetime | None = None
    """How far what bots say has used up their pace (domain.events.pace)."""
    busy_until: datetime | None = None
    turn: str = ""


class EventSubscriptionRows:
    """The `EVENTS#` rows of the rooms table."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, room: str) -> list[EventSubscription]:
        """All of the chat's, the oldest first; one Query."""
        rows = SubscriptionRow.query(f"EVENTS#{room}", consistent_read=True)
        return [_subscription(row) for row in rows]

    def get(self, room: str, subscription_id: str) -> EventSubscription | None:
        """The one of that id."""
        rows = self._database.get_many([_key(room, subscription_id)])
        return next((_subscription(row) for row in rows if isinstance(row, SubscriptionRow)), None)

    def create(self, subscription: EventSubscription, most: int) -> None:
        """Keep it, where the chat has fewer than `most`, and count it; raises Contested."""
        row = _key(subscription.room, subscription.id)
        row.url, row.kinds, row.maker = subscription.url, [*subscription.kinds], subscription.maker
        row.bots = subscription.bots or None
        row.secret = subscription.secret
        row.seq, row.rev, row.member = subscription.cursor.seq, subscription.cursor.rev, subscription.cursor.member
        room = MetaRow.deleting.does_not_exist() & (MetaRow.events.does_not_exist() | (MetaRow.events < most))
        if subscription.room != PUBLIC_CHAT:
            room = room & MetaRow.pk.exists()
        with ContestedWrite(connection=self._database.connection) as transaction:
            transaction.save(row, condition=SubscriptionRow.pk.does_not_exist())
            transaction.update(meta_row(subscription.room), [MetaRow.events.add(1)], room)

    def delete(self, state: RoomState, subscription_id: str) -> None:
        """Forget it, and count it no more; raises Contested where it is not there."""
        with ContestedWrite(connection=self._database.connection) as transaction:
            transaction.delete(_key(state.name, subscription_id), condition=SubscriptionRow.pk.exists())
            transaction.update(meta_row(state.name), [MetaRow.events.add(-1)], MetaRow.events > 0)

    def enable(self, room: str, subscription_id: str, maker: str) -> bool:
        """Have it sent on from where it stood, at once, in the name of `maker`; says whether it is there.

        Whoever has the turn loses it, so that how theirs ends does not undo this. What they are just telling is told
        once more.
        """
        actions = [
            SubscriptionRow.maker.set(maker),
            *(field.remove() for field in (SubscriptionRow.failures, SubscriptionRow.failing_since)),
            *(field.remove() for field in (SubscriptionRow.due, SubscriptionRow.disabled)),
            *(field.remove() for field in (SubscriptionRow.turn, SubscriptionRow.busy_until)),
        ]
        return self._update(room, subscription_id, actions, SubscriptionRow.pk.exists())

    def disable(self, subscription: EventSubscription) -> None:
        """Send nothing more, unless somebody has taken it over since."""
        as_made = SubscriptionRow.maker == subscription.maker
        self._update(subscription.room, subscription.id, [SubscriptionRow.disabled.set(True)], as_made)

    def take(self, subscription: EventSubscription, now: datetime) -> EventSubscription | None:
        """Become the one who sends to it, with what it is now; None where somebody else is, or it is not time.

        As with presence's turn: where an answer is lost the request is made again, and knows its own turn; where none
        comes at all, the turn is given up.
        """
        turn, moment = secrets.token_hex(8), milliseconds(now)
        free = (
            SubscriptionRow.busy_until.does_not_exist()
            | (SubscriptionRow.busy_until < moment)
            | (SubscriptionRow.turn == turn)
        )
        is_due = SubscriptionRow.due.does_not_exist() | (SubscriptionRow.due <= moment)
        condition = SubscriptionRow.pk.exists() & SubscriptionRow.disabled.does_not_exist() & is_due & free
        actions = [SubscriptionRow.turn.set(turn), SubscriptionRow.busy_until.set(milliseconds(now + BUSY))]
        row = _key(subscription.room, subscription.id)
        try:
            item = self._database.update(row, actions, condition)
        except Refused:
            return None
        except Exception:
            with suppress(Refused):
                self._database.update(row, [SubscriptionRow.busy_until.remove()], SubscriptionRow.turn == turn)
            raise
        return replace(_subscription(SubscriptionRow.from_raw_data(item)), turn=turn)

    def keep(self, subscription: EventSubscription, *, leave: bool) -> bool:
        """Keep how the sending goes, and `leave` the turn to the next; False where it is somebody else's by now, the
        subscription is gone, or the turn was left by a request whose answer was lost."""
        actions = [
            *(SubscriptionRow.seq.set(subscription.cursor.seq), SubscriptionRow.rev.set(subscription.cursor.rev)),
            SubscriptionRow.member.set(subscription.cursor.member),
            *(_set(field, value) for field, value in _optional(subscription)),
            *([SubscriptionRow.busy_until.remove(), SubscriptionRow.turn.remove()] if leave else []),
        ]
        return self._update(subscription.room, subscription.id, actions, SubscriptionRow.turn == subscription.turn)

    def _update(self, room: str, subscription_id: str, actions: Sequence[Action], condition: Condition) -> bool:
        try:
            self._database.update(_key(room, subscription_id), actions, condition)
        except Refused:
            return False
        return True


def _optional(subscription: EventSubscription) -> tuple[tuple[Attribute[Any], int | bool | None], ...]:
    return (
        (SubscriptionRow.failures, subscription.failures or None),
        (SubscriptionRow.failing_since, _number(subscription.failing_since)),
        (SubscriptionRow.due, _number(subscription.due)),
        (SubscriptionRow.last_status, subscription.last_status),
        (SubscriptionRow.disabled, subscription.disabled or None),
        (SubscriptionRow.paced, _number(subscription.paced)),
    )


def _set(field: Attribute[Any], value: int | bool | None) -> Action:
    return field.remove() if value is None else field.set(value)


def _key(room: str, subscription_id: str) -> SubscriptionRow:
    return SubscriptionRow(f"EVENTS#{room}", subscription_id)


def _subscription(row: SubscriptionRow) -> EventSubscription:
    return EventSubscription(
        room=row.pk.removeprefix("EVENTS#"),
        id=row.sk,
        url=row.url,
        kinds=cast("tuple[EventKind, ...]", tuple(row.kinds)),
        bots=bool(row.bots),
        maker=row.maker,
        secret=row.secret,
        cursor=Cursor(int(row.seq), int(row.rev), int(row.member)),
        failures=int(row.failures or 0),
        failing_since=_moment(row.failing_since),
        due=_moment(row.due),
        last_status=int(row.last_status) if row.last_status else None,
        disabled=bool(row.disabled),
        paced=_moment(row.paced),
        busy_until=_moment(row.busy_until),
    )


def _number(moment: datetime | None) -> int | None:
    return milliseconds(moment) if moment else None


def _moment(value: float | None) -> datetime | None:
    return from_milliseconds(int(value)) if value else None
