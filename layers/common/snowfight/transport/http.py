"""HTTP events of API Gateway: bodies in, answers and problems out. The only place where an error becomes a status."""

from __future__ import annotations

import base64
import binascii
import ipaddress
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any, TypeVar
from urllib.parse import quote

from aws_lambda_powertools.event_handler import Response
from pydantic import BaseModel, ValidationError

from snowfight.contract import CONTRACT, HEADER
from snowfight.errors import Csrf, FieldError, Invalid, NotJson, SnowfightError, TooMany, Unauthorized
from snowfight.models.names import username as canonical
from snowfight.models.problem import Problem, WrongField

Event = dict[str, Any]
M = TypeVar("M", bound=BaseModel)

MAX_BODY = 65_536
"""Characters of a request body; the largest that we expect has a few thousand."""

JSON = "application/json"

NETWORK_OF_ONE = 64
"""Bits of an IPv6 address that tell networks apart: a household or server has all addresses of one (RFC 6177)."""

COOKIE = "refresh"
REFRESH_LIFE = 30 * 24 * 3600
"""Seconds; as long as Cognito's refresh token lives (infra, identity)."""

HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", HEADER: str(CONTRACT)}


@dataclass(frozen=True)
class Caller:
    """Who the gateway's JWT authorizer says is calling, and when they signed in."""

    username: str
    signed_in: datetime


@dataclass(frozen=True)
class Request:
    """What routes need of an event."""

    event: Event
    headers: Mapping[str, str] = field(default_factory=dict[str, str])

    @classmethod
    def of(cls, event: Event) -> Request:
        headers = {str(name).lower(): str(value) for name, value in (event.get("headers") or {}).items()}
        return cls(event, headers)

    @property
    def claims(self) -> Mapping[str, Any]:
        """What the gateway read in the bearer token; nothing where the call is open."""
        authorizer = self.event.get("requestContext", {}).get("authorizer") or {}
        return (authorizer.get("jwt") or {}).get("claims") or {}

    @property
    def path(self) -> str:
        """As the route is written, once the event is `normalized`."""
        return str(self.event.get("rawPath") or "/")

    @property
    def caller(self) -> Caller:
        """Raises Unauthorized where the route was reached without a good ID token, or with one of a name that is none
        of ours: such a user has signed up at Cognito itself."""
        claims = self.claims
        if claims.get("token_use") != "id":
            raise Unauthorized
        try:
            name = canonical(str(claims.get("cognito:username", "")))
        except ValueError:
            raise Unauthorized from None
        return Caller(name, datetime.fromtimestamp(int(claims.get("auth_time", 0)), UTC))

    @property
    def address(self) -> str:
        """Where the call comes from, an IPv6 network as a whole; empty where nobody said.

        Each server on the way adds whom it was called by: the last is the CDN, as the gateway saw it, and the one
        before is the browser, as the CDN saw it. What stands before those anybody may have written.
        """
        passed = [each.strip() for each in self.headers.get("x-forwarded-for", "").split(",")]
        try:
            address = ipaddress.ip_address(passed[-2] if len(passed) > 1 else passed[0])
        except ValueError:
            return ""
        if isinstance(address, ipaddress.IPv4Address):
            return str(address)
        return str(ipaddress.ip_network((address, NETWORK_OF_ONE), strict=False))

    def body(self, model: type[M]) -> M:
        """The body as `model`; raises Invalid, naming the fields."""
        try:
            return model.model_validate_json(self._text())
        except ValidationError as error:
            raise invalid(error) from None

    def optional_body(self, model: type[M]) -> M:
        """The same where no body at all stands for an empty one."""
        return self.body(model) if self.event.get("body") else model()

    def query(self, model: type[M]) -> M:
        """The query string as `model`; raises Invalid, naming the fields."""
        try:
            return model.model_validate(self.event.get("queryStringParameters") or {})
        except ValidationError as error:
            raise invalid(error) from None

    def must_be_json(self) -> None:
        """Raises NotJson where a body says that it is anything else: another site's form can send those unasked, and
        no JSON (Fetch, CORS-safelisted content types)."""
        sent = self.headers.get("content-type", "").partition(";")[0].strip().lower()
        if self.event.get("body") and sent != JSON:
            raise NotJson

    def same_site(self, origins: Iterable[str]) -> None:
        """Raises Csrf where a browser says that another site's page is calling."""
        origin = self.headers.get("origin")
        if origin is not None and origin not in origins:
            raise Csrf

    def cookie(self, origins: Iterable[str]) -> str | None:
        """The refresh token, None where there is none; raises Csrf where another site may be asking."""
        self.same_site(origins)
        if self.headers.get("x-requested-with") != "snowfight":
            raise Csrf
        pairs = (pair.partition("=") for pair in self._cookies())
        return next((value.strip() for name, _, value in pairs if name.strip() == COOKIE and value.strip()), None)

    def _cookies(self) -> list[str]:
        lines: list[str] = self.event.get("cookies") or [self.headers.get("cookie", "")]
        return [part for line in lines for part in line.split(";")]

    def _text(self) -> str:
        text = self.event.get("body") or ""
        if len(text) > MAX_BODY * 2:
            raise Invalid([FieldError("", "the body is too long")])
        if self.event.get("isBase64Encoded"):
            try:
                text = base64.b64decode(text).decode()
            except (binascii.Error, UnicodeDecodeError):
                raise Invalid([FieldError("", "the body is not UTF-8")]) from None
        return text


def invalid(error: ValidationError) -> Invalid:
    """The same complaint in our words."""
    problems = error.errors(include_url=False, include_context=False, include_input=False)
    return Invalid([FieldError(".".join(str(part) for part in p["loc"]), _sentence(p["msg"])) for p in problems])


def _sentence(message: str) -> str:
    return message.removeprefix("Value error, ")


def answer(status: int, model: BaseModel, *, cookies: Iterable[str] = ()) -> Response[str]:
    """A JSON answer; `cookies` are whole Set-Cookie values."""
    return _response(status, JSON, model.model_dump_json(), cookies)


def nothing(*, cookies: Iterable[str] = ()) -> Response[str]:
    """204."""
    return _response(204, JSON, "", cookies)


def lines(texts: Iterable[str], cursor: str | None) -> Response[str]:
    """A page of JSON Lines; `X-Next-Cursor` while there is more."""
    response = _response(200, "application/jsonl", "".join(f"{text}\n" for text in texts), ())
    if cursor is not None:
        response.headers["X-Next-Cursor"] = cursor
    return response


def problem(error: SnowfightError) -> Response[str]:
    """RFC 9457."""
    body = Problem(
        status=error.status,
        code=error.code,
        title=error.title,
        detail=error.detail,
        errors=_wrong_fields(error),
        retry_after=error.retry_after if isinstance(error, TooMany) else None,
    )
    response = _response(error.status, "application/problem+json", body.model_dump_json(), ())
    if isinstance(error, TooMany):
        response.headers["Retry-After"] = str(max(1, round(error.retry_after)))
    return response


def _wrong_fields(error: SnowfightError) -> list[WrongField] | None:
    """What every 422 tells; a field without a name is the body as a whole."""
    if isinstance(error, Invalid):
        return [WrongField(field=e.field, message=e.message) for e in error.errors]
    if error.status == HTTPStatus.UNPROCESSABLE_ENTITY:
        return [WrongField(field="", message=error.detail)]
    return None


def _response(status: int, content_type: str, body: str, cookies: Iterable[str]) -> Response[str]:
    headers: dict[str, Any] = dict(HEADERS)
    kept = list(cookies)
    if kept:
        headers["Set-Cookie"] = kept
    return Response(status_code=status, content_type=content_type, body=body, headers=headers)


def refresh_cookie(token: str, *, secure: bool, life: int = REFRESH_LIFE) -> str:
    """The Set-Cookie value that keeps `token`; a `life` of 0 takes it away."""
    flag = "; Secure" if secure else ""
    return f"{COOKIE}={token}; Path=/api/auth; Max-Age={life}; HttpOnly; SameSite=Strict{flag}"


def normalized(event: Event) -> Event:
    """The event with its path as routes are written: without the optional trailing slash, and percent-encoded again.

    The gateway decodes paths, and the resolver's routes would not know a name with an emoji in it for a name.
    """
    path = str(event.get("rawPath") or "/")
    trimmed = quote(path.rstrip("/") or "/", errors="replace")
    context = event.get("requestContext", {})
    http = {**context.get("http", {}), "path": trimmed}
    return {**event, "rawPath": trimmed, "requestContext": {**context, "http": http}}
