"""Given an error, when it is told, then …"""

from __future__ import annotations

import json

from snowfight.models.problem import ErrorFrame, Problem, WrongField


def test_a_problem_leaves_out_what_it_has_not() -> None:
    body = json.loads(Problem(status=404, code="no_such_chat", title="t", detail="d").model_dump_json())
    assert body == {"status": 404, "code": "no_such_chat", "title": "t", "detail": "d"}


def test_a_problem_names_the_fields_and_the_seconds_where_it_has_them() -> None:
    errors = [WrongField(field="email", message="m")]
    body = json.loads(
        Problem(status=422, code="invalid", title="t", detail="d", errors=errors, retry_after=0.5).model_dump_json()
    )
    assert body["errors"] == [{"field": "email", "message": "m"}]
    assert body["retry_after"] == 0.5


def test_an_error_frame_names_what_the_client_named_and_nothing_else() -> None:
    assert json.loads(ErrorFrame(code="empty", detail="d").model_dump_json()) == {
        "type": "error",
        "code": "empty",
        "detail": "d",
    }
    full = ErrorFrame(code="rate_limited", detail="d", client_id="c", room="r", retry_after=1.5)
    assert json.loads(full.model_dump_json())["retry_after"] == 1.5
