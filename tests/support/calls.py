"""Calls and frames as API Gateway hands them to the functions."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from tests.support.lambdas import Lambdas


@dataclass(frozen=True)
class Answer:
    """What a call got: its JSON body, or None where there is none."""

    status: int
    body: Any
    headers: dict[str, str] = field(default_factory=dict[str, str], compare=False)

    def __str__(self) -> str:
        code = self.body.get("code", "") if isinstance(self.body, dict) else ""
        return f"{self.status} {code}".strip()


def call(
    lambdas: Lambdas,
    method: str,
    path: str,
    username: str | None = None,
    body: object = None,
    query: dict[str, str] | None = None,
) -> Answer:
    """Make an HTTP call as `username`; None is signed out, where the gateway has let the call through by mistake."""
    response = lambdas.http(http_event(method, path, username, body, query), None)
    text = response.get("body") or ""
    kind = str(response["headers"].get("Content-Type", ""))
    return Answer(response["statusCode"], json.loads(text) if text and "jsonl" not in kind else text or None)


def http_event(
    method: str, path: str, username: str | None, body: object = None, query: dict[str, str] | None = None
) -> dict[str, Any]:
    """An event of an HTTP API, payload format 2.0, behind its JWT authorizer."""
    claims = {"cognito:username": username, "token_use": "id", "auth_time": str(int(time.time()))}
    return {
        "version": "2.0",
        "routeKey": "ANY /api/{proxy+}",
        "rawPath": path,
        "rawQueryString": urlencode(query or {}),
        "headers": {"content-type": "application/json", "host": "localhost"},
        "queryStringParameters": query,
        "requestContext": {
            "http": {"method": method, "path": path, "sourceIp": "127.0.0.1", "protocol": "HTTP/1.1"},
            "stage": "$default",
            "authorizer": {"jwt": {"claims": claims}} if username else None,
        },
        "body": json.dumps(body) if body is not None else None,
        "isBase64Encoded": False,
    }


def frame(lambdas: Lambdas, username: str, **fields: object) -> Any:
    """Send a frame as `username`; returns the reply, None where there is none."""
    response = lambdas.message.handler(frame_event(username, json.dumps(fields)), None)
    return json.loads(response["body"]) if "body" in response else None


def frame_event(username: str, body: str) -> dict[str, Any]:
    """A MESSAGE event of a WebSocket API."""
    return {
        "requestContext": {
            "routeKey": "$default",
            "eventType": "MESSAGE",
            "connectionId": f"connection-of-{username}",
            "authorizer": {"username": username, "opened": str(int(time.time() * 1000))},
        },
        "body": body,
        "isBase64Encoded": False,
    }
