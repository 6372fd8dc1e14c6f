"""Proving an e-mail address with a mailed code."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

from snowfight.clock import Clock
from snowfight.domain.accounts.sessions import Sessions, SignedIn
from snowfight.domain.accounts.verification_mail import CodeMails
from snowfight.domain.rooms.invites import invited_room
from snowfight.errors import Conflict, Forbidden, TooMany, Unavailable
from snowfight.integrations.identity_provider import Identity
from snowfight.models.records import Account
from snowfight.storage.accounts.accounts import Accounts
from snowfight.storage.accounts.codes import Codes

Join = Callable[[str, str, str], None]
"""Lets a user into a group by an invitation; raises what a call would be told."""


class Verification:
    def __init__(
        self,
        identity: Identity,
        accounts: Accounts,
        sessions: Sessions,
        codes: Codes,
        mails: CodeMails,
        clock: Clock,
        join: Join,
    ) -> None:
        self._identity = identity
        self._accounts = accounts
        self._sessions = sessions
        self._codes = codes
        self._mails = mails
        self._clock = clock
        self._join = join

    def send_code(self, username: str, signed_in: datetime | None = None) -> None:
        """Mail a code to the user's address; raises TooSoon, Unauthorized, Unavailable.

        A code that could not be mailed stands in the way of no other.
        """
        account = self._sessions.account(username, signed_in)
        code = f"{secrets.randbelow(1_000_000):06d}"
        self._codes.put(username, code, self._clock.now())
        try:
            self._mails.send(account.email, account.display_name, code)
        except (TooMany, Unavailable):
            self._codes.withdraw(username)
            raise

    def verify(self, refresh_token: str | None, code: str, address: str) -> SignedIn:
        """Prove the address of the cookie's user; raises as `Sessions.tokens`, and WrongCode, CodeExpired.

        Whoever signed up with an invitation to a group is in it then. The code is used up last: as long as anything
        before that fails, it can be given again.
        """
        tokens = self._sessions.tokens(refresh_token, address)
        account = self._sessions.account(tokens.username, None)
        self._codes.check(account.username, code, self._clock.now())
        self._identity.mark_verified(account.username, account.email)
        self._accounts.verify_email(account.username)
        self._take_up_invitation(account)
        signed_in = self._sessions.refresh(refresh_token, address)
        self._codes.use_up(account.username, code)
        return signed_in

    def _take_up_invitation(self, account: Account) -> None:
        """The group may be full or gone, or have another invitation by now: then there is nothing to come into."""
        room = invited_room(account.invite or "")
        if account.invite is None or room is None:
            return
        with suppress(Forbidden, Conflict, TooMany):
            self._join(account.username, room, account.invite)
        self._accounts.forget_invite(account.username)
