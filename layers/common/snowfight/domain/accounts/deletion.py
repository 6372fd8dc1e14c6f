"""Deleting an account: at once for everybody who looks, and in rounds for what takes long."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from snowfight.domain.fanout.fanout import Fanout
from snowfight.domain.files.cleanup import FileCleanup
from snowfight.domain.jobs.queue import Jobs
from snowfight.domain.rooms.groups import Groups
from snowfight.errors import BadCredentials, Forbidden, NotFound, RateLimited, WrongPassword
from snowfight.integrations.identity_provider import Identity
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import Membership
from snowfight.storage.accounts.accounts import Accounts
from snowfight.storage.jobs.queue import Job
from snowfight.storage.rooms.rooms import Rooms

Forget = Callable[[str, Callable[[], bool]], bool]
"""Takes something of a user's away while there is time; says whether that was all."""


@dataclass(frozen=True)
class Traces:
    """What takes away what an account leaves in chats."""

    file_cleanup: FileCleanup
    forget: Sequence[Forget]
    bots: Forget | None = None
    """Asked where the user has some."""


PAGE = 25
"""Chats that are left before they are forgotten: what a round has done, the next does not see any more."""


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
        traces: Traces,
    ) -> None:
        self._identity = identity
        self._accounts = accounts
        self._rooms = rooms
        self._groups = groups
        self._fanout = fanout
        self._jobs = jobs
        self._file_cleanup = traces.file_cleanup
        self._forget = traces.forget
        self._bots = traces.bots

    def delete(self, username: str, password: str) -> None:
        """Delete the account that `password` opens; raises WrongPassword."""
        try:
            self._identity.sign_in(username, password)
        except BadCredentials:
            raise WrongPassword from None
        self._jobs.delete_account(username, lambda: self._accounts.delete(username))
        with suppress(Exception):  # the account is gone, and its job, which does this too, tells what is wrong
            self._end(username)

    def finish(self, job: Job, has_time: Callable[[], bool]) -> bool:
        """Leave the deleted user's groups, and delete their files, while there is time; says whether that ends the job.

        Raises Unavailable where files cannot be deleted now.
        """
        account = self._accounts.get(job.subject)
        if account is None or not account.deleted:
            self._jobs.done(job)
            return True
        self._end(job.subject, has_sessions=not account.bot)
        try:
            if account.bots and self._bots and not self._bots(job.subject, has_time):
                self._jobs.go_on(job)
                return False
            return self._clear(job, has_time)
        except RateLimited as limit:
            self._jobs.wait(job, limit.retry_after)
            return False

    def _clear(self, job: Job, has_time: Callable[[], bool]) -> bool:
        if not all(forget(job.subject, has_time) for forget in self._forget):
            self._jobs.go_on(job)
            return False
        while page := self._rooms.memberships.page(job.subject, PAGE):
            left: list[str] = []
            try:
                for membership in page:
                    if not has_time() or self._file_cleanup.user(job.subject, membership.room):
                        break
                    self._leave(job.subject, membership)
                    left.append(membership.room)
            finally:
                self._jobs.forget_memberships(job.subject, left)
            if len(left) < len(page):
                self._jobs.go_on(job)
                return False
        if self._file_cleanup.user(job.subject, PUBLIC_CHAT) or self._file_cleanup.avatars(job.subject):
            self._jobs.go_on(job)
            return False
        self._jobs.forget_settings(job.subject)
        return self._jobs.finished(job)

    def _end(self, username: str, *, has_sessions: bool = True) -> None:
        """No session, no connection."""
        if has_sessions:
            self._identity.delete(username)
        self._fanout.hang_up(username)

    def _leave(self, username: str, membership: Membership) -> None:
        """Leave a group; private chats stay for the other, and what is gone already is fine."""
        if membership.left is not None or membership.room == PUBLIC_CHAT:
            return
        try:
            self._groups.leave(username, membership.room)
        except (Forbidden, NotFound):
            return
