"""The body of a post to a hook."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qs

from pydantic import ValidationError

from snowfight.errors import Invalid, InvalidPayload, TooLarge
from snowfight.models.robots.payload import HookPayload
from snowfight.transport.http_request import Request

MAX_POST = 1_048_576
"""Characters of a body: Slack's 40,000 of a text, escaped and percent-encoded, are up to 480,000."""

_FORM_FIELDS = 100
_FIELD = "payload"


def payload_of(request: Request) -> HookPayload:
    """What was posted: JSON, whatever its content type says, or a form with JSON in its field `payload`.

    Raises InvalidPayload where that is no JSON object, and TooLarge.
    """
    if len(request.event.get("body") or "") > MAX_POST:
        raise TooLarge
    try:
        text = request.text(MAX_POST).lstrip("\ufeff \t\r\n")
        return HookPayload.model_validate(_object(text if text.startswith("{") else _form_field(text)))
    except (Invalid, ValidationError, ValueError, RecursionError):
        raise InvalidPayload from None


def _object(text: str) -> dict[str, Any]:
    value = json.loads(text)
    if not isinstance(value, dict):
        raise InvalidPayload
    return value


def _form_field(text: str) -> str:
    [value] = parse_qs(text, max_num_fields=_FORM_FIELDS).get(_FIELD, [""])
    return value
