"""Signing up, and the profile."""

from __future__ import annotations

from datetime import datetime, timedelta

from snowfight.clock import Clock
from snowfight.domain.accounts.avatars import Avatars
from snowfight.domain.accounts.sessions import Sessions, new_account, user_of
from snowfight.errors import UsernameTaken
from snowfight.integrations.identity_provider import Identity
from snowfight.models.accounts import SignedUp, SignUp
from snowfight.models.user import ProfilePatch, User
from snowfight.storage.accounts.accounts import Accounts
from snowfight.storage.rate_limits import RateLimit, RateLimits


class AccountService:
    """`sign_ups` are those that one address may make within an hour; 0: as many as it likes."""

    def __init__(
        self,
        identity: Identity,
        accounts: Accounts,
        sessions: Sessions,
        avatars: Avatars,
        rate_limits: RateLimits,
        clock: Clock,
        sign_ups: int,
    ) -> None:
        self._rate_limits = rate_limits
        self._clock = clock
        self._sign_ups = RateLimit(
            "sign-ups", sign_ups, timedelta(hours=1), "many accounts were made from your network; please try later"
        )
        self._identity = identity
        self._accounts = accounts
        self._sessions = sessions
        self._avatars = avatars

    def sign_up(self, body: SignUp, address: str) -> SignedUp:
        """Make an account; raises UsernameTaken, also where the name was a deleted user's, and RateLimited.

        `address` is where the call comes from; empty where nobody knows. A try counts whether its name is free or not:
        who tries many finds out who is here.
        """
        if address and self._sign_ups.amount:
            self._rate_limits.spend(self._sign_ups, f"address#{address}", self._clock.now())
        if self._accounts.get(body.username) is not None:
            raise UsernameTaken
        self._identity.sign_up(body.username, body.email, body.password)
        self._accounts.create(new_account(body.username, body.email, self._clock.now()))
        return SignedUp(username=body.username)

    def me(self, username: str, signed_in: datetime | None) -> User:
        """The user, as they see themselves; raises Unauthorized."""
        return user_of(self._sessions.account(username, signed_in))

    def change(self, username: str, patch: ProfilePatch, signed_in: datetime | None = None) -> User:
        """Change what `patch` names; raises Unauthorized, and BadFile before anything is changed."""
        account = self._sessions.account(username, signed_in)
        if "avatar" in patch.given:
            account = self._avatars.change(account, patch.avatar)
        if "display_name" in patch.given:
            account = self._accounts.rename(username, patch.display_name)
        return user_of(account)
