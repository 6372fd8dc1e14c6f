"""The hooks of a chat, whose row counts them, and the accounts that are the authors of what they write."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from pynamodb.transactions import TransactWrite

from snowfight.clock import from_milliseconds, milliseconds
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import RoomState
from snowfight.models.robots.hooks import MAX_HOOKS
from snowfight.storage.accounts.records import account_row
from snowfight.storage.database import Database, Refused
from snowfight.storage.rooms.contested import ContestedWrite
from snowfight.storage.rooms.records import meta_row
from snowfight.storage.rows.robots import HookRow
from snowfight.storage.rows.rooms import AccountRow, MetaRow

USE_KEPT_FOR = timedelta(hours=1)
"""How exactly it is known when a hook was last used: each use within that time costs no write."""


@dataclass(frozen=True)
class KeptHook:
    """A hook, as it is kept: its secret is known by its digest alone."""

    room: str
    id: str
    name: str
    username: str
    """Of the account that is the author of what it writes."""
    maker: str
    digest: str
    created: datetime
    last_used: datetime | None = None


class HookRows:
    """The `HOOKS#` rows, what `META` rows count of them, and their `ACCOUNT` rows."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, room: str) -> list[KeptHook]:
        """The chat's hooks, oldest first; one Query."""
        rows = HookRow.query(_partition(room), consistent_read=True, limit=MAX_HOOKS)
        return sorted((_hook_of(row) for row in rows), key=lambda hook: (hook.created, hook.id))

    def get(self, room: str, identifier: str) -> KeptHook | None:
        """One hook; one request."""
        rows = self._database.get_many([HookRow(_partition(room), identifier)])
        return next((_hook_of(row) for row in rows if isinstance(row, HookRow)), None)

    def create(self, hook: KeptHook, state: RoomState) -> None:
        """Keep a new hook of the chat with its account, which is not counted among users.

        Raises Contested where the chat is no more as `state` shows, or has as many hooks as it may, and where the id
        or the username is taken.
        """
        row = HookRow(_partition(hook.room), hook.id, name=hook.name, username=hook.username, maker=hook.maker)
        row.digest, row.created = hook.digest, milliseconds(hook.created)
        account = account_row(hook.username)
        account.display_name, account.email, account.email_verified = hook.name, "", False
        account.bot, account.maker, account.hook_of = True, hook.maker, hook.room
        account.created = row.created
        with self._transaction() as transaction:
            transaction.save(row, condition=HookRow.pk.does_not_exist())
            transaction.save(account, condition=AccountRow.pk.does_not_exist())
            has_room = MetaRow.hooks.does_not_exist() | (MetaRow.hooks < MAX_HOOKS)
            as_seen = MetaRow.deleting.does_not_exist() & has_room
            if state.name != PUBLIC_CHAT:  # which has no row before somebody writes
                as_seen = as_seen & (MetaRow.admin == state.admin)
            transaction.update(meta_row(hook.room), [MetaRow.hooks.add(1)], as_seen)

    def delete(self, hook: KeptHook) -> None:
        """The hook is no more; its account stays, as the author of what it wrote. Raises Contested where the hook is
        gone already."""
        with self._transaction() as transaction:
            transaction.delete(HookRow(_partition(hook.room), hook.id), condition=HookRow.pk.exists())
            transaction.update(meta_row(hook.room), [MetaRow.hooks.add(-1)], MetaRow.hooks >= 1)

    def use(self, hook: KeptHook, now: datetime) -> bool:
        """Keep that the hook is used, a write an hour at most; False where it has been deleted, as far as that write
        would tell."""
        if hook.last_used is not None and hook.last_used > now - USE_KEPT_FOR:
            return True
        row = HookRow(_partition(hook.room), hook.id)
        try:
            self._database.update(row, [HookRow.last_used.set(milliseconds(now))], HookRow.pk.exists())
        except Refused:
            return False
        return True

    def _transaction(self) -> TransactWrite:
        return ContestedWrite(connection=self._database.connection)


def _partition(room: str) -> str:
    return f"HOOKS#{room}"


def _hook_of(row: HookRow) -> KeptHook:
    return KeptHook(
        room=row.pk.removeprefix("HOOKS#"),
        id=row.sk,
        name=row.name,
        username=row.username,
        maker=row.maker,
        digest=row.digest,
        created=from_milliseconds(int(row.created)),
        last_used=from_milliseconds(int(row.last_used)) if row.last_used else None,
    )
