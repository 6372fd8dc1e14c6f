"""The browsers of users that are pushed to.

A browser's endpoint belongs to who subscribed with it last: the row of the endpoint says who that is, and changes hands
in the transaction that puts it into that user's row and takes it out of the former one's.
"""

from __future__ import annotations

import base64
import hashlib
import secrets
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from pynamodb.exceptions import TransactWriteError
from pynamodb.expressions.condition import Condition
from pynamodb.transactions import TransactWrite

from snowfight.clock import from_milliseconds, milliseconds
from snowfight.errors import Unavailable
from snowfight.models.records import PushSubscription
from snowfight.storage.accounts.records import account_row, living
from snowfight.storage.database import Database, jitter
from snowfight.storage.rows.rooms import AccountRow, EndpointRow, PushRow

MOST = 10
"""Of one user; the oldest goes (wire contract, "Notices when nobody looks")."""

ATTEMPTS = 16
"""Tries to change what others change too."""


@dataclass(frozen=True)
class _Kept:
    """A user's subscriptions, oldest first, and the state that they were read in."""

    username: str
    subscriptions: list[PushSubscription]
    version: str | None

    @property
    def unchanged(self) -> Condition:
        version = PushRow.version
        return version.does_not_exist() if self.version is None else version == self.version


class PushSubscriptions:
    """The `PUSH#` and `ENDPOINT#` rows of the rooms table, and `devices` of the account's."""

    def __init__(self, database: Database, pause: Callable[[float], None] = time.sleep) -> None:
        self._database = database
        self._pause = pause

    def of(self, username: str) -> list[PushSubscription]:
        """A user's subscriptions, oldest first."""
        return self._kept([username])[username].subscriptions

    def language(self, username: str) -> str | None:
        """The language of the browser that subscribed last, of those that said one."""
        return next((each.language for each in reversed(self.of(username)) if each.language), None)

    def add(self, username: str, subscription: PushSubscription) -> None:
        """Push to it from now on, for that user alone. Raises Unavailable where others keep changing the same, or the
        user is gone."""
        endpoint = subscription.endpoint

        def change(transaction: TransactWrite) -> None:
            owner = self._owner(endpoint)
            kept = self._kept({username, owner or username})
            mine = [each for each in kept[username].subscriptions if each.endpoint != endpoint]
            self._save(transaction, kept[username], [*mine[-MOST + 1 :], subscription])
            for old in mine[: -MOST + 1]:
                transaction.delete(_endpoint_row(old.endpoint))
            if owner and owner != username:
                others = [each for each in kept[owner].subscriptions if each.endpoint != endpoint]
                self._save(transaction, kept[owner], others)
            row = _endpoint_row(endpoint)
            row.username = username
            transaction.save(row, condition=_owned_by(owner))

        self._transact(change)

    def remove(self, username: str, is_over: Callable[[PushSubscription], bool]) -> None:
        """Push to those of the user's that are over no more; raises Unavailable as `add`."""
        if not any(map(is_over, self.of(username))):
            return

        def change(transaction: TransactWrite) -> None:
            kept = self._kept([username])[username]
            self._save(transaction, kept, [each for each in kept.subscriptions if not is_over(each)])
            for each in filter(is_over, kept.subscriptions):
                transaction.delete(_endpoint_row(each.endpoint))

        self._transact(change)

    def _save(self, transaction: TransactWrite, kept: _Kept, subscriptions: list[PushSubscription]) -> None:
        row = _push_row(kept.username)
        if subscriptions:
            row.subscriptions, row.version = list(map(_packed, subscriptions)), secrets.token_hex(8)
            transaction.save(row, condition=kept.unchanged)
        else:
            transaction.delete(row, condition=kept.unchanged)
        if bool(subscriptions) != bool(kept.subscriptions):
            devices = AccountRow.devices
            action = devices.set(True) if subscriptions else devices.remove()
            condition = living() if subscriptions else AccountRow.pk.exists()
            transaction.update(account_row(kept.username), [action], condition)

    def _transact(self, change: Callable[[TransactWrite], None]) -> None:
        for attempt in range(1, ATTEMPTS + 1):
            try:
                with TransactWrite(connection=self._database.connection) as transaction:
                    change(transaction)
            except TransactWriteError as error:
                if not error.cancellation_reasons:
                    raise
                self._pause(jitter(attempt))
            else:
                return
        raise Unavailable

    def _owner(self, endpoint: str) -> str | None:
        rows = self._database.get_many([_endpoint_row(endpoint)])
        return next((row.username for row in rows if isinstance(row, EndpointRow)), None)

    def _kept(self, usernames: Iterable[str]) -> dict[str, _Kept]:
        names = list(usernames)
        rows = self._database.get_many(_push_row(name) for name in names)
        found = {row.pk.removeprefix("PUSH#"): row for row in rows if isinstance(row, PushRow)}
        return {
            name: _Kept(name, subscriptions_of(found[name]), found[name].version)
            if name in found
            else _Kept(name, [], None)
            for name in names
        }


def device_id(endpoint: str) -> str:
    """What an endpoint is called where it must not be told: its SHA-256, base64url."""
    return base64.urlsafe_b64encode(hashlib.sha256(endpoint.encode()).digest()).rstrip(b"=").decode()


def push_row(username: str) -> PushRow:
    """The key of a user's subscriptions, for who reads them together with other rows."""
    return _push_row(username)


def subscriptions_of(row: PushRow) -> list[PushSubscription]:
    """The subscriptions that a row keeps, oldest first."""
    return [_unpacked(each) for each in row.subscriptions]


def _push_row(username: str) -> PushRow:
    return PushRow(f"PUSH#{username}", "PUSH")


def _endpoint_row(endpoint: str) -> EndpointRow:
    return EndpointRow(f"ENDPOINT#{device_id(endpoint)}", "ENDPOINT")


def _owned_by(username: str | None) -> Condition:
    owner = EndpointRow.username
    return owner.does_not_exist() if username is None else owner == username


def _packed(each: PushSubscription) -> list[Any]:
    moments = [milliseconds(each.signed_in), milliseconds(each.created)]
    return [each.endpoint, each.p256dh, each.auth, each.session, *moments, each.language or ""]


def _unpacked(values: list[Any]) -> PushSubscription:
    endpoint, p256dh, auth, session, signed_in, created, language = values
    moments = [from_milliseconds(int(each)) for each in (signed_in, created)]
    return PushSubscription(endpoint, p256dh, auth, session, *moments, language=language or None)
