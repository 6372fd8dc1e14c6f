"""Chats with their members, and what goes with them: how far their logs have got, who has read how far."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from snowfight.clock import milliseconds
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import Account, Membership, Room, RoomState
from snowfight.storage.accounts.records import account_of, account_row
from snowfight.storage.database import Database, Refused
from snowfight.storage.rooms.log_progress import Advance, LogProgress
from snowfight.storage.rooms.memberships import Memberships
from snowfight.storage.rooms.read_positions import ReadPositions
from snowfight.storage.rooms.records import membership_of, membership_row, meta_row, state_of
from snowfight.storage.rows.rooms import AccountRow, MemberRow, MembershipRow, MetaRow, RoomsRow

if TYPE_CHECKING:
    from snowfight.storage.rooms.telling_turns import Claim, TellingTurns

_LIVING = "ME"
"""Sort keys of a chat's META and MEMBER rows begin so; what is kept of past members is passed over."""


@dataclass(frozen=True)
class Seen:
    """A user's account, deleted ones too; some chats by name, and what is kept of the user in those they are in."""

    account: Account | None
    states: dict[str, RoomState]
    memberships: dict[str, Membership]


class Rooms:
    """The `META` and `MEMBER` rows of the rooms table.

    With them come `memberships`, `read_positions` and `log_progress`; who needs one of these alone is given that one.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self.memberships = Memberships(database)
        self.read_positions = ReadPositions(database)
        self.log_progress = LogProgress(database, self.read_positions)

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
        bots = frozenset(row.sk.removeprefix("MEMBER#") for row in members if row.bot)
        return Room(state_of(metas[0]), names, tuple(int(row.joined) for row in members), bots)

    def states(self, names: Iterable[str]) -> dict[str, RoomState]:
        """The chats of those names without their members, one consistent request for a hundred."""
        rows = self._database.get_many(meta_row(name) for name in names)
        states = [state_of(row) for row in rows if isinstance(row, MetaRow) and not row.deleting]
        return {state.name: state for state in states}

    def seen_by(self, username: str, names: Iterable[str]) -> Seen:
        """A user and those chats, each by key; one consistent request for 49 chats."""
        wanted = list(names)
        keys = [row for name in wanted for row in (meta_row(name), membership_row(username, name))]
        rows = self._database.get_many([account_row(username), *keys])
        accounts = [account_of(row) for row in rows if isinstance(row, AccountRow)]
        states = [state_of(row) for row in rows if isinstance(row, MetaRow) and not row.deleting]
        memberships = [membership_of(row) for row in rows if isinstance(row, MembershipRow)]
        public = {PUBLIC_CHAT: RoomState.public()} if PUBLIC_CHAT in wanted else {}
        return Seen(
            accounts[0] if accounts else None,
            public | {state.name: state for state in states},
            {membership.room: membership for membership in memberships if membership.left is None},
        )

    def shared(self, one: str, other: str) -> bool:
        """Whether the two are in a private chat or group together."""
        both = set(self.memberships.of(one)) & set(self.memberships.of(other))
        return bool(self.states(both - {PUBLIC_CHAT}))

    def advance(
        self, state: RoomState, seq: int, author: str, created: datetime, claim: Claim | None = None
    ) -> Advance:
        """As `LogProgress.advance`: the log of `state`'s chat has reached `seq`."""
        return self.log_progress.advance(state, seq, author, created, claim)

    @cached_property
    def telling_turns(self) -> TellingTurns:
        """Who tells a very large audience; loaded where there is one."""
        from snowfight.storage.rooms.telling_turns import TellingTurns  # noqa: PLC0415

        return TellingTurns(self._database)

    def resize(self, state: RoomState, shards: int, filling: int, now: datetime) -> bool:
        """Let the chat's viewers lie in `shards`, new ones in `filling` of them; False if somebody was faster."""
        actions = [MetaRow.shards.set(shards), MetaRow.filling.set(filling), MetaRow.resized.set(milliseconds(now))]
        resized = MetaRow.resized
        as_seen = resized == milliseconds(state.resized) if state.resized else resized.does_not_exist()
        try:
            self._database.update(meta_row(state.name), actions, as_seen)
        except Refused:
            return False
        return True
