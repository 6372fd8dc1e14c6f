"""Calls of accounts and their sessions."""

from __future__ import annotations

from infra.contract.operations.operation import Auth, Operation
from snowfight import errors
from snowfight.models import accounts

ACCOUNTS: tuple[Operation, ...] = (
    Operation(
        "sign_up",
        "POST",
        "/api/auth/signup",
        "Make an account",
        Auth.OPEN,
        accounts.SignedUp,
        201,
        body=accounts.SignUp,
        errors=(errors.UsernameTaken, errors.TooMany),
    ),
    Operation(
        "log_in",
        "POST",
        "/api/auth/login",
        "Sign in",
        Auth.OPEN,
        accounts.Session,
        body=accounts.Login,
        errors=(errors.BadCredentials, errors.Banned, errors.TooMany),
        sets_cookie=True,
    ),
    Operation(
        "refresh",
        "POST",
        "/api/auth/refresh",
        "A new bearer token for the cookie",
        Auth.COOKIE,
        accounts.Session,
        errors=(errors.Unauthorized, errors.TooMany),
        sets_cookie=True,
    ),
    Operation(
        "log_out",
        "POST",
        "/api/auth/logout",
        "End the cookie's session; fine without one",
        Auth.COOKIE,
        status=204,
        sets_cookie=True,
    ),
    Operation(
        "send_code",
        "POST",
        "/api/auth/verify-email/send",
        "Mail a code that proves the address",
        Auth.BEARER,
        status=204,
        errors=(errors.TooSoon,),
    ),
    Operation(
        "verify_email",
        "POST",
        "/api/auth/verify-email",
        "Prove the address with the code; the new token says so",
        Auth.COOKIE,
        accounts.Session,
        body=accounts.VerifyEmail,
        errors=(errors.WrongCode, errors.CodeExpired, errors.Unauthorized, errors.TooMany),
        sets_cookie=True,
    ),
    Operation(
        "forgot_password",
        "POST",
        "/api/auth/forgot-password",
        "Mail a code for a new password to a verified address",
        Auth.OPEN,
        status=204,
        body=accounts.ForgotPassword,
    ),
    Operation(
        "reset_password",
        "POST",
        "/api/auth/reset-password",
        "Set a new password and end every session",
        Auth.OPEN,
        status=204,
        body=accounts.ResetPassword,
        errors=(errors.WrongCode, errors.TooMany),
    ),
)
