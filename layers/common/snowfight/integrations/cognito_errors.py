"""What Cognito's refusals mean."""

from __future__ import annotations

from collections.abc import Callable

from snowfight.errors import (
    FieldError,
    Invalid,
    SnowfightError,
    TooMany,
    Unauthorized,
    Unavailable,
    UsernameTaken,
    WrongCode,
)


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


def translated(code: str) -> SnowfightError:
    """The error of ours that Cognito's `code` means."""
    return _ERRORS.get(code, Unavailable)()
