"""Answers and problems, as API Gateway wants them. The only place where an error becomes a status."""

from __future__ import annotations

from collections.abc import Iterable
from http import HTTPStatus
from typing import Any

from aws_lambda_powertools.event_handler import Response
from pydantic import BaseModel

from snowfight.contract import CONTRACT, HEADER
from snowfight.errors import Banned, Invalid, Sanctioned, SnowfightError, TooMany
from snowfight.models.problem import BanProblem, Problem, WrongField
from snowfight.transport.http_request import JSON

HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", HEADER: str(CONTRACT)}


def answer(status: int, model: BaseModel, *, cookies: Iterable[str] = ()) -> Response[str]:
    """A JSON answer; `cookies` are whole Set-Cookie values."""
    return _response(status, JSON, model.model_dump_json(), cookies)


def plain(text: str) -> Response[str]:
    """200 with a text, for programs that look for one."""
    return _response(200, "text/plain; charset=utf-8", text, ())


def nothing(*, cookies: Iterable[str] = ()) -> Response[str]:
    """204."""
    return _response(204, JSON, "", cookies)


def see_other(address: str) -> Response[str]:
    """303: a browser that asked turns to `address`."""
    response = _response(303, JSON, "", ())
    response.headers["Location"] = address
    return response


def lines(texts: Iterable[str], cursor: str | None) -> Response[str]:
    """A page of JSON Lines; `X-Next-Cursor` while there is more."""
    response = _response(200, "application/jsonl", "".join(f"{text}\n" for text in texts), ())
    if cursor is not None:
        response.headers["X-Next-Cursor"] = cursor
    return response


def problem(error: SnowfightError) -> Response[str]:
    """RFC 9457."""
    body = _problem(error).model_dump_json()
    response = _response(error.status, "application/problem+json", body, ())
    if isinstance(error, TooMany):
        response.headers["Retry-After"] = str(max(1, round(error.retry_after)))
    return response


def _problem(error: SnowfightError) -> Problem:
    kind = BanProblem if isinstance(error, Banned) else Problem
    return kind(
        status=error.status,
        code=error.code,
        title=error.title,
        detail=error.detail,
        errors=_wrong_fields(error),
        retry_after=error.retry_after if isinstance(error, TooMany) else None,
        until=error.until if isinstance(error, Sanctioned) else None,
        statement=error.statement if isinstance(error, Banned) else None,
    )


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
