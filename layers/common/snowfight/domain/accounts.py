"""Signing up, in and out; proving an address; the profile."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime

from snowfight.clock import Clock
from snowfight.domain.admission import living
from snowfight.domain.avatars import Avatars
from snowfight.errors import BadCredentials, Unauthorized, UsernameTaken
from snowfight.models.accounts import Login, Session, SignedUp, SignUp
from snowfight.models.names import username as canonical
from snowfight.models.records import Account
from snowfight.models.user import ProfilePatch, User
from snowfight.outside.identity import Identity, Tokens
from snowfight.outside.mail import Mail
from snowfight.storage.accounts import Accounts
from snowfight.storage.codes import LIFE, Codes


@dataclass(frozen=True)
class SignedIn:
    """A session, and the refresh token that belongs into the cookie (None: the cookie stays as it is)."""

    session: Session
    refresh: str | None


class AccountService:
    def __init__(
        self,
        identity: Identity,
        accounts: Accounts,
        codes: Codes,
        mail: Mail,
        avatars: Avatars,
        clock: Clock,
    ) -> None:
        self._identity = identity
        self._accounts = accounts
        self._codes = codes
        self._mail = mail
        self._avatars = avatars
        self._clock = clock

    def sign_up(self, body: SignUp) -> SignedUp:
        """Make an account; raises UsernameTaken, also where the name was a deleted user's."""
        if self._accounts.get(body.username) is not None:
            raise UsernameTaken
        self._identity.sign_up(body.username, body.email, body.password)
        self._accounts.create(_new(body.username, body.email))
        return SignedUp(username=body.username)

    def log_in(self, body: Login) -> SignedIn:
        """Raises BadCredentials, the same whether the name or the password is wrong."""
        try:
            name = canonical(body.username.strip())
        except ValueError:
            raise BadCredentials from None
        if not body.password:
            raise BadCredentials
        return self._signed_in(self._identity.sign_in(name, body.password))

    def refresh(self, refresh_token: str | None) -> SignedIn:
        """A new bearer token for the cookie's session; raises Unauthorized."""
        return self._signed_in(self._tokens(refresh_token))

    def log_out(self, refresh_token: str | None) -> None:
        """End the cookie's session, if there is one."""
        if refresh_token:
            self._identity.revoke(refresh_token)

    def send_code(self, username: str, signed_in: datetime | None = None) -> None:
        """Mail a code to the user's address; raises TooSoon within a minute of the last, Unauthorized."""
        account = self.account(username, signed_in)
        code = f"{secrets.randbelow(1_000_000):06d}"
        self._codes.put(username, code, self._clock.now())
        minutes = int(LIFE.total_seconds() // 60)
        self._mail.send(
            account.email,
            "Your Monkey Snowfight code",
            f"Hello {account.display_name},\n\nyour code is {code}. It is good for {minutes} minutes.\n\n"
            "If you did not ask for it, somebody mistyped an address: just ignore this mail.\n",
        )

    def verify_email(self, refresh_token: str | None, code: str) -> SignedIn:
        """Prove the address of the cookie's user; raises Unauthorized, WrongCode, CodeExpired."""
        tokens = self._tokens(refresh_token)
        account = self.account(tokens.username, None)
        self._codes.take(account.username, code, self._clock.now())
        self._identity.mark_verified(account.username, account.email)
        self._accounts.verify_email(account.username)
        return self._signed_in(self._tokens(refresh_token))

    def me(self, username: str, signed_in: datetime | None) -> User:
        """The user, as they see themselves; raises Unauthorized."""
        return _user(self.account(username, signed_in))

    def change(self, username: str, patch: ProfilePatch, signed_in: datetime | None = None) -> User:
        """Change what `patch` names; raises Unauthorized, and BadFile before anything is changed."""
        account = self.account(username, signed_in)
        if "avatar" in patch.given:
            account = self._avatars.change(account, patch.avatar)
        if "display_name" in patch.given:
            account = self._accounts.rename(username, patch.display_name)
        return _user(account)

    def account(self, username: str, signed_in: datetime | None) -> Account:
        """The living account of a token from `signed_in`; raises Unauthorized where it no longer counts."""
        return living(self._accounts.get(username), signed_in)

    def _tokens(self, refresh_token: str | None) -> Tokens:
        if not refresh_token:
            raise Unauthorized
        return self._identity.refresh(refresh_token)

    def _signed_in(self, tokens: Tokens) -> SignedIn:
        """The session of `tokens`; an account whose making was cut short after Cognito's part is completed here."""
        account = self._accounts.get(tokens.username) or self._accounts.create(_new(tokens.username, tokens.email))
        if account.deleted:
            raise BadCredentials
        session = Session(token=tokens.token, expires_in=tokens.expires_in, user=_user(account))
        return SignedIn(session, tokens.refresh)


def _new(username: str, email: str) -> Account:
    return Account(username=username, display_name=username, email=email)


def _user(account: Account) -> User:
    return User(
        username=account.username,
        display_name=account.display_name,
        avatar_url=account.avatar_url,
        email=account.email,
        email_verified=account.email_verified,
    )
