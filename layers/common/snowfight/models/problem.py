"""Errors on the wire."""

from __future__ import annotations

from typing import Literal

from snowfight.models.base import Answer


class Field(Answer):
    field: str
    message: str


class Problem(Answer):
    """RFC 9457 `application/problem+json`; `errors` on 422, `retry_after` (seconds) on 429."""

    status: int
    code: str
    title: str
    detail: str
    errors: list[Field] | None = None
    retry_after: float | None = None


class ErrorFrame(Answer):
    """The frame that a frame which cannot be served gets; the connection stays open."""

    type: Literal["error"] = "error"
    code: str
    detail: str
    client_id: str | None = None
    room: str | None = None
    retry_after: float | None = None


class Health(Answer):
    """Answer of `GET /api/health`."""

    status: Literal["ok"] = "ok"
