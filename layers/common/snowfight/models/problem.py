"""Errors on the wire."""

from __future__ import annotations

from typing import Annotated, Literal

from snowfight.models.base import OMITTED, Answer, Time


class WrongField(Answer):
    """What is wrong with one field of a body or query; `field` is its dotted path."""

    field: str
    message: str


class Problem(Answer):
    """RFC 9457 `application/problem+json`; `errors` on 422, `retry_after` (seconds) on 429, `until` where somebody is
    muted or banned, null without end, and then `statement`."""

    status: int
    code: str
    title: str
    detail: str
    errors: Annotated[list[WrongField] | None, OMITTED] = None
    retry_after: Annotated[float | None, OMITTED] = None
    until: Annotated[Time | None, OMITTED] = None
    statement: Annotated[str | None, OMITTED] = None


class BanProblem(Problem):
    """The same where somebody is banned: both are there."""

    until: Time | None = None
    statement: str | None = None


class ErrorFrame(Answer):
    """The frame that a frame which cannot be served gets; the connection stays open."""

    type: Literal["error"] = "error"
    code: str
    detail: str
    client_id: Annotated[str | None, OMITTED] = None
    room: Annotated[str | None, OMITTED] = None
    call: Annotated[str | None, OMITTED] = None
    to: Annotated[str | None, OMITTED] = None
    """The device that a signal was for."""
    retry_after: Annotated[float | None, OMITTED] = None
    until: Annotated[Time | None, OMITTED] = None
    """For somebody who is muted."""


class Health(Answer):
    """Answer of `GET /api/health`."""

    status: Literal["ok"] = "ok"
