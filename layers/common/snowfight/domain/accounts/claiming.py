"""Taking over an account that came with an import, by a code that is mailed to the address it came with."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta

from snowfight.clock import Clock
from snowfight.domain.accounts.sessions import FAILURES
from snowfight.domain.accounts.unclaimed import UnclaimedAccounts
from snowfight.domain.accounts.verification_mail import CodeMails
from snowfight.errors import CodeExpired, FieldError, Invalid, TooMany, Unavailable, UsernameTaken, WrongCode
from snowfight.integrations.identity_provider import Identity
from snowfight.models.accounts import Claim, Claimed, FinishClaim, is_email
from snowfight.storage.accounts.codes import Codes
from snowfight.storage.rate_limits import RateLimit, RateLimits

CLAIMS = RateLimit(
    "claims", 1000, timedelta(minutes=10), "very many ask for accounts from your network; please try a little later"
)
"""Of one address: a company that has just moved in sits behind one (ADR 0035)."""

GUESSES = RateLimit(
    "guesses", 20, timedelta(days=1), "very many codes were tried for that address; please try again tomorrow"
)
"""Of one address, whoever guesses: six digits are few where one may try them at every address that one knows, without
a session. With this, who knows two hundred of imported people finds one account in a year."""

FLOOR = timedelta(seconds=2)
"""No answer comes sooner: handing a mail over takes a part of that, and nobody shall tell by it who was imported."""

TEXT = """Hello {{name}},

your code is {{code}}. It is good for {{minutes}} minutes, and makes the account {username} yours, which came here from
another chat.

If you did not ask for it, somebody mistyped an address: just ignore this mail.
"""


class Claiming:
    def __init__(
        self,
        identity: Identity,
        unclaimed: UnclaimedAccounts,
        codes: Codes,
        mails: CodeMails,
        rate_limits: RateLimits,
        clock: Clock,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self._identity = identity
        self._unclaimed = unclaimed
        self._codes = codes
        self._mails = mails
        self._rate_limits = rate_limits
        self._clock = clock
        self._pause = pause

    def ask(self, body: Claim, address: str) -> None:
        """Mail a code where an account came with that e-mail address; what is answered, and when, tells nothing of it.

        `address` is where the call comes from; empty where nobody knows. Raises RateLimited, whatever was asked for.
        """
        begun = self._clock.now()
        if address:
            self._rate_limits.spend(CLAIMS, f"address#{address}", begun)
        email = body.email.strip()
        if is_email(email):
            with suppress(TooMany, Unavailable):
                self._mail_code(email, begun)
        self._pause(max(0.0, (begun + FLOOR - self._clock.now()).total_seconds()))

    def finish(self, body: FinishClaim, address: str) -> Claimed:
        """Make the account the caller's, with that password; raises WrongCode, CodeExpired, the same where there is no
        account to be had; TooSoon while another call does the same; Invalid, RateLimited, Unavailable."""
        now = self._clock.now()
        email = body.email.strip()
        counted = [(GUESSES, f"claim#{self._unclaimed.hashed(email)}")]
        if address:
            counted.append((FAILURES, f"address#{address}"))
        for limit, subject in counted:
            self._rate_limits.check(limit, subject, now)
        try:
            return self._finish(email, body, now)
        except (WrongCode, CodeExpired):
            for limit, subject in counted:
                with suppress(TooMany):
                    self._rate_limits.spend(limit, subject, now)
            raise

    def _mail_code(self, email: str, now: datetime) -> None:
        """There is a code for every address, so that trying one tells nothing; one that is not mailed is no number that
        could be guessed, and takes no other's place that is good still."""
        account = self._unclaimed.first(email, now)
        subject = self._unclaimed.hashed(email)
        if account is None or not self._mails.allows(email):
            self._codes.put(subject, secrets.token_hex(), now, spare=account is not None)
            return
        code = f"{secrets.randbelow(1_000_000):06d}"
        self._codes.put(subject, code, now)
        try:
            self._mails.send(email, account.display_name, code, TEXT.format(username=account.username))
        except (TooMany, Unavailable):
            self._codes.blind(subject)
            raise

    def _finish(self, email: str, body: FinishClaim, now: datetime) -> Claimed:
        """Cognito has the password first: whoever dies before our own row says whose it is can do all of it again."""
        if not is_email(email):
            raise CodeExpired
        with self._codes.hold(self._unclaimed.hashed(email), body.code, now) as using_up:
            account = self._unclaimed.first(email, now)
            if account is None:
                raise CodeExpired
            self._sign_up(account.username, email, body.password)
            self._unclaimed.take(account.username, email, using_up)
        return Claimed(username=account.username)

    def _sign_up(self, username: str, email: str, password: str) -> None:
        """Raises Invalid where the password is refused. Who is there is what an earlier try has left."""
        if password.casefold() == username:
            raise Invalid([FieldError("password", "may not be the username")])
        try:
            self._identity.sign_up(username, email, password)
        except UsernameTaken:
            self._identity.delete(username)
            self._identity.sign_up(username, email, password)
        self._identity.mark_verified(username, email)
