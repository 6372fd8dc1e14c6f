"""The numbers of the newest messages that mention somebody, from which unread ones are counted: in the row that is kept
of the user in the chat, or for everybody at once in the chat's own.

Both are read with every list of chats anyway, so that a count asks for nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection

from pynamodb.attributes import NumberSetAttribute
from pynamodb.expressions.condition import Condition, size

from snowfight.errors import Unavailable
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import RoomState
from snowfight.storage import database
from snowfight.storage.database import Database, Refused
from snowfight.storage.messages.packed_numbers import pack, unpack
from snowfight.storage.rooms.records import membership_row, meta_row, state_of
from snowfight.storage.rows.rooms import MembershipRow, MetaRow

KEPT = 100
"""Mentions of one user in one chat that are counted (wire contract, part 3: up to 100)."""

SPARE = 20
"""More numbers than that are in a row until the oldest go, so that they go seldom."""

SPACE = 428
"""Bytes of both lists of numbers in a chat's own row, which every message there writes: with them it stays below 1 KB,
a write unit, whatever the group is called. Deletions take 401 of them at most; mentions of everybody, what is left."""

LEAST = 27
"""Bytes that those have in any case: the newest twelve, or more where they are not thousands of messages apart."""

ATTEMPTS = 8
"""Tries to write what others write too; each lost one means that another message mentioned everybody."""


class UnreadMentions:
    """The `mentions` and `passed_over` of `ROOM#` rows, and the `mentions_all` of `META` rows."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, room: str, seq: int, usernames: Collection[str]) -> None:
        """Message `seq` mentions those users; passed over of who is not in the chat."""
        _each(usernames, lambda name: self._add(room, seq, name, MembershipRow.mentions))

    def remove(self, room: str, seq: int, usernames: Collection[str]) -> None:
        """Message `seq` does not mention those users any more."""
        _each(usernames, lambda name: self._drop(room, {seq}, name, MembershipRow.mentions))

    def pass_over(self, room: str, seq: int, usernames: Collection[str]) -> None:
        """Message `seq`, which mentions everybody in the chat, does not mention those users."""
        _each(usernames, lambda name: self._add(room, seq, name, MembershipRow.passed_over))

    def add_all(self, state: RoomState, seq: int) -> None:
        """Message `seq` mentions everybody in the chat; raises Unavailable where its row stays contested."""
        self._change_all(state, lambda numbers: numbers | {seq})

    def remove_all(self, state: RoomState, seq: int) -> None:
        """Message `seq` does not mention everybody any more; raises as `add_all`."""
        self._change_all(state, lambda numbers: numbers - {seq})

    def _add(self, room: str, seq: int, username: str, numbers: NumberSetAttribute) -> None:
        has_room = numbers.does_not_exist() | (size(numbers) < KEPT + SPARE)
        row = membership_row(username, room)
        try:
            self._database.update(row, [numbers.add({seq})], has_room & _inside(room))
        except Refused as refused:
            found = MembershipRow.from_raw_data(refused.item) if refused.item else None
            known = sorted(map(int, getattr(found, numbers.attr_name) or ())) if found is not None else []
            if len(known) < KEPT + SPARE or (found is not None and found.left):
                return
            self._drop(room, set(known[: 1 - KEPT]), username, numbers)
            self._database.update(row, [numbers.add({seq})])

    def _drop(self, room: str, seqs: set[int], username: str, numbers: NumberSetAttribute) -> None:
        try:
            self._database.update(membership_row(username, room), [numbers.delete(seqs)], numbers.exists())
        except Refused:
            return

    def _change_all(self, state: RoomState, change: Callable[[frozenset[int]], frozenset[int]]) -> None:
        for _attempt in range(ATTEMPTS):
            before = frozenset(state.mentions_all)
            after = change(before)
            if after == before:
                return
            numbers = MetaRow.mentions_all
            as_read = numbers == pack(before, KEPT) if before else numbers.does_not_exist()
            try:
                self._database.update(
                    meta_row(state.name), [numbers.set(_fitting(after, state))], as_read & MetaRow.pk.exists()
                )
            except Refused as refused:
                if refused.item is None:
                    return
                state = state_of(MetaRow.from_raw_data(refused.item))
            else:
                return
        raise Unavailable


def _each(usernames: Collection[str], act: Callable[[str], None]) -> None:
    if len(usernames) == 1:
        act(*usernames)
        return
    list(database.pool.map(act, usernames))


def _fitting(numbers: frozenset[int], state: RoomState) -> bytes:
    """The newest of those numbers that the chat's row has space for."""
    space = max(LEAST, SPACE - len(pack(state.deletions, len(state.deletions))))
    packed = pack(numbers, KEPT)
    while len(packed) > space:
        packed = pack(unpack(packed)[:-1], KEPT)
    return packed


def _inside(room: str) -> Condition:
    if room == PUBLIC_CHAT:
        return MembershipRow.left.does_not_exist()
    return MembershipRow.joined.exists() & MembershipRow.left.does_not_exist()
