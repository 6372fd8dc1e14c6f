"""An HTTP event of API Gateway, as routes read it."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import quote

from pydantic import BaseModel, ValidationError

from snowfight.errors import Csrf, FieldError, Invalid, NotJson, SnowfightError, Unauthorized
from snowfight.models.names import username as canonical
from snowfight.transport.client_address import client_address
from snowfight.transport.refresh_cookie import refresh_token

if TYPE_CHECKING:
    from aws_lambda_powertools.event_handler.api_gateway import Router

Event = dict[str, Any]
M = TypeVar("M", bound=BaseModel)

_SEQ = re.compile("[0-9]{1,16}")
"""As many digits as the largest number of a message has."""

MAX_BODY = 65_536
"""Characters of a request body; the largest that we expect has a few thousand."""

JSON = "application/json"
"""The media type of bodies, both ways."""


@dataclass(frozen=True)
class Caller:
    """Who the gateway's JWT authorizer says is calling, when they signed in, and what that session is called."""

    username: str
    signed_in: datetime
    session: str = ""


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
    def bearer(self) -> str:
        """What the call says that it comes with, of which the gateway has looked at nothing; empty where there is
        none."""
        scheme, _, token = self.headers.get("authorization", "").partition(" ")
        return token.strip() if scheme.lower() == "bearer" else ""

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
        signed_in = datetime.fromtimestamp(int(claims.get("auth_time", 0)), UTC)
        return Caller(name, signed_in, str(claims.get("origin_jti", "")))

    @property
    def address(self) -> str:
        """Where the call comes from, an IPv6 network as a whole; empty where nobody said."""
        return client_address(self.headers.get("x-forwarded-for", ""))

    def body(self, model: type[M]) -> M:
        """The body as `model`; raises Invalid, naming the fields."""
        try:
            return model.model_validate_json(self.text())
        except ValidationError as error:
            raise _invalid(error) from None

    def optional_body(self, model: type[M]) -> M:
        """The same where no body at all stands for an empty one."""
        return self.body(model) if self.event.get("body") else model()

    def query(self, model: type[M]) -> M:
        """The query string as `model`; raises Invalid, naming the fields."""
        try:
            return model.model_validate(self.event.get("queryStringParameters") or {})
        except ValidationError as error:
            raise _invalid(error) from None

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
        return refresh_token(self.event.get("cookies") or [self.headers.get("cookie", "")])

    def text(self, most: int = MAX_BODY * 2) -> str:
        """The body as it was sent, of at most so many characters; raises Invalid where it is longer, or no UTF-8."""
        text = self.event.get("body") or ""
        if len(text) > most:
            raise Invalid([FieldError("", "the body is too long")])
        if self.event.get("isBase64Encoded"):
            try:
                text = base64.b64decode(text).decode()
            except (binascii.Error, UnicodeDecodeError):
                raise Invalid([FieldError("", "the body is not UTF-8")]) from None
        return text


def _invalid(error: ValidationError) -> Invalid:
    """The same complaint in our words."""
    problems = error.errors(include_url=False, include_context=False, include_input=False)
    return Invalid([FieldError(".".join(str(part) for part in p["loc"]), _sentence(p["msg"])) for p in problems])


def _sentence(message: str) -> str:
    return message.removeprefix("Value error, ")


def normalized(event: Event) -> Event:
    """The event with its path as routes are written: without the optional trailing slash, and percent-encoded again.

    The gateway decodes paths, and the resolver's routes would not know a name with an emoji in it for a name.
    """
    path = str(event.get("rawPath") or "/")
    trimmed = quote(path.rstrip("/") or "/", errors="replace")
    context = event.get("requestContext", {})
    http = {**context.get("http", {}), "path": trimmed}
    return {**event, "rawPath": trimmed, "requestContext": {**context, "http": http}}


def asked_of(router: Router) -> Callable[[], Request]:
    """What returns the request that `router` serves at the moment."""
    return lambda: Request.of(router.current_event.raw_event)


def seq_of(text: str, missing: type[SnowfightError]) -> int:
    """The number of a message that a path names; raises `missing` where that can be no message's."""
    if not _SEQ.fullmatch(text):
        raise missing
    return int(text)
