"""Stand-ins for Cognito and SES, and keyed hashes by a secret that every test knows."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from snowfight.clock import Clock, SystemClock
from snowfight.errors import BadCredentials, Unauthorized, UsernameTaken, WrongCode
from snowfight.integrations.identity_provider import Tokens
from snowfight.integrations.keyed_hashes import KeyedHashes

SECRET = "c25vd2JhbGxzIGFyZSBtYWRlIG9mIGNvbGQgc2Vjcmc"
"""As `make deploy` makes one."""


def secret_text(_parameter: str) -> str:
    """What the parameter store would say."""
    return SECRET


def keyed_hashes() -> KeyedHashes:
    return KeyedHashes("/snowfight/test/secret", secret_text)


@dataclass
class _User:
    email: str
    password: str
    verified: bool = False
    code: str | None = None


@dataclass
class FakeIdentity:
    """Keeps passwords in memory; tokens and codes are plain words."""

    users: dict[str, _User] = field(default_factory=dict[str, _User])
    sessions: dict[str, str] = field(default_factory=dict[str, str])
    begun: dict[str, datetime] = field(default_factory=dict[str, datetime])
    """When each session did."""
    clock: Clock = field(default_factory=SystemClock)

    def sign_up(self, username: str, email: str, password: str) -> None:
        if username in self.users:
            raise UsernameTaken
        self.users[username] = _User(email, password)

    def sign_in(self, username: str, password: str) -> Tokens:
        user = self.users.get(username)
        if user is None or user.password != password:
            raise BadCredentials
        refresh = f"refresh-{username}-{len(self.sessions)}"
        self.sessions[refresh] = username
        self.begun[refresh] = self.clock.now().replace(microsecond=0)
        return self._tokens(username, refresh, refresh)

    def refresh(self, refresh_token: str) -> Tokens:
        if refresh_token not in self.sessions:
            raise Unauthorized
        return self._tokens(self.sessions[refresh_token], None, refresh_token)

    def revoke(self, refresh_token: str) -> None:
        self.sessions.pop(refresh_token, None)

    def revoke_all(self, username: str) -> None:
        self.sessions = {token: name for token, name in self.sessions.items() if name != username}

    def mark_verified(self, username: str, email: str) -> None:
        self.users[username].email, self.users[username].verified = email, True

    def delete(self, username: str) -> None:
        self.users.pop(username, None)
        self.revoke_all(username)

    def forgot_password(self, username: str) -> None:
        self.users[username].code = "424242"

    def reset_password(self, username: str, code: str, password: str) -> None:
        user = self.users.get(username)
        if user is None or user.code is None or user.code != code:
            raise WrongCode
        user.password, user.code = password, None

    def _tokens(self, username: str, refresh: str | None, session: str) -> Tokens:
        user = self.users[username]
        about = (username, user.email, user.verified, self.begun[session])
        return Tokens(f"token-{username}", 900, *about, refresh, session)


@dataclass
class FakeMail:
    """Keeps mail: (to, subject, body)."""

    sent: list[tuple[str, str, str]] = field(default_factory=list[tuple[str, str, str]])

    def send(self, to: str, subject: str, body: str) -> None:
        self.sent.append((to, subject, body))
