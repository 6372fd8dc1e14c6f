"""Bodies and answers of the accounts part of the HTTP API."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationInfo

from snowfight.models.base import Answer, Body, Text
from snowfight.models.names import Username
from snowfight.models.user import User

_EMAIL = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@"
    r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])"
)
_LONGEST = 254


def is_email(text: str) -> bool:
    """Whether a text is an address of the HTML standard's form, no longer than mail has them (RFC 5321)."""
    return len(text) <= _LONGEST and _EMAIL.fullmatch(text) is not None and ".." not in text


def _email(text: str) -> str:
    if not is_email(text):
        raise ValueError("must be an e-mail address")
    return text


def _outer_spaces(text: str) -> str:
    if text != text.strip():
        raise ValueError("may not begin or end with a space")
    return text


Email = Annotated[str, Field(max_length=_LONGEST), AfterValidator(_email)]
"""An address of the HTML standard's form; SES takes no others."""

Password = Annotated[Text, Field(min_length=10, max_length=128), AfterValidator(_outer_spaces)]
"""10 to 128 code points; Cognito takes no outer spaces."""

AnyText = Annotated[str, Field(max_length=256)]
Code = Annotated[str, Field(max_length=64)]


def _is_no_name(password: str, others: ValidationInfo) -> str:
    if password.casefold() == others.data.get("username", "").strip().casefold():
        raise ValueError("may not be the username")
    return password


NewPassword = Annotated[Password, AfterValidator(_is_no_name)]
"""The password of a body that has a `username` before it."""


class SignUp(Body):
    """Body of `POST /api/auth/signup`. `invite` is an invitation to the deployment or to a group, `challenge` what
    ALTCHA's widget makes of a challenge."""

    username: Username
    email: Email
    password: NewPassword
    invite: Annotated[str, Field(max_length=128)] | None = None
    challenge: Annotated[str, Field(max_length=4096)] | None = None


class SignedUp(Answer):
    username: str
    email_verified: Literal[False] = False


class Login(Body):
    """Body of `POST /api/auth/login`. Any text is taken: what nobody could have is merely wrong."""

    username: AnyText
    password: AnyText


class Session(Answer):
    """A signed-in user; `token` is the bearer token, good for `expires_in` seconds."""

    token: str
    expires_in: int
    user: User


class VerifyEmail(Body):
    """Body of `POST /api/auth/verify-email`."""

    code: Code


class ForgotPassword(Body):
    """Body of `POST /api/auth/forgot-password`. Any text is taken: the answer tells nothing of who exists."""

    username: AnyText


class ResetPassword(Body):
    """Body of `POST /api/auth/reset-password`."""

    username: AnyText
    code: Code
    password: NewPassword


class Claim(Body):
    """Body of `POST /api/auth/claim`. Any text is taken: the answer tells nothing of who exists."""

    email: AnyText


class FinishClaim(Body):
    """Body of `POST /api/auth/claim/finish`."""

    email: AnyText
    code: Code
    password: Password


class Claimed(Answer):
    """Answer of `POST /api/auth/claim/finish`."""

    username: str
    email_verified: Literal[True] = True


class DeleteAccount(Body):
    """Body of `POST /api/me/delete`."""

    password: AnyText


class ExportQuery(BaseModel):
    """Query of `GET /api/me/export`; `cursor` is an earlier answer's."""

    model_config = ConfigDict(extra="ignore", frozen=True, defer_build=True)

    cursor: Annotated[str, Field(max_length=256)] | None = None


class Ticket(Answer):
    """Good for one WebSocket connection within `expires_in` seconds."""

    ticket: str
    expires_in: int
