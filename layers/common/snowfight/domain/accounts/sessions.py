"""Signing in and out, and whose a session is."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from snowfight.clock import Clock
from snowfight.domain.admission import living
from snowfight.errors import BadCredentials, Banned, TooMany, Unauthorized
from snowfight.integrations.identity_provider import Identity, Tokens
from snowfight.models.accounts import Login, Session
from snowfight.models.names import username as canonical
from snowfight.models.records import Account, Sanction
from snowfight.models.user import User
from snowfight.storage.accounts.accounts import Accounts
from snowfight.storage.rate_limits import RateLimit, RateLimits

FAILURES = RateLimit(
    "failed-sign-ins", 300, timedelta(minutes=10), "too many sign-ins from your network failed; please wait a little"
)
"""What one address may get wrong: a school behind one address mistypes less, and guessing at many accounts, or using
Cognito's own quota up (120 sign-ins a second for all, Cognito quotas), takes more."""


@dataclass(frozen=True)
class SignedIn:
    """A session, and the refresh token that belongs into the cookie (None: the cookie stays as it is)."""

    session: Session
    refresh: str | None


class Sessions:
    """`address` is everywhere where the call comes from; empty where nobody knows. `forget_devices` ends what was
    subscribed to in a session of a user's; None: nobody is pushed to."""

    def __init__(
        self,
        identity: Identity,
        accounts: Accounts,
        rate_limits: RateLimits,
        clock: Clock,
        forget_devices: Callable[[str, str], None] | None = None,
    ) -> None:
        self._forget_devices = forget_devices
        self._identity = identity
        self._accounts = accounts
        self._rate_limits = rate_limits
        self._clock = clock

    def log_in(self, body: Login, address: str) -> SignedIn:
        """Raises BadCredentials, the same whether the name or the password is wrong; Banned once both are right;
        RateLimited."""
        with self._attempt(address):
            try:
                name = canonical(body.username.strip())
            except ValueError:
                raise BadCredentials from None
            if not body.password:
                raise BadCredentials
            tokens = self._identity.sign_in(name, body.password)
            return self._signed_in(tokens, self._accounts.get(tokens.username))

    def refresh(self, refresh_token: str | None, address: str) -> SignedIn:
        """A new bearer token for the cookie's session; raises as `tokens`, and for who is banned."""
        tokens = self.tokens(refresh_token, address)
        return self.resume(tokens, self._accounts.get(tokens.username))

    def resume(self, tokens: Tokens, account: Account | None) -> SignedIn:
        """The session of a cookie's `tokens`, whose account has been read; raises Unauthorized for who is banned, and
        where our own row says that it has ended, whether Cognito has heard of that or not."""
        if account is not None and account.has_ended(tokens.signed_in):
            raise Unauthorized
        try:
            return self._signed_in(tokens, account)
        except Banned:
            raise Unauthorized from None  # why, and until when, is told who signs in

    def log_out(self, refresh_token: str | None) -> None:
        """End the cookie's session, if there is one: what was subscribed to in it first, which it can still name."""
        if not refresh_token:
            return
        if self._forget_devices is not None:
            with suppress(Unauthorized):
                tokens = self._identity.refresh(refresh_token)
                self._forget_devices(tokens.username, tokens.session)
        self._identity.revoke(refresh_token)

    def tokens(self, refresh_token: str | None, address: str) -> Tokens:
        """What the cookie's session is good for; raises Unauthorized, and RateLimited where an address tries many."""
        if not refresh_token:
            raise Unauthorized
        with self._attempt(address):
            return self._identity.refresh(refresh_token)

    def account(self, username: str, signed_in: datetime | None) -> Account:
        """The living account of a token from `signed_in`; raises Unauthorized where it no longer counts."""
        return living(self._accounts.get(username), signed_in)

    def _signed_in(self, tokens: Tokens, account: Account | None) -> SignedIn:
        """The session of `tokens`; an account whose making was cut short after Cognito's part is completed here."""
        account = account or self._accounts.create(new_account(tokens.username, tokens.email, self._clock.now()))
        if account.deleted or account.bot or account.imported:
            raise BadCredentials
        if account.banned is not None:
            account = self._readmitted(account, account.banned)
        session = Session(token=tokens.token, expires_in=tokens.expires_in, user=user_of(account))
        return SignedIn(session, tokens.refresh)

    def _readmitted(self, account: Account, ban: Sanction) -> Account:
        """The account of a user who comes back after their ban has ended; raises Banned while it holds."""
        if ban.holds(self._clock.now()):
            raise Banned(ban.until, ban.statement)
        return self._accounts.readmit(account)

    @contextmanager
    def _attempt(self, address: str) -> Generator[None]:
        """Counts what an address gets wrong, and asks nobody for one that got too much wrong."""
        if not address:
            yield
            return
        subject = f"address#{address}"
        self._rate_limits.check(FAILURES, subject, self._clock.now())
        try:
            yield
        except Unauthorized:
            with suppress(TooMany):
                self._rate_limits.spend(FAILURES, subject, self._clock.now())
            raise


def new_account(username: str, email: str, now: datetime) -> Account:
    """An account as it is made: called by its username, with an address that nothing proves."""
    return Account(username=username, display_name=username, email=email, created=now)


def user_of(account: Account) -> User:
    """The account as its user sees it."""
    return User(
        username=account.username,
        display_name=account.display_name,
        avatar_url=account.avatar_url,
        email=account.email,
        email_verified=account.email_verified,
        role=account.role,
    )
