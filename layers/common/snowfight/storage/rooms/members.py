"""Who is in which chat, changed whole or not at all.

A membership is two rows: the chat's, for everybody who asks who is in it, and the user's, which says what they have
read. Every change of members is one transaction over both, and over the chat's own row, whose conditions say what must
still be true; where they are not, `Contested` is raised, and whoever asked looks again.

Whoever comes into a group is counted in their account's row, in the same transaction, and only while that count is
below its bound. Nobody is counted out: at the bound it is set anew from the memberships that there are
(`Memberships.count_groups`). So a count that was never begun mends itself, as does one whose groups were left or
deleted, and no two at once get the same last place (ADR 0032).

Where a chat has subscriptions, what happens to its members is kept for them by the same transaction (ADR 0065).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action
from pynamodb.transactions import TransactWrite

from snowfight.clock import milliseconds
from snowfight.models.records import Room, RoomState
from snowfight.storage.database import Database
from snowfight.storage.rooms.contested import ContestedWrite
from snowfight.storage.rooms.records import meta_row
from snowfight.storage.rows.rooms import AccountRow, MemberRow, MembershipRow, MetaRow, OpenRow, PastRow

if TYPE_CHECKING:
    from snowfight.models.robots.events import MemberEvent

MAX_MEMBERS = 10_000
"""Of one group: its rows still fit into one page of a Query (1 MB)."""


@dataclass(frozen=True)
class Change:
    """What an admin changes of a group; None leaves a thing as it is."""

    title: str | None = None
    open: bool | None = None
    invite: str | None = None
    retention_days: int | None = None
    """0: as the deployment has it."""
    slow_seconds: int | None = None
    add: Sequence[str] = ()
    bots: frozenset[str] = frozenset()
    """Those of `add` that are bots."""
    remove: Sequence[str] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is changed."""
        settings = (self.title, self.open, self.invite, self.retention_days, self.slow_seconds)
        return not self.add and not self.remove and all(each is None for each in settings)

    @property
    def growth(self) -> int:
        """By how many members the chat grows."""
        return len(self.add) - len(self.remove)


class Members:
    """Writes of `META`, `MEMBER`, `PAST`, `ROOM#` and `OPEN` rows, and of the count in `ACCOUNT` rows."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def create(self, state: RoomState, members: Iterable[str], now: datetime) -> None:
        """Make a chat with its members; raises Contested where one of that name exists."""
        meta = meta_row(state.name)
        meta.title, meta.admin, meta.open, meta.invite = state.title or None, state.admin, state.open, state.invite
        meta.pair = set(state.pair) if state.pair else None
        meta.last_seq, meta.active = 0, milliseconds(now)
        names = list(members)
        meta.member_count = len(names)
        with self._transaction() as transaction:
            transaction.save(meta, condition=MetaRow.pk.does_not_exist())
            for name in names:
                _enter(transaction, state, name, now)
            if state.open:
                transaction.save(_open(state.name, state.title))

    def change(self, state: RoomState, change: Change, now: datetime) -> None:
        """Apply all of `change` to the group as its admin; raises Contested."""
        actions = [MetaRow.member_count.add(change.growth), *_settings(change)]
        as_seen = (MetaRow.admin == state.admin) & (MetaRow.title == state.title) & (MetaRow.open == state.open)
        condition = _living() & as_seen
        if change.growth > 0:
            condition = condition & (MetaRow.member_count <= MAX_MEMBERS - change.growth)
        with self._transaction() as transaction:
            _update(transaction, state, actions, condition, _events(state, change), now)
            for name in change.add:
                _enter(transaction, state, name, now, bot=name in change.bots)
            for name in change.remove:
                _exit(transaction, state, name, now)
            self._list(transaction, state, change)

    def join(self, state: RoomState, username: str, now: datetime) -> None:
        """Let the user in, on the invitation or openness that `state` shows; raises Contested."""
        welcome = (MetaRow.invite == state.invite) & (MetaRow.open == state.open)
        with self._transaction() as transaction:
            condition = _living() & welcome & (MetaRow.member_count < MAX_MEMBERS)
            _update(transaction, state, [MetaRow.member_count.add(1)], condition, [("joined", username)], now)
            _enter(transaction, state, username, now)

    def leave(self, room: Room, username: str, heir: str | None, now: datetime) -> None:
        """Let a member go; an `heir` becomes the admin in the same breath. Raises Contested."""
        state = room.state
        actions: list[Action] = [MetaRow.member_count.add(-1)]
        condition = _living() & (MetaRow.admin == state.admin)
        if heir is not None:
            actions.append(MetaRow.admin.set(heir))
        with self._transaction() as transaction:
            _update(transaction, state, actions, condition, [("left", username)], now)
            if heir is not None:
                transaction.condition_check(
                    MemberRow, f"ROOM#{state.name}", f"MEMBER#{heir}", condition=MemberRow.pk.exists()
                )
            _exit(transaction, state, username, now)

    def close(self, state: RoomState, now: datetime, *, left: int | None = None) -> None:
        """Make the group invisible at once, before its rows go; with `left` only while so many members are left.

        Raises Contested where it is not as `state` shows, or gone already.
        """
        condition = _living() & (MetaRow.admin == state.admin) & (MetaRow.title == state.title)
        condition = condition & (MetaRow.open == state.open)
        if left is not None:
            condition = condition & (MetaRow.member_count == left)
        with self._transaction() as transaction:
            event: MemberEvent = "deleted" if left is None else "left"
            _update(transaction, state, [MetaRow.deleting.set(True)], condition, [(event, state.admin or "")], now)
            if state.open:
                transaction.delete(_open(state.name, state.title))

    def _list(self, transaction: TransactWrite, state: RoomState, change: Change) -> None:
        """Keep the list of open groups true."""
        title = state.title if change.title is None else change.title
        is_open = state.open if change.open is None else change.open
        before = _open(state.name, state.title) if state.open else None
        after = _open(state.name, title) if is_open else None
        if before is not None and (after is None or after.sk != before.sk):
            transaction.delete(before)
        if after is not None:
            transaction.save(after)

    def _transaction(self) -> ContestedWrite:
        return ContestedWrite(connection=self._database.connection)


def _update(
    transaction: TransactWrite,
    state: RoomState,
    actions: Sequence[Action],
    condition: Condition,
    events: Sequence[tuple[MemberEvent, str]],
    now: datetime,
) -> None:
    """Change the chat's own row, and keep what happened for its subscriptions, if it has some; a first one that came
    since `state` was read makes the change Contested."""
    if not events:
        transaction.update(meta_row(state.name), [*actions], condition)
        return
    if not state.events:
        none = MetaRow.events.does_not_exist() | (MetaRow.events == 0)
        transaction.update(meta_row(state.name), [*actions], condition & none)
        return
    from snowfight.storage.rooms import member_events  # noqa: PLC0415  (hardly any chat has a subscription)

    number = MetaRow.member_events.set(member_events.last_number(state, len(events)))
    transaction.update(meta_row(state.name), [*actions, number], condition & member_events.as_numbered(state))
    for row in member_events.rows_of(state, events, now):
        transaction.save(row)


def _events(state: RoomState, change: Change) -> list[tuple[MemberEvent, str]]:
    """What an edit is to those who are told of it, in that order."""
    removed: list[tuple[MemberEvent, str]] = [("removed", who) for who in change.remove]
    added: list[tuple[MemberEvent, str]] = [("added", who) for who in change.add]
    renamed: list[tuple[MemberEvent, str]] = [("renamed", state.admin or "")] if change.title is not None else []
    return [*removed, *added, *renamed]


def _settings(change: Change) -> Iterator[Action]:
    """What an edit sets of the chat itself."""
    if change.title is not None:
        yield MetaRow.title.set(change.title)
    if change.open is not None:
        yield MetaRow.open.set(change.open)
    if change.invite is not None:
        yield MetaRow.invite.set(change.invite)
    for field, number in (
        (MetaRow.retention_days, change.retention_days),
        (MetaRow.slow_seconds, change.slow_seconds),
    ):
        if number is not None:
            yield field.set(number) if number else field.remove()


def _living() -> Condition:
    return MetaRow.pk.exists() & MetaRow.deleting.does_not_exist()


def _open(name: str, title: str) -> OpenRow:
    return OpenRow("OPEN", f"{title.casefold()}#{name}", room=name, title=title)


def _enter(transaction: TransactWrite, state: RoomState, username: str, now: datetime, *, bot: bool = False) -> None:
    """The user becomes a member, with everything so far counted as read."""
    member = MemberRow(f"ROOM#{state.name}", f"MEMBER#{username}", joined=milliseconds(now), bot=bot or None)
    transaction.save(member, condition=MemberRow.pk.does_not_exist())
    transaction.save(
        MembershipRow(f"USER#{username}", f"ROOM#{state.name}", joined=milliseconds(now), read_seq=state.last_seq)
    )
    if state.kind == "group":
        living = AccountRow.pk.exists() & AccountRow.deleted.does_not_exist()
        account = AccountRow(f"USER#{username}", "ACCOUNT")
        transaction.update(account, [AccountRow.joins.add(1)], living & (AccountRow.joins < AccountRow.max_joins))


def _exit(transaction: TransactWrite, state: RoomState, username: str, now: datetime) -> None:
    """The user is a member no more; both sides keep that they were, the chat's even if they come back."""
    transaction.delete(MemberRow(f"ROOM#{state.name}", f"MEMBER#{username}", joined=0), condition=MemberRow.pk.exists())
    transaction.save(PastRow(f"ROOM#{state.name}", f"PAST#{username}"))
    transaction.update(
        MembershipRow(f"USER#{username}", f"ROOM#{state.name}"),
        [MembershipRow.left.set(milliseconds(now)), MembershipRow.title.set(state.title)],
    )
