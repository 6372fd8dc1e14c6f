"""Ending what a banned user has open: their connections and their bots', and the calls that they are in."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from snowfight.domain.fanout.fanout import Fanout
from snowfight.domain.jobs.queue import Jobs
from snowfight.models.records import Account
from snowfight.storage.accounts.accounts import Accounts
from snowfight.storage.files.uploads import Also
from snowfight.storage.jobs.queue import Job


class Ejection:
    """`leave_call` takes a user out of the call that they are in, if there is one; `bots` names those of a user, and is
    asked where there are some."""

    def __init__(
        self,
        accounts: Accounts,
        fanout: Fanout,
        jobs: Jobs,
        leave_call: Callable[[str], None],
        bots: Callable[[str], Iterable[str]],
    ) -> None:
        self._bots = bots
        self._accounts = accounts
        self._fanout = fanout
        self._jobs = jobs
        self._leave_call = leave_call

    def begin(self, username: str) -> Also:
        """The write that sees to it, whatever becomes of this function, in the transaction that bans."""
        return self._jobs.eject(username)

    def end(self, account: Account) -> None:
        """End it now."""
        bots = self._bots(account.username) if account.bots else ()
        for username in (account.username, *bots):
            self._fanout.hang_up(username)
            self._leave_call(username)

    def finish(self, job: Job) -> bool:
        """End it once more, unless the user may come back by now; says whether that ends the job."""
        account = self._accounts.get(job.subject)
        if account is not None and account.banned is not None:
            self.end(account)
        self._jobs.done(job)
        return True
