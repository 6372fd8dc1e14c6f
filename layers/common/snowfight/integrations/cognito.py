"""The identity provider that we use: a user pool of Amazon Cognito."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from aws_lambda_powertools import Logger
from botocore.exceptions import BotoCoreError, ClientError

from snowfight.errors import BadCredentials, Invalid, TooMany, Unauthorized, Unavailable, WrongCode
from snowfight.integrations.boto_clients import client
from snowfight.integrations.cognito_admission import NAME
from snowfight.integrations.cognito_errors import translated
from snowfight.integrations.identity_provider import Tokens
from snowfight.models.names import username as canonical

logger = Logger()


class CognitoIdentity:
    """Implements `Identity`; the pool is called without SRP: the browser never sees it. `admission` makes what its
    trigger knows our own sign-ups by (integrations.cognito_admission), of a name and an address."""

    def __init__(self, pool_id: str, client_id: str, admission: Callable[[str, str], str]) -> None:
        self._pool = pool_id
        self._client = client_id
        self._admission = admission

    def sign_up(self, username: str, email: str, password: str) -> None:
        _call(
            "sign_up",
            ClientId=self._client,
            Username=username,
            Password=password,
            UserAttributes=[{"Name": "email", "Value": email}],
            ValidationData=[{"Name": NAME, "Value": self._admission(username, email)}],
        )

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
        raise translated(error.response.get("Error", {}).get("Code", "")) from error
    except BotoCoreError as error:
        raise Unavailable from error


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
        signed_in=datetime.fromtimestamp(int(claims.get("auth_time", 0)), UTC),
        refresh=result.get("RefreshToken"),
        session=str(claims.get("origin_jti", "")),
    )


def _claims(token: str) -> dict[str, Any]:
    """The claims of a token that came from Cognito itself, over TLS; so its signature need not be looked at."""
    payload = token.split(".")[1]
    return json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
