"""Events as the gateways and Cognito send them, that change nothing: what wakes a function."""

from __future__ import annotations

from typing import Any

_SOCKET = {
    "connectionId": "nobody",
    "requestId": "wake",
    "apiId": "local",
    "stage": "ws",
    "authorizer": {"principalId": "nobody", "username": "nobody", "opened": "0"},
}


def _call(path: str) -> dict[str, Any]:
    """A call of the HTTP API without a token."""
    return {
        "version": "2.0",
        "routeKey": f"GET {path}",
        "rawPath": path,
        "rawQueryString": "",
        "headers": {},
        "requestContext": {
            "http": {"method": "GET", "path": path, "sourceIp": "127.0.0.1"},
            "requestId": "wake",
            "stage": "$default",
        },
        "isBase64Encoded": False,
    }


HARMLESS_EVENTS: dict[str, dict[str, Any]] = {
    "FunctionHttpApi": _call("/api/health"),
    "FunctionPreSignUp": {
        "triggerSource": "PreSignUp_AdminCreateUser",
        "userName": "nobody",
        "request": {"userAttributes": {}},
        "response": {},
    },
    "FunctionAuthorizer": {
        "type": "REQUEST",
        "methodArn": "arn:aws:execute-api:us-east-1:000000000000:local/ws/$connect",
        "headers": {},
        "queryStringParameters": {"ticket": "none"},
        "requestContext": {**_SOCKET, "routeKey": "$connect", "eventType": "CONNECT"},
    },
    "FunctionConnect": {
        "requestContext": {**_SOCKET, "routeKey": "$disconnect", "eventType": "DISCONNECT"},
        "isBase64Encoded": False,
    },
    "FunctionMessage": {
        "requestContext": {**_SOCKET, "routeKey": "$default", "eventType": "MESSAGE"},
        "body": '{"type":"ping"}',
        "isBase64Encoded": False,
    },
    "FunctionSearch": _call("/api/search"),
    "FunctionNotices": _call("/api/push/key"),
    "FunctionNotifier": {"Records": []},
}
"""By the stack output that names the function: each that a user waits for, in the order in which they are needed."""
