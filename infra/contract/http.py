"""docs/openapi.json: the HTTP API."""

from __future__ import annotations

import re
from http import HTTPStatus
from itertools import groupby

from pydantic import BaseModel

from infra.contract.operations import OPERATIONS
from infra.contract.operations.operation import Auth, Operation
from infra.contract.schemas import Schema, components, reference
from snowfight.contract import CONTRACT, HEADER
from snowfight.errors import Csrf, Internal, Invalid, NotJson, SnowfightError, Unauthorized, Unavailable
from snowfight.models.problem import Problem

SECURITY: dict[Auth, list[dict[str, list[str]]]] = {
    Auth.OPEN: [],
    Auth.BEARER: [{"bearer": []}],
    Auth.BOT: [{"bot": []}],
    Auth.COOKIE: [{"refresh": []}],
}

GUARD: Schema = {
    "name": "X-Requested-With",
    "in": "header",
    "required": True,
    "description": "Another site's page cannot send it.",
    "schema": {"type": "string", "const": "snowfight"},
}


def document() -> Schema:
    """The whole document."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Monkey Snowfight over HTTP",
            "version": str(CONTRACT),
            "summary": "Accounts, chats and their history.",
            "description": f"Every answer tells this version in `{HEADER}`; a client that knows only an older one is "
            "to be loaded anew. A trailing slash is optional on every path. Times are ISO 8601 in UTC with "
            "milliseconds. What the gateway itself refuses (a bad token, above all) has a body of its own: look at the "
            "status.",
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": "/", "description": "The site's own origin; there is no CORS."}],
        "paths": _paths(),
        "components": {
            "securitySchemes": {
                "bearer": {
                    "type": "http",
                    "scheme": "bearer",
                    "bearerFormat": "JWT",
                    "description": "The `token` of a Session.",
                },
                "bot": {
                    "type": "http",
                    "scheme": "bearer",
                    "bearerFormat": "msb_<id>_<secret>",
                    "description": "The `token` of a BotMade or a BotToken.",
                },
                "refresh": {
                    "type": "apiKey",
                    "in": "cookie",
                    "name": "refresh",
                    "description": "The cookie that a sign-in sets; HttpOnly, SameSite=Strict, path `/api/auth`.",
                },
            },
            "schemas": components(_models()),
        },
    }


def _models() -> list[type[BaseModel]]:
    named = [model for operation in OPERATIONS for model in _told(operation) if model is not None]
    lines = [line for operation in OPERATIONS for line in operation.lines]
    return [*named, *lines, Problem]


def _told(operation: Operation) -> tuple[type[BaseModel] | None, ...]:
    return operation.answer, operation.body, operation.form


def _paths() -> Schema:
    return {
        path: {operation.method.lower(): _operation(operation) for operation in operations}
        for path, operations in groupby(sorted(OPERATIONS, key=_path), key=_path)
    }


def _path(operation: Operation) -> str:
    return operation.path


def _operation(operation: Operation) -> Schema:
    parts: Schema = {
        "operationId": operation.name,
        "summary": operation.summary,
        "security": SECURITY[operation.auth],
        "parameters": [*_path_parameters(operation), *_query_parameters(operation), *_headers(operation)],
    }
    if operation.auth is Auth.COOKIE:
        parts["parameters"].append(GUARD)
    if operation.body is not None:
        parts["requestBody"] = {
            "required": not operation.optional_body,
            "content": {"application/json": {"schema": reference(operation.body)}},
        }
    if operation.form is not None:
        form = {"type": "object", "properties": {"payload": {"type": "string"}}, "required": ["payload"]}
        parts["requestBody"] = {
            "required": True,
            "content": {
                "application/json": {"schema": reference(operation.form)},
                "application/x-www-form-urlencoded": {"schema": form},
            },
        }
    return {**parts, "responses": {str(operation.status): _answer(operation), **_refusals(operation)}}


def _path_parameters(operation: Operation) -> list[Schema]:
    return [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
        for name in re.findall(r"{(\w+)}", operation.path)
    ]


def _query_parameters(operation: Operation) -> list[Schema]:
    if operation.query is None:
        return []
    properties: dict[str, Schema] = components([operation.query])[operation.query.__name__]["properties"]
    return [{"name": name, "in": "query", "schema": _never_null(schema)} for name, schema in properties.items()]


def _headers(operation: Operation) -> list[Schema]:
    return [{"name": name, "in": "header", "schema": {"type": "string"}} for name in operation.headers]


def _never_null(schema: Schema) -> Schema:
    """A query parameter is left out rather than null."""
    kept = [option for option in schema.get("anyOf", []) if option != {"type": "null"}]
    return kept[0] if len(kept) == 1 else schema


def _answer(operation: Operation) -> Schema:
    parts: Schema = {"description": HTTPStatus(operation.status).phrase}
    if operation.sets_cookie:
        parts["headers"] = {
            "Set-Cookie": {"description": "The refresh cookie, where it changes.", "schema": {"type": "string"}}
        }
    if operation.answer is not None:
        parts["content"] = {"application/json": {"schema": reference(operation.answer)}}
    if operation.is_text:
        parts["content"] = {"text/plain": {"schema": {"type": "string"}}}
    if operation.lines:
        parts["headers"] = {"X-Next-Cursor": {"description": "Where to go on.", "schema": {"type": "string"}}}
        parts["content"] = {"application/jsonl": {"schema": {"oneOf": [reference(line) for line in operation.lines]}}}
    return parts


def _refusals(operation: Operation) -> dict[str, Schema]:
    """An answer for each status that something may refuse with; its description tells the codes."""
    titles: dict[int, dict[str, str]] = {}
    for error in _errors(operation):
        titles.setdefault(error.status, {})[error.code] = error.title
    return {
        str(status): {
            "description": "; ".join(f"`{code}`: {title}" for code, title in sorted(codes.items())),
            "content": {"application/problem+json": {"schema": reference(Problem)}},
        }
        for status, codes in sorted(titles.items())
    }


def _errors(operation: Operation) -> list[type[SnowfightError]]:
    """What may refuse the call: itself, who may make it, what is read of it, and what is there for everybody."""
    guarded: list[type[SnowfightError]] = [Unauthorized] if operation.auth in (Auth.BEARER, Auth.BOT) else []
    own_pages = [Csrf] if operation.path.startswith("/api/auth/") else []
    read = [NotJson] if operation.body else []
    judged = [Invalid] if operation.body or operation.query else []
    return [*operation.errors, *guarded, *own_pages, *read, *judged, Unavailable, Internal]
