"""Who keeps passwords and issues tokens."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from aws_lambda_powertools import Logger
from botocore.exceptions import BotoCoreError, ClientError

from snowfight.errors import (
    BadCredentials,
    FieldError,
    Invalid,
    SnowfightError,
    TooMany,
    Unauthorized,
    Unavailable,
    UsernameTaken,
    WrongCode,
)
from snowfight.integrations.boto_clients import client
from snowfight.models.names import username as canonical

logger = Logger()


@dataclass(frozen=True)
class Tokens:
    """What a sign-in gives: the bearer token, its life in seconds, the claims in it, and the refresh token if new.

    Whoever knows the pool's client, which every token names, may sign up at Cognito itself, under any name: there are
    tokens for those alone whose name could be ours.
    """

    token: str
    expires_in: int
    username: str
    email: str
    email_verified: bool
    refresh: str | None = None


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


class CognitoIdentity:
    """An Amazon Cognito user pool, called without SRP: the browser never sees it."""

    def __init__(self, pool_id: str, client_id: str) -> None:
        self._pool = pool_id
        self._client = client_id

    def sign_up(self, username: str, email: str, password: str) -> None:
        attributes = [{"Name": "email", "Value": email}]
        _call("sign_up", ClientId=self._client, Username=username, Password=password, UserAttributes=attributes)

    def sign_in(self, username: str, password: str) -> Tokens:
        parameters = {"USERNAME": username, "PASSWORD": password}
        try:
            answer = _call(
                "initiate_auth", ClientId=self._client, AuthFlow="USER_PASSWORD_AUTH", AuthParameters=parameters
            )
        except (Unauthorized, Invalid, WrongCode):
            raise BadCredentials from None
        return _tokens(answer, BadCredentials)

    def refresh(self, refresh_token: str) -> Tokens:
        parameters = {"REFRESH_TOKEN": refresh_token}
        try:
            answer = _call(
                "initiate_auth", ClientId=self._client, AuthFlow="REFRESH_TOKEN_AUTH", AuthParameters=parameters
            )
        except (Unauthorized, Invalid, WrongCode):
            raise Unauthorized from None
        return _tokens(answer, Unauthorized)

    def revoke(self, refresh_token: str) -> None:
        try:
            _call("revoke_token", ClientId=self._client, Token=refresh_token)
        except (Unauthorized, Invalid):
            return

    def revoke_all(self, username: str) -> None:
        _call("admin_user_global_sign_out", UserPoolId=self._pool, Username=username)

    def mark_verified(self, username: str, email: str) -> None:
        attributes = [{"Name": "email", "Value": email}, {"Name": "email_verified", "Value": "true"}]
        _call("admin_update_user_attributes", UserPoolId=self._pool, Username=username, UserAttributes=attributes)

    def delete(self, username: str) -> None:
        try:
            _call("admin_delete_user", UserPoolId=self._pool, Username=username)
        except Unauthorized:
            return

    def forgot_password(self, username: str) -> None:
        try:
            _call("forgot_password", ClientId=self._client, Username=username)
        except Unavailable:
            logger.exception("a code for a new password could not be mailed")
        except (Unauthorized, Invalid, WrongCode, TooMany):
            return

    def reset_password(self, username: str, code: str, password: str) -> None:
        try:
            _call(
                "confirm_forgot_password",
                ClientId=self._client,
                Username=username,
                ConfirmationCode=code,
                Password=password,
            )
        except Unauthorized:
            raise WrongCode from None


def _call(operation: str, **arguments: Any) -> dict[str, Any]:
    try:
        return getattr(client("cognito-idp"), operation)(**arguments)
    except ClientError as error:
        raise _translated(error.response.get("Error", {}).get("Code", "")) from error
    except BotoCoreError as error:
        raise Unavailable from error


def _bad_password() -> Invalid:
    return Invalid([FieldError("password", "does not fit the rules for passwords")])


def _bad_parameter() -> Invalid:
    return Invalid([FieldError("", "contains what cannot be used")])


def _throttled() -> TooMany:
    return TooMany(retry_after=60)


_ERRORS: dict[str, Callable[[], SnowfightError]] = {
    "UsernameExistsException": UsernameTaken,
    "InvalidPasswordException": _bad_password,
    "InvalidParameterException": _bad_parameter,
    "NotAuthorizedException": Unauthorized,
    "UserNotFoundException": Unauthorized,
    "UserNotConfirmedException": Unauthorized,
    "PasswordResetRequiredException": Unauthorized,
    "UnsupportedTokenTypeException": Unauthorized,
    "CodeMismatchException": WrongCode,
    "ExpiredCodeException": WrongCode,
    "TooManyRequestsException": _throttled,
    "LimitExceededException": _throttled,
    "TooManyFailedAttemptsException": _throttled,
}


def _translated(code: str) -> SnowfightError:
    """The error of ours that Cognito's `code` means."""
    return _ERRORS.get(code, Unavailable)()


def _tokens(answer: dict[str, Any], refused: type[Unauthorized]) -> Tokens:
    result = answer.get("AuthenticationResult")
    if not result or "IdToken" not in result:
        raise refused
    claims = _claims(result["IdToken"])
    try:
        name = canonical(str(claims.get("cognito:username", "")))
    except ValueError:
        raise refused from None
    return Tokens(
        token=result["IdToken"],
        expires_in=int(result.get("ExpiresIn", 900)),
        username=name,
        email=str(claims.get("email", "")),
        email_verified=str(claims.get("email_verified", "")).lower() == "true",
        refresh=result.get("RefreshToken"),
    )


def _claims(token: str) -> dict[str, Any]:
    """The claims of a token that came from Cognito itself, over TLS; so its signature need not be looked at."""
    payload = token.split(".")[1]
    return json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
