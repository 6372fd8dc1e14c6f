"""What MiniStack's Cognito does not pass on to the PreSignUp trigger: the data by which it tells who asks."""

from __future__ import annotations

from contextvars import ContextVar
from typing import Any

NAMES = ("_sign_up", "_build_presignup_event")


def pass_validation_data(cognito: Any) -> None:
    """Have the service `cognito` pass it on, as AWS does (Cognito API, SignUp). Raises RuntimeError where it has
    changed."""
    if not all(hasattr(cognito, name) for name in NAMES):
        raise RuntimeError("MiniStack calls the PreSignUp trigger in another way now: adapt local/validation_data.py.")
    # Neither has another name.
    sign_up, build = cognito._sign_up, cognito._build_presignup_event  # noqa: SLF001
    given: ContextVar[dict[str, str]] = ContextVar("given")

    def signed_up(data: dict[str, Any]) -> Any:
        token = given.set({each["Name"]: each["Value"] for each in data.get("ValidationData") or []})
        try:
            return sign_up(data)
        finally:
            given.reset(token)

    def built(*arguments: Any, **named: Any) -> dict[str, Any]:
        event = build(*arguments, **named)
        event["request"]["validationData"] = given.get({})
        return event

    cognito._sign_up, cognito._build_presignup_event = signed_up, built  # noqa: SLF001 -- as above
