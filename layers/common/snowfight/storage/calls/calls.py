"""Calls: of each chat the newest, and for a day those that are over; and in which call a user is.

Every transition is one transaction on the condition of what it was made of. With the call's row it writes those of the
users who come or go, so that nobody is in two calls, and the row that has a new one watched.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from pynamodb.expressions.update import Action

from snowfight.models.calls.call import Call, Heard
from snowfight.storage.calls.records import call_of, heard_text, state_text
from snowfight.storage.calls.watches import watch_row
from snowfight.storage.database import Database, Refused
from snowfight.storage.rooms.contested import ContestedWrite
from snowfight.storage.rows.ephemeral import CallingRow, CallRow

KEPT = timedelta(days=1)
"""A call's rows end so long after the last that was heard of it (wire contract, part 6)."""

IN_A_CALL = timedelta(days=7)
"""A user's row ends with the call; where that never comes, so late."""


@dataclass(frozen=True)
class KnownCall:
    """A call, the write that it is as of, and the number of the message that tells of it; None: none does yet."""

    call: Call
    write: str
    logged: int | None = None


@dataclass(frozen=True)
class Seen:
    """A chat's newest call, the one that was asked for where that is over, and in which other call users are."""

    newest: KnownCall | None = None
    ended: KnownCall | None = None
    calling: Mapping[str, tuple[str, str]] | None = None
    """Room and call by username."""


class CallRows:
    """The `CALL#` and `CALLING#` rows of the ephemeral table."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def seen(self, room: str, call: str | None = None, usernames: Iterable[str] = ()) -> Seen:
        """What is known of calls in a chat, and of the calls that those users are in; one request for 98 of them."""
        keys = [_newest(room), *([_ended(room, call)] if call else []), *(_calling(name) for name in usernames)]
        rows = self._database.get_many(keys)
        calls = {row.sk: _known(row) for row in rows if isinstance(row, CallRow)}
        calling = {row.pk.removeprefix("CALLING#"): (row.room, row.call) for row in rows if isinstance(row, CallingRow)}
        return Seen(calls.get("NEWEST"), calls.get(f"ENDED#{call}"), calling)

    def calling(self, username: str) -> tuple[str, str] | None:
        """The room and the name of the call that a user is in."""
        rows = self._database.get_many([_calling(username)])
        return next(((row.room, row.call) for row in rows if isinstance(row, CallingRow)), None)

    def newest(self, rooms: Iterable[str]) -> dict[str, Call]:
        """The newest call of each of the chats, one request for a hundred."""
        rows = self._database.get_many(_newest(room) for room in rooms)
        calls = [call_of(row) for row in rows if isinstance(row, CallRow)]
        return {call.room: call for call in calls}

    def put(self, before: KnownCall | None, after: Call, now: datetime) -> KnownCall:
        """Keep what `before` has become; raises Contested where it is not so any more, or somebody who comes is in
        another call. Where DynamoDB's answer was lost, the row tells whose write it is."""
        write = secrets.token_hex(8)
        try:
            self._transact(before, after, write, now)
        except Exception:
            kept = self.seen(after.room).newest
            if kept is None or kept.write != write:
                raise
        return KnownCall(after, write)

    def _transact(self, before: KnownCall | None, after: Call, write: str, now: datetime) -> None:
        old = before.call if before and before.call.id == after.id else None
        stayed = {each.username for each in old.participants} if old else set[str]()
        here = {each.username for each in after.participants} if after.phase != "over" else set[str]()
        as_seen = CallRow.write == before.write if before else CallRow.pk.does_not_exist()
        row = _newest(after.room)
        with ContestedWrite(connection=self._database.connection) as transaction:
            transaction.update(row, _actions(old, after, write, now), as_seen)
            for name in sorted(here - stayed):
                mine = _calling(name)
                mine.room, mine.call, mine.expires_at = after.room, after.id, int((now + IN_A_CALL).timestamp())
                free = CallingRow.pk.does_not_exist() | (CallingRow.expires_at <= int(now.timestamp()))
                transaction.save(mine, free)
            for name in sorted(stayed - here):
                transaction.delete(_calling(name))
            if after.phase == "over":
                transaction.save(_kept(after, write, now))
            if old is None:
                transaction.save(watch_row(after.room, after.id, now))

    def hear(self, call: Call, device: str, heard: Heard) -> None:
        """The device was heard of; passed over where the chat has another call by now."""
        actions = [CallRow.heard[device].set(heard_text(heard)), CallRow.expires_at.set(_end(heard.at))]
        try:
            self._database.update(_newest(call.room), actions, CallRow.heard[device].exists())
        except Refused:
            return

    def release(self, username: str, call: str) -> None:
        """The user is in that call no more: its own row has ended before theirs."""
        try:
            self._database.delete(_calling(username), CallingRow.call == call)
        except Refused:
            return

    def logged(self, call: Call, seq: int) -> None:
        """Message `seq` tells of the chat's newest call, which is over, 0: none does; everybody was told."""
        try:
            self._database.update(_newest(call.room), [CallRow.logged.set(seq)], CallRow.call == call.id)
        except Refused:
            return


def _actions(old: Call | None, after: Call, write: str, now: datetime) -> list[Action]:
    actions: list[Action] = [
        CallRow.call.set(after.id),
        CallRow.state.set(state_text(after)),
        CallRow.write.set(write),
        CallRow.expires_at.set(_end(now)),
    ]
    heard = {device: heard_text(each) for device, each in after.heard.items()}
    if old is None:
        return [*actions, CallRow.heard.set(heard), CallRow.logged.remove()]
    news = {device: text for device, text in heard.items() if old.heard.get(device) != after.heard[device]}
    gone = [each.device for each in old.participants if each.device not in heard]
    return [
        *actions,
        *(CallRow.heard[device].set(text) for device, text in news.items()),
        *(CallRow.heard[device].remove() for device in gone),
    ]


def _newest(room: str) -> CallRow:
    return CallRow(f"CALL#{room}", "NEWEST")


def _ended(room: str, call: str) -> CallRow:
    return CallRow(f"CALL#{room}", f"ENDED#{call}")


def _kept(call: Call, write: str, now: datetime) -> CallRow:
    row = _ended(call.room, call.id)
    row.call, row.state, row.write, row.expires_at = call.id, state_text(call), write, _end(now)
    return row


def _calling(username: str) -> CallingRow:
    return CallingRow(f"CALLING#{username}", "CALLING")


def _known(row: CallRow) -> KnownCall:
    return KnownCall(call_of(row), row.write, _number(row.logged))


def _end(now: datetime) -> int:
    return int((now + KEPT).timestamp())


def _number(value: float | None) -> int | None:
    return int(value) if value is not None else None
