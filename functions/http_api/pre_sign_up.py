"""Cognito's PreSignUp trigger: a new account can sign in at once; its address is proven later, by us."""

from __future__ import annotations

from typing import Any


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Confirm the account, and leave the e-mail address unverified."""
    event["response"]["autoConfirmUser"] = True
    event["response"]["autoVerifyEmail"] = False
    return event
