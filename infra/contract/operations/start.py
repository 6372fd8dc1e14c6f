"""What a page asks for as it opens."""

from __future__ import annotations

from infra.contract.operations.operation import Auth, Operation
from snowfight import errors
from snowfight.models.starts import start

START: tuple[Operation, ...] = (
    Operation(
        "start_with_session",
        "GET",
        "/api/auth/start",
        "The cookie's session, the user's chats, a page of one of them, and a ticket for one connection",
        Auth.COOKIE,
        start.Start,
        query=start.StartQuery,
        errors=(errors.Unauthorized, errors.TooMany, errors.RateLimited),
        sets_cookie=True,
    ),
    Operation(
        "start",
        "GET",
        "/api/start",
        "The caller's chats, a page of one of them, and a ticket for one connection",
        Auth.BEARER,
        start.Start,
        query=start.StartQuery,
        errors=(errors.RateLimited,),
    ),
)
