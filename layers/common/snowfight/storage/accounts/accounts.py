"""Accounts: profiles, and each user's budgets."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from pynamodb.attributes import NumberAttribute
from pynamodb.exceptions import TransactWriteError
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action
from pynamodb.transactions import TransactWrite

from snowfight.clock import from_milliseconds, milliseconds
from snowfight.errors import Unavailable
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import Account
from snowfight.models.user import GONE, Author
from snowfight.storage.database import ATTEMPTS, Database, Refused, jitter
from snowfight.storage.rows import AccountRow, DeletedRow, MetaRow

COUNT_ATTEMPTS = 8
"""Tries to count a user in or out; each lost one means that somebody wrote in the public chat."""

MAX_GROUPS = 1000
"""That one user is in (wire contract, HTTP)."""

_REMEMBERED = 1000
"""Users whose budget a function instance remembers, to guess the right write at once."""

T = TypeVar("T")


@dataclass(frozen=True)
class TokenBucket:
    """`burst` at once and `per_second` after that, for each user: the number `name` of their row."""

    name: str
    burst: int
    per_second: float

    @property
    def interval(self) -> int:
        """Milliseconds until one more may be taken."""
        return round(1000 / self.per_second)

    @property
    def allowance(self) -> int:
        """How far the number may lie ahead, in milliseconds."""
        return self.interval * (self.burst - 1)


@dataclass(frozen=True)
class Charge:
    """What became of taking one from a user's budget.

    `account` is None where there is no such user (any more); `retry_after` is None where it was taken, else the seconds
    until it may be.
    """

    account: Account | None
    retry_after: float | None = None

    @property
    def taken(self) -> bool:
        return self.account is not None and self.retry_after is None


class Accounts:
    """The `ACCOUNT` rows. `burst` messages may be sent at once, `per_second` a second after that."""

    def __init__(self, database: Database, *, burst: int = 20, per_second: float = 2.0) -> None:
        self._database = database
        self._messages = TokenBucket("budget", burst, per_second)
        self._budgets: OrderedDict[tuple[str, str], int] = OrderedDict()

    def get(self, username: str) -> Account | None:
        """The account, deleted ones too; None where there never was one."""
        return self.get_many([username]).get(username)

    def get_many(self, usernames: Iterable[str]) -> dict[str, Account]:
        """The accounts of those names, deleted ones too, one request for a hundred."""
        rows = self._database.get_many(_row(name) for name in usernames)
        accounts = [account_of(row) for row in rows if isinstance(row, AccountRow)]
        return {account.username: account for account in accounts}

    def authors(self, usernames: Iterable[str]) -> dict[str, Author]:
        """The authors of those names, one request for a hundred; who is unknown counts as deleted."""
        names = set(usernames)
        found = self.get_many(names)
        return {name: found[name].author if name in found else GONE for name in names}

    def create(self, account: Account) -> Account:
        """Keep a new account and count it; returns the one that is there where the name is taken."""
        row = _row(account.username)
        row.display_name, row.email, row.email_verified = account.display_name, account.email, account.email_verified
        row.joins, row.max_joins = 0, MAX_GROUPS

        def save(transaction: TransactWrite) -> None:
            transaction.save(row, condition=AccountRow.pk.does_not_exist())

        return self._counted(1, save, lambda: self.get(account.username)) or account

    def verify_email(self, username: str) -> Account:
        """Mark the address verified; raises Refused where there is no such account."""
        return self._update(_row(username), [AccountRow.email_verified.set(True)], AccountRow.pk.exists())

    def rename(self, username: str, display_name: str) -> Account:
        """Change the display name; raises Refused where there is no such account."""
        return self._update(_row(username), [AccountRow.display_name.set(display_name)], AccountRow.pk.exists())

    def portray(self, username: str, avatar: tuple[str, str] | None) -> Account:
        """Set the picture, its address and its id, or take it away; raises Refused where there is no such account."""
        if avatar is None:
            actions: list[Action] = [AccountRow.avatar_url.remove(), AccountRow.avatar_id.remove()]
        else:
            actions = [AccountRow.avatar_url.set(avatar[0]), AccountRow.avatar_id.set(avatar[1])]
        return self._update(_row(username), actions, _living())

    def delete(self, username: str) -> None:
        """Take everything but the name away, for good; what is deleted or was never there is fine."""
        actions: list[Action] = [
            AccountRow.deleted.set(True),
            AccountRow.display_name.set(GONE.display_name),
            AccountRow.email.set(""),
            AccountRow.email_verified.set(False),
            AccountRow.avatar_url.remove(),
            AccountRow.avatar_id.remove(),
        ]

        def bury(transaction: TransactWrite) -> None:
            transaction.update(_row(username), actions, _living())
            transaction.save(DeletedRow("DELETED", username))

        def is_gone() -> bool:
            account = self.get(username)
            return account is None or account.deleted

        self._counted(-1, bury, is_gone)

    def end_sessions(self, username: str, moment: datetime) -> None:
        """Tokens issued before `moment` are no longer good; a later moment stays, and who is not there has none."""
        since = milliseconds(moment)
        later = AccountRow.sessions_since.does_not_exist() | (AccountRow.sessions_since < since)
        with suppress(Refused):
            self._update(_row(username), [AccountRow.sessions_since.set(since)], AccountRow.pk.exists() & later)

    def recount(self, account: Account, groups: int) -> None:
        """The user was in so many groups after `account` was read; passed over if they have come into others since."""
        joins = AccountRow.joins
        as_seen = joins.does_not_exist() if account.joins is None else joins == account.joins
        actions = [joins.set(account.joins or 0), AccountRow.max_joins.set((account.joins or 0) + MAX_GROUPS - groups)]
        try:
            self._database.update(_row(account.username), actions, AccountRow.pk.exists() & as_seen)
        except Refused:
            return

    def charge(self, username: str, now: datetime) -> Charge:
        """Take one message from the user's budget, and learn who they are, in one write."""
        return self.spend(self._messages, username, now)

    def spend(self, bucket: TokenBucket, username: str, now: datetime) -> Charge:
        """Take one from a budget of the user's, and learn who they are, in one write.

        The budget is a token bucket in the form of one number, the theoretical arrival time (generic cell rate
        algorithm). Whether it lies before `now` decides which of two writes is right; the guess comes from what this
        instance wrote last, and where it fails, the row that the condition returns tells the right one.
        """
        moment = milliseconds(now)
        seen = self._budgets.get((bucket.name, username), 0)
        account: Account | None = None
        for attempt in range(1, ATTEMPTS + 1):
            actions, condition = _spend(bucket, seen, moment)
            try:
                row = AccountRow.from_raw_data(self._database.update(_row(username), actions, condition))
            except Refused as refused:
                if refused.item is None:
                    return Charge(None)
                row = AccountRow.from_raw_data(refused.item)
                account, seen = account_of(row), int(getattr(row, bucket.name) or 0)
                if account.deleted:
                    return Charge(None)
                if seen > moment + bucket.allowance:
                    return Charge(account, retry_after=(seen - moment - bucket.allowance) / 1000)
                time.sleep(jitter(attempt))
            else:
                self._remember(bucket, username, int(getattr(row, bucket.name)))
                return Charge(account_of(row))
        return Charge(account, retry_after=bucket.interval / 1000)

    def refund(self, username: str) -> None:
        """Give one message back: the frame was refused, or had been paid for before."""
        self._budgets.pop((self._messages.name, username), None)
        back = AccountRow.budget.set(AccountRow.budget - self._messages.interval)
        self._database.update(_row(username), [back], AccountRow.budget.exists())

    def _counted(self, by: int, act: Callable[[TransactWrite], None], settled: Callable[[], T]) -> T | None:
        """Do `act`, and count the users of the public chat in the same breath.

        Every message there writes that row too, so the transaction is tried again, until `settled` says that there is
        nothing (left) to do; returns what it says.
        """
        for attempt in range(1, COUNT_ATTEMPTS + 1):
            try:
                with TransactWrite(connection=self._database.connection) as transaction:
                    act(transaction)
                    transaction.update(MetaRow(f"ROOM#{PUBLIC_CHAT}", "META"), [MetaRow.member_count.add(by)])
            except TransactWriteError as error:
                if not error.cancellation_reasons:
                    raise
                if found := settled():
                    return found
                time.sleep(jitter(attempt))
            else:
                return None
        raise Unavailable

    def _remember(self, bucket: TokenBucket, username: str, number: int) -> None:
        key = (bucket.name, username)
        self._budgets[key] = number
        self._budgets.move_to_end(key)
        if len(self._budgets) > _REMEMBERED:
            self._budgets.popitem(last=False)

    def _update(self, row: AccountRow, actions: Sequence[Action], condition: Condition) -> Account:
        return account_of(AccountRow.from_raw_data(self._database.update(row, actions, condition)))


def _spend(bucket: TokenBucket, seen: int, moment: int) -> tuple[list[Action], Condition]:
    number: NumberAttribute = getattr(AccountRow, bucket.name)
    if seen > moment:
        within = number.between(moment + 1, moment + bucket.allowance)
        return [number.set(number + bucket.interval)], _living() & within
    rested = number.does_not_exist() | (number <= moment)
    return [number.set(moment + bucket.interval)], _living() & rested


def _row(username: str) -> AccountRow:
    return AccountRow(f"USER#{username}", "ACCOUNT")


def _living() -> Condition:
    return AccountRow.pk.exists() & AccountRow.deleted.does_not_exist()


def account_of(row: Any) -> Account:
    """The account that an AccountRow keeps."""
    return Account(
        username=row.pk.removeprefix("USER#"),
        display_name=row.display_name,
        email=row.email,
        email_verified=bool(row.email_verified),
        avatar_url=row.avatar_url,
        avatar_id=row.avatar_id,
        deleted=bool(row.deleted),
        joins=None if row.joins is None else int(row.joins),
        max_joins=int(row.max_joins or 0),
        sessions_since=from_milliseconds(int(row.sessions_since)) if row.sessions_since else None,
    )
