"""Signing up, in and out; proving an address; getting a new password."""

from __future__ import annotations

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.api_gateway import Router

from functions.http_api import wiring
from functions.http_api.wiring import accounts, passwords, sessions, settings, verification
from snowfight.domain.accounts.sessions import SignedIn
from snowfight.models.accounts import Claim, FinishClaim, ForgotPassword, Login, ResetPassword, SignUp, VerifyEmail
from snowfight.transport.http_request import asked_of
from snowfight.transport.http_response import answer, nothing
from snowfight.transport.refresh_cookie import refresh_cookie

router = Router()
asked = asked_of(router)


def _cookie() -> str | None:
    return asked().cookie(settings.site_origins)


def _signed_in(signed_in: SignedIn) -> Response[str]:
    cookies = [refresh_cookie(signed_in.refresh, secure=settings.secure_cookies)] if signed_in.refresh else []
    return answer(200, signed_in.session, cookies=cookies)


@router.get("/api/auth/challenge")
def challenge() -> Response[str]:
    return answer(200, wiring.sign_up().door.challenges.make())


@router.post("/api/auth/signup")
def sign_up() -> Response[str]:
    request = asked()
    return answer(201, accounts.sign_up(request.body(SignUp), request.address))


@router.post("/api/auth/login")
def log_in() -> Response[str]:
    request = asked()
    return _signed_in(sessions.log_in(request.body(Login), request.address))


@router.post("/api/auth/refresh")
def refresh() -> Response[str]:
    return _signed_in(sessions.refresh(_cookie(), asked().address))


@router.post("/api/auth/logout")
def log_out() -> Response[str]:
    sessions.log_out(_cookie())
    return nothing(cookies=[refresh_cookie("", secure=settings.secure_cookies, life=0)])


@router.post("/api/auth/verify-email/send")
def send_code() -> Response[str]:
    caller = asked().caller
    verification.send_code(caller.username, caller.signed_in)
    return nothing()


@router.post("/api/auth/verify-email")
def verify_email() -> Response[str]:
    cookie = _cookie()
    request = asked()
    return _signed_in(verification.verify(cookie, request.body(VerifyEmail).code, request.address))


@router.post("/api/auth/forgot-password")
def forgot_password() -> Response[str]:
    passwords.forgot(asked().body(ForgotPassword))
    return nothing()


@router.post("/api/auth/reset-password")
def reset_password() -> Response[str]:
    passwords.reset(asked().body(ResetPassword))
    return nothing()


@router.post("/api/auth/claim")
def claim() -> Response[str]:
    request = asked()
    wiring.claims().ask(request.body(Claim), request.address)
    return nothing()


@router.post("/api/auth/claim/finish")
def finish_claim() -> Response[str]:
    request = asked()
    return answer(201, wiring.claims().finish(request.body(FinishClaim), request.address))
