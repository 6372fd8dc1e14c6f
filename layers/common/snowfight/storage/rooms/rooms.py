"""Chats, their members, and how far each has read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from pynamodb.expressions.operand import Path

from snowfight.clock import from_milliseconds, milliseconds
from snowfight.errors import Unavailable
from snowfight.models.names import PUBLIC_CHAT, is_group
from snowfight.models.records import Account, Membership, Room, RoomState
from snowfight.storage.accounts.accounts import account_of
from snowfight.storage.database import Database, Refused
from snowfight.storage.rows import AUTHOR_MARK, AccountRow, MemberRow, MembershipRow, MessageRow, MetaRow, RoomsRow

MAX_AUTHORS = 8
"""Latest authors whose own newest seq the META row carries; with them it stays below 1 KB, one write unit."""

ADVANCE_ATTEMPTS = 5
"""Tries to tell how far a log has got; each lost one means that another message told something newer."""

READ_PAUSE = timedelta(seconds=2)
"""The others are told at most once in this time how far somebody has read (wire contract, `read_handler`)."""

_LIVING = "ME"
"""Sort keys of a chat's META and MEMBER rows begin so; what is kept of past members is passed over."""

MAX_MEMBERSHIPS = 10_000
"""Chats of one user that are looked at: a thousand groups (storage.members), the others private ones."""


@dataclass(frozen=True)
class Turn:
    """When the others may be told that somebody has read up to `seq`."""

    due: datetime
    seq: int


@dataclass(frozen=True)
class Seen:
    """A user's account, deleted ones too; some chats by name, and what is kept of the user in those they are in."""

    account: Account | None
    states: dict[str, RoomState]
    memberships: dict[str, Membership]


@dataclass(frozen=True)
class Advance:
    """What became of telling a chat's row how far its log has got: the shards that the chat's viewers lie in now, and
    whether it was this call that the row learned the message from."""

    shards: int
    moved: bool


@dataclass(frozen=True)
class Progress:
    """Where a chat's log stands, and whether a message lies right behind the number that was asked about."""

    state: RoomState
    more: bool


class Rooms:
    """The `META`, `MEMBER` and `ROOM#` rows of the rooms table."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def load(self, name: str) -> Room | None:
        """A chat with its members, one consistent request; None where there is none."""
        if name == PUBLIC_CHAT:
            states = self.states([name])
            return Room(states.get(name, RoomState.public()))
        rows = list(RoomsRow.query(f"ROOM#{name}", RoomsRow.sk.startswith(_LIVING), consistent_read=True))
        metas = [row for row in rows if isinstance(row, MetaRow)]
        members = sorted((row for row in rows if isinstance(row, MemberRow)), key=lambda row: (row.joined, row.sk))
        if not metas or metas[0].deleting:
            return None
        names = tuple(row.sk.removeprefix("MEMBER#") for row in members)
        return Room(_state(metas[0]), names, tuple(int(row.joined) for row in members))

    def states(self, names: Iterable[str]) -> dict[str, RoomState]:
        """The chats of those names without their members, one consistent request for a hundred."""
        rows = self._database.get_many(_meta(name) for name in names)
        states = [_state(row) for row in rows if isinstance(row, MetaRow) and not row.deleting]
        return {state.name: state for state in states}

    def seen_by(self, username: str, names: Iterable[str]) -> Seen:
        """A user and those chats, each by key; one consistent request for 49 chats."""
        wanted = list(names)
        keys = [row for name in wanted for row in (_meta(name), _membership(username, name))]
        rows = self._database.get_many([AccountRow(f"USER#{username}", "ACCOUNT"), *keys])
        accounts = [account_of(row) for row in rows if isinstance(row, AccountRow)]
        states = [_state(row) for row in rows if isinstance(row, MetaRow) and not row.deleting]
        memberships = [_membership_of(row) for row in rows if isinstance(row, MembershipRow)]
        public = {PUBLIC_CHAT: RoomState.public()} if PUBLIC_CHAT in wanted else {}
        return Seen(
            accounts[0] if accounts else None,
            public | {state.name: state for state in states},
            {membership.room: membership for membership in memberships if membership.left is None},
        )

    def memberships(self, username: str) -> dict[str, Membership]:
        """The chats that the user is in, the public one always."""
        return self.user(username)[1]

    def user(self, username: str) -> tuple[Account | None, dict[str, Membership]]:
        """A user's account, deleted ones too, and the chats that they are in: one partition, read in pages."""
        rows = RoomsRow.query(
            f"USER#{username}",
            filter_condition=MembershipRow.left.does_not_exist(),
            consistent_read=True,
            limit=MAX_MEMBERSHIPS + 1,
        )
        account: Account | None = None
        found = {PUBLIC_CHAT: Membership(PUBLIC_CHAT)}
        for row in rows:
            if isinstance(row, AccountRow):
                account = account_of(row)
            elif isinstance(row, MembershipRow):
                found[row.sk.removeprefix("ROOM#")] = _membership_of(row)
        return account, found

    def count_groups(self, username: str, limit: int) -> int:
        """How many groups the user is in, at most `limit`, whatever their account's row has counted."""
        count = 0
        for row in MembershipRow.query(
            f"USER#{username}",
            MembershipRow.sk.startswith("ROOM#"),
            filter_condition=MembershipRow.left.does_not_exist(),
            consistent_read=True,
            attributes_to_get=["sk"],
        ):
            count += is_group(row.sk.removeprefix("ROOM#"))
            if count >= limit:
                break
        return count

    def memberships_page(self, username: str, limit: int, start: str = "") -> list[Membership]:
        """The first `limit` chats, by name and from `start` on, that the user is or was in, or has read in."""
        rows = MembershipRow.query(
            f"USER#{username}", MembershipRow.sk.between(f"ROOM#{start}", "ROOM#~"), consistent_read=True, limit=limit
        )
        return [_membership_of(row) for row in rows]

    def progress(self, username: str, seqs: Mapping[str, int]) -> list[Progress]:
        """How far those of the chats have got that the user is in; one round, a hundred keys a request, three a chat.

        The message right behind each number is looked for besides: of one whose sender died, the chat's row knows
        nothing.
        """
        keys = ((_membership(username, name), _meta(name), MessageRow(name, seq + 1)) for name, seq in seqs.items())
        rows = self._database.get_many(row for each in keys for row in each)
        mine = {_membership_of(row).room for row in rows if isinstance(row, MembershipRow) and not row.left}
        states = [_state(row) for row in rows if isinstance(row, MetaRow) and not row.deleting]
        more = {row.room for row in rows if isinstance(row, MessageRow)}
        known = {PUBLIC_CHAT: RoomState.public()} | {state.name: state for state in states}
        asked = (known[name] for name in seqs if name in known and name in {PUBLIC_CHAT, *mine})
        return [Progress(state, state.name in more) for state in asked]

    def shared(self, one: str, other: str) -> bool:
        """Whether the two are in a private chat or group together."""
        both = set(self.memberships(one)) & set(self.memberships(other))
        return bool(self.states(both - {PUBLIC_CHAT}))

    def read(self, username: str, name: str, seq: int) -> bool:
        """The user has read the chat up to `seq`; never goes back. Says whether that is news."""
        row = _membership(username, name)
        news = MembershipRow.read_seq.does_not_exist() | (MembershipRow.read_seq < seq)
        if name != PUBLIC_CHAT:
            news = news & MembershipRow.joined.exists() & MembershipRow.left.does_not_exist()
        try:
            self._database.update(row, [MembershipRow.read_seq.set(seq)], news)
        except Refused:
            return False
        return True

    def read_aloud(self, username: str, name: str, seq: int, now: datetime) -> Turn | None:
        """As `read`, where the others are told: at once, then it is marked, or later; None where it is no news."""
        news = (MembershipRow.read_seq < seq) & MembershipRow.left.does_not_exist()
        quiet = MembershipRow.told.does_not_exist() | (MembershipRow.told <= milliseconds(now - READ_PAUSE))
        actions = [MembershipRow.read_seq.set(seq), MembershipRow.told.set(milliseconds(now))]
        try:
            self._database.update(_membership(username, name), actions, news & quiet)
        except Refused as refused:
            if refused.item is None or not self.read(username, name, seq):
                return None
            return Turn(_next_turn(MembershipRow.from_raw_data(refused.item)), seq)
        return Turn(now, seq)

    def take_read_turn(self, username: str, name: str, now: datetime) -> Turn | None:
        """Mark that the others are told now how far the user has read, or say when they may be.

        None where they have not been told anything since the user came in, so that nothing has to wait.
        """
        quiet = MembershipRow.told <= milliseconds(now - READ_PAUSE)
        actions = [MembershipRow.told.set(milliseconds(now))]
        try:
            item = self._database.update(_membership(username, name), actions, quiet)
        except Refused as refused:
            row = MembershipRow.from_raw_data(refused.item) if refused.item else None
            if row is None or not row.told:
                return None
            return Turn(_next_turn(row), int(row.read_seq or 0))
        return Turn(now, int(MembershipRow.from_raw_data(item).read_seq or 0))

    def advance(self, state: RoomState, seq: int, author: str, created: datetime) -> Advance:
        """The log of `state`'s chat has reached `seq`, written by `author`: told in one write.

        A later seq that was told first stays. Where too many authors are remembered, the longest silent one's place
        is handed to their own row before it is forgotten here. Raises Unavailable where the row stays contested.
        """
        for _attempt in range(ADVANCE_ATTEMPTS):
            if state.last_seq >= seq:
                if state.sent.get(author, 0) < seq:
                    self.read(author, state.name, seq)
                return Advance(state.shards, moved=False)
            try:
                return Advance(self._advance(state, seq, author, created), moved=True)
            except Refused as refused:
                found = MetaRow.from_raw_data(refused.item) if refused.item else None
                if found is None or found.deleting:
                    return Advance(state.shards, moved=False)
                state = _state(found)
        raise Unavailable

    def resize(self, state: RoomState, shards: int, filling: int, now: datetime) -> bool:
        """Let the chat's viewers lie in `shards`, new ones in `filling` of them; False if somebody was faster."""
        actions = [MetaRow.shards.set(shards), MetaRow.filling.set(filling), MetaRow.resized.set(milliseconds(now))]
        resized = MetaRow.resized
        as_seen = resized == milliseconds(state.resized) if state.resized else resized.does_not_exist()
        try:
            self._database.update(_meta(state.name), actions, as_seen)
        except Refused:
            return False
        return True

    def _advance(self, state: RoomState, seq: int, author: str, created: datetime) -> int:
        actions = [
            MetaRow.last_seq.set(seq),
            MetaRow.active.set(milliseconds(created)),
            Path([AUTHOR_MARK + author]).set(seq),
        ]
        condition = (MetaRow.last_seq < seq) & MetaRow.deleting.does_not_exist()
        if state.name == PUBLIC_CHAT:
            condition = MetaRow.last_seq.does_not_exist() | condition
        silent = self._longest_silent(state, author)
        if silent is not None:
            self.read(silent, state.name, state.sent[silent])
            place = Path([AUTHOR_MARK + silent])
            actions.append(place.remove())
            condition = condition & (place == state.sent[silent])
        return _state(MetaRow.from_raw_data(self._database.update(_meta(state.name), actions, condition))).shards

    def _longest_silent(self, state: RoomState, author: str) -> str | None:
        others = {name: seq for name, seq in state.sent.items() if name != author}
        return min(others, key=others.__getitem__) if len(others) >= MAX_AUTHORS else None


def _meta(name: str) -> MetaRow:
    return MetaRow(f"ROOM#{name}", "META")


def _membership(username: str, name: str) -> MembershipRow:
    return MembershipRow(f"USER#{username}", f"ROOM#{name}")


def _next_turn(row: MembershipRow) -> datetime:
    return from_milliseconds(int(row.told or 0)) + READ_PAUSE


def _membership_of(row: MembershipRow) -> Membership:
    return Membership(
        room=row.sk.removeprefix("ROOM#"),
        read_seq=int(row.read_seq or 0),
        joined=from_milliseconds(int(row.joined)) if row.joined else None,
        left=from_milliseconds(int(row.left)) if row.left else None,
        title=row.title,
    )


def _state(row: MetaRow) -> RoomState:
    name = row.pk.removeprefix("ROOM#")
    public = RoomState.public()
    pair = sorted(row.pair or ())
    return RoomState(
        name=name,
        kind=public.kind if name == PUBLIC_CHAT else ("private" if pair else "group"),
        title=row.title or (public.title if name == PUBLIC_CHAT else ""),
        admin=row.admin,
        open=bool(row.open) or name == PUBLIC_CHAT,
        invite=row.invite,
        retention_days=int(row.retention_days) if row.retention_days else None,
        last_seq=int(row.last_seq or 0),
        active=from_milliseconds(int(row.active)) if row.active else None,
        member_count=int(row.member_count or 0),
        pair=(pair[0], pair[1]) if pair else None,
        sent=dict(row.sent),
        shards=int(row.shards or 1),
        filling=int(row.filling or 1),
        resized=from_milliseconds(int(row.resized)) if row.resized else None,
    )
