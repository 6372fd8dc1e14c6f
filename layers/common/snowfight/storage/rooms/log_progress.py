"""How far the chats' logs have got, as each chat's own row says, and the newest message of its latest authors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING

from pynamodb.expressions.condition import Condition
from pynamodb.expressions.operand import Path
from pynamodb.expressions.update import Action

from snowfight.clock import milliseconds
from snowfight.errors import Unavailable
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import RoomState
from snowfight.storage.database import Database, Refused
from snowfight.storage.messages.changes import change_row, room_of
from snowfight.storage.prepared import PreparedUpdate, name, number
from snowfight.storage.rooms.read_positions import ReadPositions
from snowfight.storage.rooms.records import membership_of, membership_row, meta_row, state_of
from snowfight.storage.rows.messages import ChangeRow, MessageRow
from snowfight.storage.rows.rooms import AUTHOR_MARK, MembershipRow, MetaRow

if TYPE_CHECKING:
    from snowfight.storage.rooms.telling_turns import Claim

MAX_AUTHORS = 8
"""Latest authors whose own newest seq the META row carries; with them it stays below 1 KB, one write unit."""

ADVANCE_ATTEMPTS = 5
"""Tries to tell how far a log has got; each lost one means that another message told something newer."""


@dataclass(frozen=True)
class Advance:
    """What became of telling a chat's row how far its log has got: the chat as the row has it now, and whether it was
    this call that the row learned the message from. Where messages are gathered, `at_once` says whether this one is
    told now all the same."""

    state: RoomState
    moved: bool
    at_once: bool = True

    @property
    def shards(self) -> int:
        """Those that the chat's viewers lie in now."""
        return self.state.shards


@dataclass(frozen=True)
class Progress:
    """Where a chat's logs stand; whether a message, a change lies right behind the number that was asked about."""

    state: RoomState
    more: bool
    changed: bool = False


class LogProgress:
    """What the `META` rows of the rooms table say about the log."""

    def __init__(self, database: Database, read_positions: ReadPositions) -> None:
        self._database = database
        self._read_positions = read_positions

    def of(self, username: str, seqs: Mapping[str, int], revs: Mapping[str, int]) -> list[Progress]:
        """How far those of the chats have got that the user is in; one round, a hundred keys a request, four a chat.

        The message right behind each of `seqs` is looked for besides, and the change behind each of `revs`: of one
        whose sender died, the chat's row knows nothing.
        """
        names = list(dict.fromkeys((*seqs, *revs)))
        rows = self._database.get_many(
            [
                *(row for name in names for row in (membership_row(username, name), meta_row(name))),
                *(MessageRow(name, seq + 1) for name, seq in seqs.items()),
                *(change_row(name, rev + 1) for name, rev in revs.items()),
            ]
        )
        mine = {membership_of(row).room for row in rows if isinstance(row, MembershipRow) and not row.left}
        states = [state_of(row) for row in rows if isinstance(row, MetaRow) and not row.deleting]
        more = {row.room for row in rows if isinstance(row, MessageRow)}
        changed = {room_of(row) for row in rows if isinstance(row, ChangeRow)}
        known = {PUBLIC_CHAT: RoomState.public()} | {state.name: state for state in states}
        asked = (known[name] for name in names if name in known and name in {PUBLIC_CHAT, *mine})
        return [Progress(state, state.name in more, state.name in changed) for state in asked]

    def advance(
        self, state: RoomState, seq: int, author: str, created: datetime, claim: Claim | None = None
    ) -> Advance:
        """The log of `state`'s chat has reached `seq`, written by `author`: told in one write.

        A later seq that was told first stays. Where too many authors are remembered, the longest silent one's place
        is handed to their own row before it is forgotten here. Raises Unavailable where the row stays contested. With
        a `claim` the same write says who tells the message, where the audience is very large.

        What subscriptions are sent is woken first: what the row knows of is surely sent.
        """
        woken = wake_sender(self._database, state, created)
        for _attempt in range(ADVANCE_ATTEMPTS):
            if state.last_seq >= seq:
                return self._known(state, seq, author, claim)
            claimed = claim if state.shards > 1 else None
            try:
                now = self._advance(state, seq, author, created, claimed)
            except Refused as refused:
                found = _living(refused)
                if found is None:
                    return Advance(state, moved=False)
                state = found
            else:
                if not woken:  # the first subscription may have come since
                    wake_sender(self._database, now, created)
                return Advance(now, moved=True, at_once=claimed is None or claimed.is_at_once(state, seq))
        raise Unavailable

    def _known(self, state: RoomState, seq: int, author: str, claim: Claim | None) -> Advance:
        """The row knows as much: of somebody else, or by the claim's own write, whose answer was lost."""
        if claim is not None and claim.came_through(state, seq, author):
            return Advance(state, moved=True, at_once=not claim.has_turn(state))
        if state.sent.get(author, 0) < seq:
            self._read_positions.written(author, state.name, seq)
        return Advance(state, moved=False)

    def _advance(self, state: RoomState, seq: int, author: str, created: datetime, claim: Claim | None) -> RoomState:
        silent = self._longest_silent(state, author)
        is_public, forgets = state.name == PUBLIC_CHAT, silent is not None
        update = _prepared(is_public=is_public, forgets=forgets)
        if claim is not None:
            actions, condition = _advancing(is_public=is_public, forgets=forgets)
            update = PreparedUpdate([*actions, *claim.actions(state, seq)], condition)
        values, names = {"seq": seq, "active": milliseconds(created)}, {"author": AUTHOR_MARK + author}
        if silent is not None:
            self._read_positions.written(silent, state.name, state.sent[silent])
            values["silent_seq"], names["silent"] = state.sent[silent], AUTHOR_MARK + silent
        return state_of(MetaRow.from_raw_data(self._database.run(update, meta_row(state.name), values, names)))

    def _longest_silent(self, state: RoomState, author: str) -> str | None:
        others = {name: seq for name, seq in state.sent.items() if name != author}
        return min(others, key=others.__getitem__) if len(others) >= MAX_AUTHORS else None


def _living(refused: Refused) -> RoomState | None:
    """The chat that refused a write, unless it is no more."""
    row = MetaRow.from_raw_data(refused.item) if refused.item else None
    return state_of(row) if row is not None and not row.deleting else None


@cache
def _prepared(*, is_public: bool, forgets: bool) -> PreparedUpdate:
    return PreparedUpdate(*_advancing(is_public=is_public, forgets=forgets))


def _advancing(*, is_public: bool, forgets: bool) -> tuple[list[Action], Condition]:
    """The write that tells how far a log has got, which forgets one author, or none."""
    actions: list[Action] = [
        MetaRow.last_seq.set(number("seq")),
        MetaRow.active.set(number("active")),
        Path([name("author")]).set(number("seq")),
    ]
    condition: Condition = (MetaRow.last_seq < number("seq")) & MetaRow.deleting.does_not_exist()
    if is_public:
        condition = MetaRow.last_seq.does_not_exist() | condition
    if forgets:
        place = Path([name("silent")])
        actions.append(place.remove())
        condition = condition & (place == number("silent_seq"))
    return actions, condition


def wake_sender(database: Database, state: RoomState, now: datetime) -> bool:
    """Wake what sends events of the chat, if `state` says that there is somewhere to send them; returns whether."""
    if not state.events:
        return False
    from snowfight.storage.rooms.event_wakes import EventWakes  # noqa: PLC0415  (hardly any chat has a subscription)

    EventWakes(database).put(state.name, now)
    return True
