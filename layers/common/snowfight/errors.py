"""Every error that a client can be told of, as one tree.

```
SnowfightError
├── Invalid              422 invalid            a body or query that does not fit; names the fields
├── BadRequest           400
│   ├── WrongCode            wrong_code
│   ├── CodeExpired          code_expired
│   └── SelfChat             self_chat
├── Unauthorized         401 unauthorized
│   └── BadCredentials       bad_credentials
├── Forbidden            403
│   ├── Csrf                 csrf
│   ├── NotAMember           not_a_member
│   ├── NotAdmin             not_admin
│   ├── NotLeavable          not_leavable
│   ├── EmailUnverified      email_unverified
│   ├── BadInvite            bad_invite
│   └── WrongPassword        bad_credentials    the password that confirms an action
├── NotFound             404 not_found
│   ├── NoSuchChat           no_such_chat       also where the caller may not know that it exists
│   ├── NoSuchUser           no_such_user
│   └── NoFile               no_file
├── Conflict             409
│   └── UsernameTaken        username_taken
├── TooLarge             413 too_large
├── NotJson              415 not_json           a body of another media type
├── TooMany              429
│   ├── TooSoon              too_soon
│   └── RateLimited          rate_limited       says after how many seconds
├── FrameError           400                    what a WebSocket frame can get besides
│   ├── BadFrame             bad_frame
│   ├── UnknownType          unknown_type
│   ├── TooLong              too_long
│   ├── Empty                empty
│   └── BadFile          422 bad_file
├── Unavailable          503 unavailable        something that we depend on did not answer; a retry is safe
│   └── UploadsOff           uploads_off
└── Internal             500 internal           nothing is stored; a retry is safe
```

Each carries the `code` and `status` of the wire contract. `transport` turns them into answers, once for HTTP and once
for WebSocket; nothing else decides a status.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True)
class FieldError:
    """What is wrong with one field of a body or query: its dotted path and a sentence for a person."""

    field: str
    message: str


class SnowfightError(Exception):
    """The root. `detail` is a sentence for a person and never holds a secret or another system's error text."""

    code: ClassVar[str] = "internal"
    status: ClassVar[int] = 500
    title: ClassVar[str] = "Something went wrong"

    def __init__(self, detail: str | None = None) -> None:
        self.detail = detail or self.title
        super().__init__(self.detail)


class Internal(SnowfightError):
    title = "Something went wrong on our side; please try again"


class Invalid(SnowfightError):
    code = "invalid"
    status = 422
    title = "That does not fit"

    def __init__(self, errors: list[FieldError], detail: str | None = None) -> None:
        self.errors = errors
        super().__init__(detail or "; ".join(f"{e.field}: {e.message}" if e.field else e.message for e in errors))


class BadRequest(SnowfightError):
    code = "bad_request"
    status = 400
    title = "That cannot be done"


class WrongCode(BadRequest):
    code = "wrong_code"
    title = "That code is not right"


class CodeExpired(BadRequest):
    code = "code_expired"
    title = "That code is no longer good; ask for a new one"


class SelfChat(BadRequest):
    code = "self_chat"
    title = "You cannot start a chat with yourself"


class Unauthorized(SnowfightError):
    code = "unauthorized"
    status = 401
    title = "Please sign in"


class BadCredentials(Unauthorized):
    code = "bad_credentials"
    title = "Wrong username or password"


class Forbidden(SnowfightError):
    code = "forbidden"
    status = 403
    title = "You may not do that"


class Csrf(Forbidden):
    code = "csrf"
    title = "This call must come from the site itself"


class NotAMember(Forbidden):
    code = "not_a_member"
    title = "You are not a member of this chat"


class NotAdmin(Forbidden):
    code = "not_admin"
    title = "Only the admin of this chat may do that"


class NotLeavable(Forbidden):
    code = "not_leavable"
    title = "This chat cannot be left"


class EmailUnverified(Forbidden):
    code = "email_unverified"
    title = "The e-mail address must be verified first"


class BadInvite(Forbidden):
    code = "bad_invite"
    title = "That invitation is not good"


class WrongPassword(Forbidden):
    code = "bad_credentials"
    title = "Wrong password"


class NotFound(SnowfightError):
    code = "not_found"
    status = 404
    title = "There is nothing here"


class NoSuchChat(NotFound):
    code = "no_such_chat"
    title = "There is no such chat"


class NoSuchUser(NotFound):
    code = "no_such_user"
    title = "There is no such user"


class NoFile(NotFound):
    code = "no_file"
    title = "There is no such file"


class Conflict(SnowfightError):
    code = "conflict"
    status = 409
    title = "That is taken"


class UsernameTaken(Conflict):
    code = "username_taken"
    title = "That username is taken"


class TooLarge(SnowfightError):
    code = "too_large"
    status = 413
    title = "That is too large"


class NotJson(SnowfightError):
    code = "not_json"
    status = 415
    title = "Bodies are application/json here"


class TooMany(SnowfightError):
    code = "too_many"
    status = 429
    title = "Too many at once"

    def __init__(self, detail: str | None = None, *, retry_after: float) -> None:
        """`retry_after`: seconds after which it may work."""
        self.retry_after = retry_after
        super().__init__(detail)


class TooSoon(TooMany):
    code = "too_soon"
    title = "That was asked for a moment ago; please wait a little"


class RateLimited(TooMany):
    code = "rate_limited"
    title = "You are sending faster than this chat allows"


class FrameError(SnowfightError):
    code = "bad_frame"
    status = 400
    title = "That frame cannot be read"


class BadFrame(FrameError):
    pass


class UnknownType(FrameError):
    code = "unknown_type"
    title = "There is no such type of frame"


class TooLong(FrameError):
    code = "too_long"
    title = "That message is too long"


class Empty(FrameError):
    code = "empty"
    title = "That message is empty"


class BadFile(FrameError):
    code = "bad_file"
    status = 422
    title = "That file does not check out"


class Unavailable(SnowfightError):
    code = "unavailable"
    status = 503
    title = "Not available right now; please try again in a moment"


class UploadsOff(Unavailable):
    code = "uploads_off"
    title = "Files are switched off here"
