"""The accounts of hooks, as what sends their messages uses them."""

from __future__ import annotations

from datetime import datetime

from snowfight.storage.accounts.accounts import Accounts
from snowfight.storage.accounts.budgets import Charge
from snowfight.storage.database import Database

BURST = 10
PER_SECOND = 1.0
"""Posts of one hook (wire contract, part 8)."""


class HookAccounts(Accounts):
    """A post is paid for once, however many messages it becomes."""

    def __init__(self, database: Database) -> None:
        super().__init__(database, burst=BURST, per_second=PER_SECOND)

    def pay(self, username: str, now: datetime) -> Charge:
        """Take one post from the hook's budget, and learn of its account, in one write."""
        return super().charge(username, now)

    def charge(self, username: str, now: datetime) -> Charge:  # noqa: ARG002  (it is paid for)
        """The account of the hook that writes a message; one read."""
        account = self.get(username)
        return Charge(account if account and account.is_open else None)

    def refund(self, username: str) -> None:
        """Nothing was taken for a message."""
