"""The cookie that keeps a browser's refresh token."""

from __future__ import annotations

from collections.abc import Iterable

COOKIE = "refresh"
REFRESH_LIFE = 30 * 24 * 3600
"""Seconds; as long as Cognito's refresh token lives (infra/integrations/user_pool.py)."""


def refresh_cookie(token: str, *, secure: bool, life: int = REFRESH_LIFE) -> str:
    """The Set-Cookie value that keeps `token`; a `life` of 0 takes it away."""
    flag = "; Secure" if secure else ""
    return f"{COOKIE}={token}; Path=/api/auth; Max-Age={life}; HttpOnly; SameSite=Strict{flag}"


def refresh_token(lines: Iterable[str]) -> str | None:
    """The token in the lines of a Cookie header, None where there is none."""
    pairs = (part.partition("=") for line in lines for part in line.split(";"))
    return next((value.strip() for name, _, value in pairs if name.strip() == COOKIE and value.strip()), None)
