"""What can be called, and what can be said: the one list from which both documents are made."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from pydantic import BaseModel

from snowfight import errors
from snowfight.errors import SnowfightError
from snowfight.models import accounts, chat, frames, message, problem, pushes, user
from snowfight.models.base import Answer, Body, Frame


class Auth(Enum):
    """What a call needs: nothing, the bearer token, or the refresh cookie with the header that guards it."""

    OPEN = "open"
    BEARER = "bearer"
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


OPERATIONS: tuple[Operation, ...] = (
    Operation("health", "GET", "/api/health", "Whether the stack is up", Auth.OPEN, problem.Health),
    Operation(
        "sign_up",
        "POST",
        "/api/auth/signup",
        "Make an account",
        Auth.OPEN,
        accounts.SignedUp,
        201,
        body=accounts.SignUp,
        errors=(errors.UsernameTaken, errors.TooMany),
    ),
    Operation(
        "log_in",
        "POST",
        "/api/auth/login",
        "Sign in",
        Auth.OPEN,
        accounts.Session,
        body=accounts.Login,
        errors=(errors.BadCredentials, errors.TooMany),
        sets_cookie=True,
    ),
    Operation(
        "refresh",
        "POST",
        "/api/auth/refresh",
        "A new bearer token for the cookie",
        Auth.COOKIE,
        accounts.Session,
        errors=(errors.Unauthorized, errors.TooMany),
        sets_cookie=True,
    ),
    Operation(
        "log_out",
        "POST",
        "/api/auth/logout",
        "End the cookie's session; fine without one",
        Auth.COOKIE,
        status=204,
        sets_cookie=True,
    ),
    Operation(
        "send_code",
        "POST",
        "/api/auth/verify-email/send",
        "Mail a code that proves the address",
        Auth.BEARER,
        status=204,
        errors=(errors.TooSoon,),
    ),
    Operation(
        "verify_email",
        "POST",
        "/api/auth/verify-email",
        "Prove the address with the code; the new token says so",
        Auth.COOKIE,
        accounts.Session,
        body=accounts.VerifyEmail,
        errors=(errors.WrongCode, errors.CodeExpired, errors.Unauthorized, errors.TooMany),
        sets_cookie=True,
    ),
    Operation(
        "forgot_password",
        "POST",
        "/api/auth/forgot-password",
        "Mail a code for a new password to a verified address",
        Auth.OPEN,
        status=204,
        body=accounts.ForgotPassword,
    ),
    Operation(
        "reset_password",
        "POST",
        "/api/auth/reset-password",
        "Set a new password and end every session",
        Auth.OPEN,
        status=204,
        body=accounts.ResetPassword,
        errors=(errors.WrongCode, errors.TooMany),
    ),
    Operation("me", "GET", "/api/me", "The caller", Auth.BEARER, user.User),
    Operation(
        "change_me", "PATCH", "/api/me", "Change the caller's profile", Auth.BEARER, user.User, body=user.ProfilePatch
    ),
    Operation("ticket", "POST", "/api/ws-ticket", "A ticket for one connection", Auth.BEARER, accounts.Ticket),
    Operation("chats", "GET", "/api/chats", "The caller's chats, newest activity first", Auth.BEARER, chat.ChatList),
    Operation(
        "chat",
        "GET",
        "/api/chat/{chatroom_name}",
        "A chat with its members and its newest messages",
        Auth.BEARER,
        chat.ChatPage,
        errors=(errors.NoSuchChat, errors.NotAMember),
    ),
    Operation(
        "older",
        "GET",
        "/api/chat/older/{chatroom_name}",
        "A page of a chat's messages, oldest first",
        Auth.BEARER,
        message.MessagePage,
        query=message.HistoryQuery,
        errors=(errors.NoSuchChat, errors.NotAMember),
    ),
)


@dataclass(frozen=True)
class Said:
    """A frame that a client may send, and the one that answers it, if one does."""

    frame: type[Frame]
    reply: type[Answer] | None = None


CLIENT_FRAMES: tuple[Said, ...] = (
    Said(frames.Send),
    Said(frames.Join, pushes.Joined),
    Said(frames.Leave),
    Said(frames.Read),
    Said(frames.PresenceFrame),
    Said(frames.Ping, pushes.Pong),
)

SERVER_FRAMES: tuple[type[Answer], ...] = (
    pushes.Ack,
    pushes.MessageHandler,
    pushes.Joined,
    pushes.Pong,
    pushes.System,
    pushes.OnlineCount,
    pushes.OnlineStatus,
    pushes.ChatIndicators,
    pushes.ReadHandler,
    problem.ErrorFrame,
)
