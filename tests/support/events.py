"""Events as API Gateway sends them (format 2.0 for HTTP), shortened to what anybody could look at."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from snowfight.clock import milliseconds
from snowfight.models.records import Link

Event = dict[str, Any]

OPENED = datetime(2026, 1, 31, 12, 0, tzinfo=UTC)
ORIGIN = "http://localhost:8080"


def claims(username: str = "ann", **changes: Any) -> dict[str, str]:
    """The claims of an ID token, all of them texts, as the JWT authorizer hands them on."""
    issued = int(OPENED.timestamp())
    values = {"cognito:username": username, "token_use": "id", "auth_time": issued, "iat": issued, **changes}
    return {name: str(value) for name, value in values.items() if value is not None}


def http_event(
    method: str,
    path: str,
    body: Any = None,
    *,
    caller: Mapping[str, str] | None = None,
    headers: Mapping[str, str] | None = None,
    cookies: Iterable[str] = (),
    query: Mapping[str, str] | None = None,
    encoded: bool = False,
) -> Event:
    """A call of the HTTP API; a `body` that is no text is sent as JSON, `encoded` in base64; `caller` are claims."""
    text = body if isinstance(body, str) or body is None else json.dumps(body)
    if encoded:
        text = base64.b64encode(str(text).encode("utf-8", "surrogatepass")).decode()
    http = {"method": method, "path": path, "protocol": "HTTP/1.1", "sourceIp": "203.0.113.7", "userAgent": "test"}
    context: Event = {"http": http, "stage": "$default", "requestId": "request", "routeKey": "ANY /api/{proxy+}"}
    if caller is not None:
        context["authorizer"] = {"jwt": {"claims": dict(caller), "scopes": None}}
    event: Event = {
        "version": "2.0",
        "routeKey": "ANY /api/{proxy+}",
        "rawPath": path,
        "rawQueryString": "&".join(f"{name}={value}" for name, value in (query or {}).items()),
        "headers": {"host": "localhost:8080", "content-type": "application/json", **(headers or {})},
        "requestContext": context,
        "isBase64Encoded": encoded,
    }
    if text is not None:
        event["body"] = text
    if query:
        event["queryStringParameters"] = dict(query)
    if cookies:
        event["cookies"] = list(cookies)
    return event


def _socket_context(link: Link, route: str, kind: str) -> Event:
    return {
        "routeKey": route,
        "eventType": kind,
        "requestId": "request",
        "requestTimeEpoch": milliseconds(datetime.now(UTC)),
        "connectionId": link.connection_id,
        "authorizer": {
            "principalId": link.username,
            "username": link.username,
            "opened": str(milliseconds(link.opened)),
        },
        "identity": {"sourceIp": "203.0.113.7"},
        "domainName": "ws.example.org",
        "stage": "ws",
        "apiId": "abc123",
    }


def frame_event(link: Link, frame: Any) -> Event:
    """A frame of a client over its connection; one that is no text is sent as JSON."""
    body = frame if isinstance(frame, str) else json.dumps(frame)
    return {"requestContext": _socket_context(link, "$default", "MESSAGE"), "body": body, "isBase64Encoded": False}


def connection_event(link: Link, kind: str) -> Event:
    """$connect or $disconnect."""
    return {"requestContext": _socket_context(link, f"${kind.lower()}", kind), "isBase64Encoded": False}


def handshake_event(query: Mapping[str, str] | None, headers: Mapping[str, str] | None = None) -> Event:
    """What the REQUEST authorizer of the WebSocket API gets."""
    return {
        "type": "REQUEST",
        "methodArn": "arn:aws:execute-api:us-east-1:123456789012:abc123/ws/$connect",
        "headers": dict(headers) if headers is not None else None,
        "queryStringParameters": dict(query) if query is not None else None,
        "requestContext": {"routeKey": "$connect", "eventType": "CONNECT", "connectionId": "c1", "apiId": "abc123"},
    }
