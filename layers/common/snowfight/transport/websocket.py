"""WebSocket events of API Gateway: a router in the style of Powertools' resolvers, which have none for WebSockets."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from aws_lambda_powertools import Logger
from pydantic import BaseModel, ValidationError

from snowfight.clock import from_milliseconds
from snowfight.errors import BadFrame, Internal, Muted, RateLimited, SnowfightError, UnknownType
from snowfight.models.base import Frame
from snowfight.models.problem import ErrorFrame
from snowfight.models.records import Link
from snowfight.transport.throttle import Throttle

logger = Logger()

Event = dict[str, Any]
F = TypeVar("F", bound=Frame)
Handler = Callable[[Link, Any], BaseModel | None]

_UNSPEAKABLE = re.compile("[\\x00\\ud800-\\udfff]")

MAX_NAME = 64
"""Characters of a name that an error repeats to the client."""


def _one(_frame: Frame) -> float:
    return 1.0


@dataclass(frozen=True)
class _Route:
    model: type[Frame]
    serve: Handler
    weight: Callable[[Any], float]


class FrameRouter:
    """Maps a frame's `type` to its model and the function that serves it.

    What that function returns is the reply; errors become the contract's error frame, and the connection lives. Each
    frame that is served takes its weight from its user's `throttle`.
    """

    def __init__(self, throttle: Throttle) -> None:
        self._throttle = throttle
        self._routes: dict[str, _Route] = {}

    def on(
        self,
        kind: str,
        model: type[F],
        handler: Callable[[Link, F], BaseModel | None],
        weight: Callable[[F], float] = _one,
    ) -> None:
        """Serve frames of type `kind`, read as `model`, with `handler`."""
        self._routes[kind] = _Route(model, handler, weight)

    def resolve(self, event: Event) -> dict[str, Any]:
        """Serve one MESSAGE event; the answer's body is the reply to the sender, if there is one."""
        link = link_of(event)
        raw: Any = None
        try:
            text = str(event.get("body") or "")
            raw = parse(text)
            check_text(text, raw)
            reply = self._serve(link, raw)
        except SnowfightError as error:
            reply = error_frame(error, raw)
        except Exception:
            logger.exception("a frame could not be served")
            reply = error_frame(Internal(), raw)
        return answer(200, reply)

    def _serve(self, link: Link, raw: dict[str, Any]) -> BaseModel | None:
        kind = raw.get("type")
        if not isinstance(kind, str):
            raise BadFrame("a frame needs a type")
        if kind not in self._routes:
            raise UnknownType
        route = self._routes[kind]
        try:
            frame = route.model.model_validate(raw)
        except ValidationError as error:
            raise BadFrame(_first(error)) from None
        self._throttle.take(link.username, route.weight(frame))
        return route.serve(link, frame)


def parse(text: str) -> dict[str, Any]:
    """The JSON object of a frame; raises BadFrame."""
    try:
        raw: Any = json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise BadFrame("a frame is a JSON object in UTF-8") from None
    if not isinstance(raw, dict):
        raise BadFrame("a frame is a JSON object in UTF-8")
    return raw


def check_text(text: str, raw: dict[str, Any]) -> None:
    """Raises BadFrame for NUL and lone surrogates anywhere in `raw`, which `text` says; only escapes can say them."""
    if "\\u" in text and _has_unspeakable(raw):
        raise BadFrame("a frame may contain neither NUL nor lone surrogates")


def _has_unspeakable(value: Any) -> bool:
    waiting = [value]
    while waiting:
        match waiting.pop():
            case str() as text if _UNSPEAKABLE.search(text):
                return True
            case dict() as parts:
                waiting += parts.keys()
                waiting += parts.values()
            case list() as parts:
                waiting += parts
            case _:
                pass
    return False


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is no JSON")


def _first(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    return f"{'.'.join(str(part)[:MAX_NAME] for part in first['loc'])}: {first['msg']}"


def error_frame(error: SnowfightError, raw: Any) -> ErrorFrame:
    """The frame that tells `error`; it names the message and the chat that the client named, where those are texts."""
    named: dict[str, Any] = raw if isinstance(raw, dict) else {}
    about_a_call = str(named.get("type")).startswith("call_")
    return ErrorFrame(
        code=error.code,
        detail=error.detail,
        client_id=_short(named.get("client_id")),
        room=_short(named.get("room")),
        call=_short(named.get("call")) if about_a_call else None,
        to=_short(named.get("to")) if about_a_call else None,
        retry_after=error.retry_after if isinstance(error, RateLimited) else None,
        until=error.until if isinstance(error, Muted) else None,
    )


def _short(value: Any) -> str | None:
    sayable = isinstance(value, str) and len(value) <= MAX_NAME and not _UNSPEAKABLE.search(value)
    return value if sayable else None


def answer(status: int, reply: BaseModel | None = None) -> dict[str, Any]:
    """What a WebSocket integration returns."""
    if reply is None:
        return {"statusCode": status}
    return {"statusCode": status, "body": reply.model_dump_json()}


def link_of(event: Event) -> Link:
    """Whose connection an event is of; the authorizer's context tells, so no client can."""
    context = event["requestContext"]
    authorizer = context["authorizer"]
    return Link(str(context["connectionId"]), str(authorizer["username"]), from_milliseconds(int(authorizer["opened"])))
