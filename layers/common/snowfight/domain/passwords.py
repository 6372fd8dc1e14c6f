"""Getting a new password, which ends whatever the old one had opened."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta

from snowfight.clock import Clock
from snowfight.domain.fanout import Fanout
from snowfight.errors import WrongCode
from snowfight.models.accounts import ForgotPassword, ResetPassword
from snowfight.models.names import username as canonical
from snowfight.outside.identity import Identity
from snowfight.storage.accounts import Accounts


class Passwords:
    def __init__(
        self,
        identity: Identity,
        accounts: Accounts,
        fanout: Fanout,
        clock: Clock,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self._identity = identity
        self._accounts = accounts
        self._fanout = fanout
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
            self._identity.forgot_password(name)

    def reset(self, body: ResetPassword) -> None:
        """Set a new password and end every session of the user, open connections too; raises WrongCode, Invalid."""
        try:
            name = canonical(body.username.strip())
        except ValueError:
            raise WrongCode from None
        code = body.code.strip()
        if code.split() != [code]:  # nor would Cognito's API take it
            raise WrongCode
        self._identity.reset_password(name, code, body.password)
        self._identity.revoke_all(name)
        self._end_sessions(name)
        self._fanout.hang_up(name)

    def _end_sessions(self, username: str) -> None:
        """Make every token so far worthless. Tokens tell the second of their sign-in: the next one must have begun
        before anybody signs in again."""
        now = self._clock.now()
        next_second = now.replace(microsecond=0) + timedelta(seconds=1)
        self._accounts.end_sessions(username, next_second)
        self._pause((next_second - now).total_seconds())
