"""Getting a new password, which ends whatever the old one had opened."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta

from snowfight.clock import Clock, from_milliseconds
from snowfight.domain.accounts.verification_mail import CodeMails
from snowfight.domain.fanout.fanout import Fanout
from snowfight.domain.jobs.queue import Jobs
from snowfight.errors import TooMany, Unavailable, WrongCode
from snowfight.integrations.identity_provider import Identity
from snowfight.models.accounts import ForgotPassword, ResetPassword
from snowfight.models.names import username as canonical
from snowfight.storage.accounts.accounts import Accounts
from snowfight.storage.jobs.queue import Job


class Passwords:
    def __init__(
        self,
        identity: Identity,
        accounts: Accounts,
        fanout: Fanout,
        mails: CodeMails,
        jobs: Jobs,
        clock: Clock,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self._identity = identity
        self._accounts = accounts
        self._fanout = fanout
        self._mails = mails
        self._jobs = jobs
        self._clock = clock
        self._pause = pause

    def forgot(self, body: ForgotPassword) -> None:
        """Mail a code to the user's verified address, if there is one; the answer is the same in every case."""
        try:
            name = canonical(body.username.strip())
        except ValueError:
            return
        account = self._accounts.get(name)
        if account is not None and account.email_verified and not account.deleted:
            with suppress(TooMany):  # an answer that tells of it would tell who exists
                self._mails.count(account.email)
                self._identity.forgot_password(name)

    def reset(self, body: ResetPassword) -> None:
        """Set a new password and end every session of the user, open connections too; raises WrongCode, Invalid.

        Once the password is set nothing is refused any more, since the code is used up: what cannot be ended now, a job
        ends. Our own row makes older tokens worthless; Cognito is told besides, so that it makes no more of them.
        """
        try:
            name = canonical(body.username.strip())
        except ValueError:
            raise WrongCode from None
        code = body.code.strip()
        if code.split() != [code]:  # nor would Cognito's API take it
            raise WrongCode
        self._identity.reset_password(name, code, body.password)
        now = self._clock.now()
        next_second = now.replace(microsecond=0) + timedelta(seconds=1)
        self._jobs.end_sessions(name, next_second, lambda: self._end_sessions(name, next_second))
        with suppress(Unavailable, TooMany):
            self._identity.revoke_all(name)
        # Tokens tell the second of their sign-in: the next one must have begun before anybody signs in again.
        self._pause(max(0.0, (next_second - self._clock.now()).total_seconds()))

    def finish(self, job: Job) -> bool:
        """End what `reset` could not; says whether that ends the job."""
        username, _, moment = job.subject.partition("/")
        self._end_sessions(username, from_milliseconds(int(moment)))
        self._jobs.done(job)
        return True

    def _end_sessions(self, username: str, moment: datetime) -> None:
        """Make every token from before `moment` worthless, and end what was opened with one."""
        self._accounts.end_sessions(username, moment)
        self._fanout.hang_up(username)
