"""Rate limits: how often something may be done within any stretch of time, exactly, however many functions are asked.

A limit keeps the times of what it allowed, so that no window of its length ever holds more than its amount: a counter
that starts anew each hour would let twice as many through around the full hour (ADR 0024).
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from snowfight.clock import milliseconds
from snowfight.errors import RateLimited, TooMany
from snowfight.storage.database import CONFLICT_ATTEMPTS, Database, Refused, jitter
from snowfight.storage.rows.ephemeral import RateRow


@dataclass(frozen=True)
class RateLimit:
    """At most `amount` within any `window`; `name` keeps it apart from the subject's other limits.

    `detail` tells a person what there was too much of; `error` is what they get.
    """

    name: str
    amount: int
    window: timedelta
    detail: str
    error: type[TooMany] = RateLimited


class RateLimits:
    """The `RATE#` rows of the ephemeral table: what a subject (a user, an address) did lately, a row a limit."""

    def __init__(self, database: Database, pause: Callable[[float], None] = time.sleep) -> None:
        self._database = database
        self._pause = pause

    def check(self, limit: RateLimit, subject: str, now: datetime) -> None:
        """Raises the limit's error where not one more would be allowed; counts nothing."""
        self._room(limit, self._seen(RateRow(f"RATE#{subject}", limit.name)), now, 1)

    def spend(self, limit: RateLimit, subject: str, now: datetime, amount: int = 1) -> None:
        """Count `amount` of it for the subject, all or nothing; raises the limit's error, with the seconds to wait.

        One read and one conditional write of one row; what is refused is not written.
        """
        row = RateRow(f"RATE#{subject}", limit.name)
        moment = milliseconds(now)
        expires = int((now + limit.window).timestamp()) + 1
        for attempt in range(1, CONFLICT_ATTEMPTS + 1):
            seen = self._seen(row)
            spent = self._room(limit, seen, now, amount)
            unchanged = RateRow.pk.does_not_exist() if seen is None else RateRow.spent == seen
            actions = [RateRow.spent.set([*spent, *[moment] * amount]), RateRow.expires_at.set(expires)]
            try:
                self._database.update(row, actions, unchanged)
            except Refused:
                self._pause(jitter(attempt))
            else:
                return
        raise limit.error(limit.detail, retry_after=1)

    def _room(self, limit: RateLimit, seen: list[int] | None, now: datetime, amount: int) -> list[int]:
        """What of `seen` counts still; raises the limit's error where `amount` more would be too much."""
        since = milliseconds(now - limit.window)
        spent = [int(each) for each in seen or () if each > since]
        excess = len(spent) + amount - limit.amount
        if excess > 0:
            freed = spent[excess - 1] if excess <= len(spent) else milliseconds(now)
            raise limit.error(limit.detail, retry_after=(freed - since) / 1000)
        return spent

    def _seen(self, row: RateRow) -> list[int] | None:
        found = next((each for each in self._database.get_many([row]) if isinstance(each, RateRow)), None)
        return None if found is None else found.spent
