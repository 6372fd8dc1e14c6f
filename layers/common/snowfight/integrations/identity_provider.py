"""Who keeps passwords and issues tokens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True)
class Tokens:
    """What a sign-in gives: the bearer token, its life in seconds, the claims in it, and the refresh token if new.

    There are tokens for those alone whose name could be ours, whoever made the account.
    """

    token: str
    expires_in: int
    username: str
    email: str
    email_verified: bool
    signed_in: datetime
    """When the sign-in was, by the second: all tokens that are made of it later tell the same."""

    refresh: str | None = None
    session: str = ""
    """The same in all tokens of one sign-in."""


class Identity(Protocol):
    """Errors of every method: Unavailable where the provider does not answer, TooMany where it throttles."""

    def sign_up(self, username: str, email: str, password: str) -> None:
        """Make an account that can sign in at once; raises UsernameTaken, Invalid."""
        ...

    def sign_in(self, username: str, password: str) -> Tokens:
        """Raises BadCredentials, the same for an unknown user."""
        ...

    def refresh(self, refresh_token: str) -> Tokens:
        """A new bearer token; raises Unauthorized."""
        ...

    def revoke(self, refresh_token: str) -> None:
        """End one session; an unknown or ended one is fine."""
        ...

    def revoke_all(self, username: str) -> None:
        """End every session of the user."""
        ...

    def mark_verified(self, username: str, email: str) -> None:
        """The user's e-mail address is proven, that one: at Cognito itself they may have told another meanwhile."""
        ...

    def delete(self, username: str) -> None:
        """Take the user away with every session; one that is gone already is fine."""
        ...

    def forgot_password(self, username: str) -> None:
        """Mail a code to the user's verified address, if there is such a user and address; never raises."""
        ...

    def reset_password(self, username: str, code: str, password: str) -> None:
        """Raises WrongCode (also where there is no such user), Invalid."""
        ...
