"""One HTTP call, as the contract has it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from pydantic import BaseModel

from snowfight import errors
from snowfight.errors import SnowfightError
from snowfight.models.base import Answer, Body

UNSEEN = (errors.NoSuchChat, errors.NotAMember)
"""Refusals of everything that is done to a chat."""


class Auth(Enum):
    """What a call needs: nothing, the bearer token, a bot's, or the refresh cookie with the header that guards it."""

    OPEN = "open"
    BEARER = "bearer"
    BOT = "bot"
    COOKIE = "cookie"


@dataclass(frozen=True)
class Operation:
    """One HTTP call. `answer` is None where the answer has no body; `errors` are those that it alone may have."""

    name: str
    method: str
    path: str
    summary: str
    auth: Auth
    answer: type[Answer] | None = None
    status: int = 200
    body: type[Body] | None = None
    query: type[BaseModel] | None = None
    errors: tuple[type[SnowfightError], ...] = ()
    sets_cookie: bool = False
    optional_body: bool = False
    lines: tuple[type[Answer], ...] = ()
    """The answer is a page of JSON Lines, each one of these."""
    form: type[BaseModel] | None = None
    """What is posted as JSON, whatever the content type says, or as JSON in a form's field `payload`."""
    headers: tuple[str, ...] = ()
    """That the call may have."""
    is_text: bool = False
    """The answer is a plain text."""
