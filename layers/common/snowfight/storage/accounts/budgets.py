"""Budgets of what a user does, as token buckets in their account's row."""

from __future__ import annotations

import time
from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from pynamodb.attributes import NumberAttribute
from pynamodb.expressions.condition import Condition

from snowfight.clock import milliseconds
from snowfight.models.records import Account
from snowfight.storage.accounts.records import account_of, account_row, living
from snowfight.storage.database import ATTEMPTS, Database, Refused, jitter
from snowfight.storage.prepared import PreparedUpdate, number
from snowfight.storage.rows.rooms import AccountRow

_REMEMBERED = 1000
"""Users whose budget a function instance remembers, to guess the right write at once."""


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

    `account` is None where there is no such user (any more), or they are banned; `retry_after` is None where it was
    taken, else the seconds until it may be.
    """

    account: Account | None
    retry_after: float | None = None

    @property
    def taken(self) -> bool:
        return self.account is not None and self.retry_after is None


class Budgets:
    """The numbers of `ACCOUNT` rows that token buckets are kept in."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._arrivals: OrderedDict[tuple[str, str], int] = OrderedDict()

    def spend(self, bucket: TokenBucket, username: str, now: datetime) -> Charge:
        """Take one from a budget of the user's, and learn who they are, in one write.

        The budget is a token bucket in the form of one number, the theoretical arrival time (generic cell rate
        algorithm). Whether it lies before `now` decides which of two writes is right; the guess comes from what this
        instance wrote last, and where it fails, the row that the condition returns tells the right one.
        """
        moment = milliseconds(now)
        seen = self._arrivals.get((bucket.name, username), 0)
        account: Account | None = None
        for attempt in range(1, ATTEMPTS + 1):
            spend, numbers = _spend(bucket, seen, moment)
            try:
                row = AccountRow.from_raw_data(self._database.run(spend, account_row(username), numbers))
            except Refused as refused:
                if refused.item is None:
                    return Charge(None)
                row = AccountRow.from_raw_data(refused.item)
                account, seen = account_of(row), int(getattr(row, bucket.name) or 0)
                if not account.is_open:
                    return Charge(None)
                if seen > moment + bucket.allowance:
                    return Charge(account, retry_after=(seen - moment - bucket.allowance) / 1000)
                time.sleep(jitter(attempt))
            else:
                self._remember(bucket, username, int(getattr(row, bucket.name)))
                return Charge(account_of(row))
        return Charge(account, retry_after=bucket.interval / 1000)

    def refund(self, bucket: TokenBucket, username: str) -> None:
        """Give one back that was taken for nothing."""
        self._arrivals.pop((bucket.name, username), None)
        number = _number(bucket)
        self._database.update(account_row(username), [number.set(number - bucket.interval)], number.exists())

    def _remember(self, bucket: TokenBucket, username: str, number: int) -> None:
        key = (bucket.name, username)
        self._arrivals[key] = number
        self._arrivals.move_to_end(key)
        if len(self._arrivals) > _REMEMBERED:
            self._arrivals.popitem(last=False)


def _spend(bucket: TokenBucket, seen: int, moment: int) -> tuple[PreparedUpdate, dict[str, int]]:
    """The write that is right where the number is `seen`, and the values of its slots."""
    if seen > moment:
        return _further(bucket), {"after": moment + 1, "end": moment + bucket.allowance}
    return _anew(bucket), {"moment": moment, "next": moment + bucket.interval}


@cache
def _further(bucket: TokenBucket) -> PreparedUpdate:
    counted = _number(bucket)
    within = counted.between(number("after"), number("end"))
    return PreparedUpdate([counted.set(counted + bucket.interval)], _is_open() & within)


@cache
def _anew(bucket: TokenBucket) -> PreparedUpdate:
    counted = _number(bucket)
    rested = counted.does_not_exist() | (counted <= number("moment"))
    return PreparedUpdate([counted.set(number("next"))], _is_open() & rested)


def _is_open() -> Condition:
    return living() & AccountRow.banned.does_not_exist()


def _number(bucket: TokenBucket) -> NumberAttribute:
    return getattr(AccountRow, bucket.name)
