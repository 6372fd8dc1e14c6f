"""Given Cognito as it answers, when the chat asks it, then …"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError

from snowfight.errors import (
    BadCredentials,
    Invalid,
    SnowfightError,
    TooMany,
    Unauthorized,
    Unavailable,
    UsernameTaken,
    WrongCode,
)
from snowfight.integrations import cognito as module
from snowfight.integrations.cognito import CognitoIdentity
from tests.support.logs import logged

SECRET = "arn:aws:cognito-idp:us-east-1:123456789012:userpool/x"


class Cognito:
    """A client that answers every call with `answer`, or with the error of that code, and keeps what it was asked."""

    def __init__(self) -> None:
        self.answer: dict[str, Any] | str | Exception = {}
        self.asked: list[tuple[str, dict[str, Any]]] = []

    def __getattr__(self, operation: str) -> Callable[..., dict[str, Any]]:
        def call(**arguments: Any) -> dict[str, Any]:
            self.asked.append((operation, arguments))
            if isinstance(self.answer, str):
                raise ClientError({"Error": {"Code": self.answer, "Message": SECRET}}, operation)
            if isinstance(self.answer, Exception):
                raise self.answer
            return self.answer

        return call


@pytest.fixture
def cognito(monkeypatch: pytest.MonkeyPatch) -> Cognito:
    cognito = Cognito()

    def client(_service: str) -> Cognito:
        return cognito

    monkeypatch.setattr(module, "client", client)
    return cognito


@pytest.fixture
def identity(cognito: Cognito) -> CognitoIdentity:
    return CognitoIdentity("pool", "client", lambda username, email: f"{username} of {email}")


def token(**claims: Any) -> str:
    payload = base64.urlsafe_b64encode(json.dumps(claims).encode()).rstrip(b"=").decode()
    return f"head.{payload}.signature"


def test_a_login_gives_the_id_token_its_claims_and_the_refresh_token(
    cognito: Cognito, identity: CognitoIdentity
) -> None:
    # Given
    begun = datetime(2026, 11, 29, 12, 0, 7, tzinfo=UTC)
    claims = {"cognito:username": "Ann", "email": "ann@example.org", "email_verified": True, "x": "ü?"}
    bearer = token(**claims, auth_time=int(begun.timestamp()))
    result = {"IdToken": bearer, "AccessToken": "access", "RefreshToken": "refresh", "ExpiresIn": 900}
    cognito.answer = {"AuthenticationResult": result}
    # When
    tokens = identity.sign_in("ann", "correct horse")
    # Then
    assert (tokens.token, tokens.expires_in, tokens.refresh) == (bearer, 900, "refresh")
    assert (tokens.username, tokens.email, tokens.email_verified) == ("ann", "ann@example.org", True)
    assert tokens.signed_in == begun
    [(operation, asked)] = cognito.asked
    assert (operation, asked["AuthFlow"]) == ("initiate_auth", "USER_PASSWORD_AUTH")


def test_a_sign_up_brings_what_the_trigger_knows_it_by(cognito: Cognito, identity: CognitoIdentity) -> None:
    identity.sign_up("ann", "ann@example.org", "correct horse")
    [(operation, asked)] = cognito.asked
    assert (operation, asked["Username"]) == ("sign_up", "ann")
    assert asked["ValidationData"] == [{"Name": "admission", "Value": "ann of ann@example.org"}]


def test_a_refresh_gives_no_new_refresh_token(cognito: Cognito, identity: CognitoIdentity) -> None:
    cognito.answer = {"AuthenticationResult": {"IdToken": token(**{"cognito:username": "ann"}), "ExpiresIn": 900}}
    tokens = identity.refresh("refresh")
    assert (tokens.username, tokens.email_verified, tokens.refresh) == ("ann", False, None)


@pytest.mark.parametrize("name", ["admin", "deleted-user", "an\u212a", "ann#x", "a" * 21, ""])
def test_a_user_who_signed_up_at_cognito_itself_under_a_name_that_we_give_nobody_has_no_session(
    cognito: Cognito, identity: CognitoIdentity, name: str
) -> None:
    cognito.answer = {"AuthenticationResult": {"IdToken": token(**{"cognito:username": name}), "ExpiresIn": 900}}
    with pytest.raises(Unauthorized):
        identity.refresh("refresh")
    with pytest.raises(BadCredentials):
        identity.sign_in(name, "correct horse")


def test_a_challenge_instead_of_tokens_is_no_login(cognito: Cognito, identity: CognitoIdentity) -> None:
    cognito.answer = {"ChallengeName": "NEW_PASSWORD_REQUIRED"}
    with pytest.raises(BadCredentials):
        identity.sign_in("ann", "correct horse")
    with pytest.raises(Unauthorized):
        identity.refresh("refresh")


def test_an_address_is_proven_together_with_what_it_reads(cognito: Cognito, identity: CognitoIdentity) -> None:
    identity.mark_verified("ann", "ann@example.org")
    [(operation, asked)] = cognito.asked
    attributes = {each["Name"]: each["Value"] for each in asked["UserAttributes"]}
    assert (operation, attributes) == (
        "admin_update_user_attributes",
        {"email": "ann@example.org", "email_verified": "true"},
    )


CALLS: dict[str, Callable[[CognitoIdentity], object]] = {
    "sign_up": lambda identity: identity.sign_up("ann", "ann@example.org", "correct horse"),
    "sign_in": lambda identity: identity.sign_in("ann", "correct horse"),
    "refresh": lambda identity: identity.refresh("refresh"),
    "mark_verified": lambda identity: identity.mark_verified("ann", "ann@example.org"),
    "revoke": lambda identity: identity.revoke("refresh"),
    "revoke_all": lambda identity: identity.revoke_all("ann"),
    "reset_password": lambda identity: identity.reset_password("ann", "1", "correct horse"),
}


@pytest.mark.parametrize(
    ("call", "code", "error"),
    [
        ("sign_up", "UsernameExistsException", UsernameTaken),
        ("sign_up", "InvalidPasswordException", Invalid),
        ("sign_up", "InvalidParameterException", Invalid),
        ("sign_in", "NotAuthorizedException", BadCredentials),
        ("sign_in", "UserNotFoundException", BadCredentials),
        ("sign_in", "UserNotConfirmedException", BadCredentials),
        ("sign_in", "InvalidParameterException", BadCredentials),
        ("refresh", "NotAuthorizedException", Unauthorized),
        ("refresh", "InvalidParameterException", Unauthorized),
        ("reset_password", "CodeMismatchException", WrongCode),
        ("reset_password", "ExpiredCodeException", WrongCode),
        ("reset_password", "UserNotFoundException", WrongCode),
        ("reset_password", "NotAuthorizedException", WrongCode),
        ("reset_password", "InvalidPasswordException", Invalid),
        *[(call, "TooManyRequestsException", TooMany) for call in CALLS],
        *[(call, "InternalErrorException", Unavailable) for call in CALLS],
        *[(call, "SomethingNewException", Unavailable) for call in CALLS],
    ],
)
def test_cognitos_errors_become_ours_and_keep_their_words_to_themselves(
    cognito: Cognito, identity: CognitoIdentity, call: str, code: str, error: type[SnowfightError]
) -> None:
    cognito.answer = code
    with pytest.raises(error) as raised:
        CALLS[call](identity)
    assert type(raised.value) is error
    assert SECRET not in raised.value.detail
    assert SECRET not in str(raised.value)


@pytest.mark.parametrize("call", CALLS)
def test_cognito_not_answering_is_unavailable(cognito: Cognito, identity: CognitoIdentity, call: str) -> None:
    cognito.answer = EndpointConnectionError(endpoint_url=SECRET)
    with pytest.raises(Unavailable):
        CALLS[call](identity)


@pytest.mark.parametrize(
    "code", ["NotAuthorizedException", "UnsupportedTokenTypeException", "InvalidParameterException"]
)
def test_ending_a_session_that_has_ended_is_fine(cognito: Cognito, identity: CognitoIdentity, code: str) -> None:
    cognito.answer = code
    identity.revoke("refresh")


@pytest.mark.parametrize(
    "code",
    [
        "UserNotFoundException",
        "InvalidParameterException",
        "LimitExceededException",
        "TooManyRequestsException",
        "CodeDeliveryFailureException",
        "InternalErrorException",
        "NotAuthorizedException",
    ],
)
def test_a_code_that_could_not_be_mailed_does_not_tell_who_exists(
    cognito: Cognito, identity: CognitoIdentity, code: str
) -> None:
    cognito.answer = code
    identity.forgot_password("ann")


def test_a_code_that_could_not_be_mailed_for_an_outage_is_logged(cognito: Cognito, identity: CognitoIdentity) -> None:
    for answer, lines in (("CodeDeliveryFailureException", 1), ("UserNotFoundException", 0)):
        cognito.answer = answer
        with logged(module.logger) as log:
            identity.forgot_password("ann")
        assert len(log.lines) == lines
