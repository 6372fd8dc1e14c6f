"""Given what a call came to, when it is answered, then …"""

from __future__ import annotations

import inspect
import json
from datetime import UTC, datetime
from typing import Any

import pytest
from aws_lambda_powertools.event_handler import Response

from snowfight import errors
from snowfight.contract import CONTRACT
from snowfight.errors import Banned, FieldError, Invalid, Sanctioned, SnowfightError, TooMany
from snowfight.models.message import HistoryQuery
from snowfight.transport.http_response import answer, lines, nothing, problem


def content(response: Response[str]) -> dict[str, Any]:
    return json.loads(str(response.body))


def test_an_answer_is_json_that_nobody_keeps() -> None:
    response = answer(201, HistoryQuery(), cookies=["a=b"])
    assert (response.status_code, response.content_type) == (201, "application/json")
    assert content(response)["limit"] == 30
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["X-Snowfight-Contract"] == str(CONTRACT)
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Set-Cookie"] == ["a=b"]
    assert "Set-Cookie" not in answer(200, HistoryQuery()).headers


def test_nothing_has_no_body() -> None:
    assert (nothing().status_code, nothing().body) == (204, "")


def test_lines_are_json_lines_and_say_where_to_go_on() -> None:
    page = lines(['{"a":1}', '{"b":2}'], "there")
    assert (page.content_type, page.body) == ("application/jsonl", '{"a":1}\n{"b":2}\n')
    assert page.headers["X-Next-Cursor"] == "there"
    assert "X-Next-Cursor" not in lines([], None).headers


UNTIL = datetime(2026, 1, 31, 12, tzinfo=UTC)


def every_error() -> list[SnowfightError]:
    def make(kind: type[SnowfightError]) -> SnowfightError:
        if issubclass(kind, Invalid):
            return kind([FieldError("email", "must be an e-mail address")])
        if issubclass(kind, Banned):
            return kind(None, "spam")
        if issubclass(kind, Sanctioned):
            return kind(UNTIL)
        return kind(retry_after=1.6) if issubclass(kind, TooMany) else kind()

    classes = [kind for _, kind in inspect.getmembers(errors, inspect.isclass) if issubclass(kind, SnowfightError)]
    return [make(kind) for kind in classes]


@pytest.mark.parametrize("error", every_error(), ids=lambda error: type(error).__name__)
def test_every_error_becomes_a_problem(error: SnowfightError) -> None:
    response = problem(error)
    assert (response.status_code, response.content_type) == (error.status, "application/problem+json")
    expected: dict[str, Any] = {
        "status": error.status,
        "code": error.code,
        "title": error.title,
        "detail": error.detail,
    }
    if isinstance(error, Invalid):
        expected["errors"] = [{"field": "email", "message": "must be an e-mail address"}]
    elif error.status == 422:
        expected["errors"] = [{"field": "", "message": error.detail}]
    if isinstance(error, Banned):
        expected |= {"until": None, "statement": "spam"}
    elif isinstance(error, Sanctioned):
        expected["until"] = "2026-01-31T12:00:00.000Z"
    if isinstance(error, TooMany):
        expected["retry_after"] = 1.6
        assert response.headers["Retry-After"] == "2"
    assert content(response) == expected
