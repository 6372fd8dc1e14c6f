"""Deleting an account: at once for everybody who looks, and in rounds for what takes long."""

from __future__ import annotations

from collections.abc import Callable

from snowfight.domain.fanout import Fanout
from snowfight.domain.groups import Groups
from snowfight.domain.jobs import Jobs
from snowfight.errors import BadCredentials, Forbidden, NotFound, WrongPassword
from snowfight.models.names import PUBLIC_CHAT
from snowfight.outside.identity import Identity
from snowfight.storage.accounts import Accounts
from snowfight.storage.jobs import Job
from snowfight.storage.rooms import Rooms


class Deletion:
    """The account's row stays as a tombstone: its name is never free again, and its messages read `deleted-user`."""

    def __init__(
        self,
        identity: Identity,
        accounts: Accounts,
        rooms: Rooms,
        groups: Groups,
        fanout: Fanout,
        jobs: Jobs,
    ) -> None:
        self._identity = identity
        self._accounts = accounts
        self._rooms = rooms
        self._groups = groups
        self._fanout = fanout
        self._jobs = jobs

    def delete(self, username: str, password: str) -> None:
        """Delete the account that `password` opens; raises WrongPassword."""
        try:
            self._identity.sign_in(username, password)
        except BadCredentials:
            raise WrongPassword from None
        self._jobs.delete_account(username, lambda: self._accounts.delete(username))
        self._end(username)

    def finish(self, job: Job, has_time: Callable[[], bool]) -> bool:
        """Leave the deleted user's groups while there is time; says whether nothing was left to do."""
        account = self._accounts.get(job.subject)
        if account is None or not account.deleted:
            self._jobs.done(job)
            return True
        self._end(job.subject)
        for name in self._rooms.memberships(job.subject):
            if not has_time():
                self._jobs.go_on(job)
                return False
            self._leave(job.subject, name)
        self._jobs.forget_memberships(job)
        return True

    def _end(self, username: str) -> None:
        """No session, no connection."""
        self._identity.delete(username)
        self._fanout.hang_up(username)

    def _leave(self, username: str, name: str) -> None:
        """Leave a group; private chats stay for the other, and what is gone already is fine."""
        if name == PUBLIC_CHAT:
            return
        try:
            self._groups.leave(username, name)
        except (Forbidden, NotFound):
            return
