"""What can be called, and what can be said: the one list from which both documents are made."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from pydantic import BaseModel

from snowfight import errors
from snowfight.errors import SnowfightError
from snowfight.models import accounts, chat, client_frames, export, file, message, problem, server_frames, site, user
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
    optional_body: bool = False
    lines: tuple[type[Answer], ...] = ()
    """The answer is a page of JSON Lines, each one of these."""


UNSEEN = (errors.NoSuchChat, errors.NotAMember)
"""Refusals of everything that is done to a chat."""

UPLOADING = (errors.TooLarge, errors.RateLimited, errors.UploadsOff)
"""Refusals of every signature for an upload."""

LIMITED = (errors.TooManyChats, errors.RateLimited)
"""Refusals of another group for the caller."""

NAMED = (errors.NoSuchUser, errors.EmailUnverified, errors.CannotBeAdded)
"""Refusals that name a user who was to be added or removed."""

OPERATIONS: tuple[Operation, ...] = (
    Operation("health", "GET", "/api/health", "Whether the stack is up", Auth.OPEN, problem.Health),
    Operation("site", "GET", "/api/site", "What a client has to know before anybody signs in", Auth.OPEN, site.Site),
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
        "change_me",
        "PATCH",
        "/api/me",
        "Change the caller's profile; `avatar` is Cloudinary's answer to an upload, null removes it",
        Auth.BEARER,
        user.User,
        body=user.ProfilePatch,
        errors=(errors.BadFile, errors.RateLimited),
    ),
    Operation(
        "avatar",
        "POST",
        "/api/me/avatar",
        "Sign the upload of a picture of the caller",
        Auth.BEARER,
        file.UploadGrant,
        body=file.NewUpload,
        errors=(errors.BadFile, *UPLOADING),
    ),
    Operation(
        "ticket",
        "POST",
        "/api/ws-ticket",
        "A ticket for one connection",
        Auth.BEARER,
        accounts.Ticket,
        errors=(errors.RateLimited,),
    ),
    Operation("chats", "GET", "/api/chats", "The caller's chats, newest activity first", Auth.BEARER, chat.ChatList),
    Operation(
        "chat",
        "GET",
        "/api/chat/{chatroom_name}",
        "A chat with its members and its newest messages",
        Auth.BEARER,
        chat.ChatPage,
        errors=UNSEEN,
    ),
    Operation(
        "members",
        "GET",
        "/api/chat/{chatroom_name}/members",
        "A page of a chat's members, the longest-standing first",
        Auth.BEARER,
        chat.MemberPage,
        query=chat.MemberQuery,
        errors=UNSEEN,
    ),
    Operation(
        "older",
        "GET",
        "/api/chat/older/{chatroom_name}",
        "A page of a chat's messages, oldest first",
        Auth.BEARER,
        message.MessagePage,
        query=message.HistoryQuery,
        errors=UNSEEN,
    ),
    Operation(
        "upload",
        "POST",
        "/api/chat/upload/{chatroom_name}",
        "Sign one upload into a chat",
        Auth.BEARER,
        file.UploadGrant,
        body=file.NewUpload,
        errors=(*UNSEEN, *UPLOADING),
    ),
    Operation(
        "file",
        "GET",
        "/api/chat/{chatroom_name}/file/{seq}",
        "Links to a message's file, good for a few minutes",
        Auth.BEARER,
        file.FileLinks,
        errors=(*UNSEEN, errors.NoFile, errors.UploadsOff),
    ),
    Operation(
        "groups", "GET", "/api/groups", "Open groups, by name", Auth.BEARER, chat.GroupList, query=chat.GroupQuery
    ),
    Operation(
        "create_group",
        "POST",
        "/api/chat/new",
        "Make a group",
        Auth.BEARER,
        chat.ChatAnswer,
        201,
        body=chat.NewGroup,
        errors=(errors.EmailUnverified, *LIMITED),
    ),
    Operation(
        "private_chat",
        "GET",
        "/api/chat/private/{username}",
        "The private chat with a user, found or made",
        Auth.BEARER,
        chat.ChatAnswer,
        errors=(errors.NoSuchUser, errors.SelfChat, errors.RateLimited),
    ),
    Operation(
        "start_private_chat",
        "POST",
        "/api/chat/private/{username}",
        "The same",
        Auth.BEARER,
        chat.ChatAnswer,
        errors=(errors.NoSuchUser, errors.SelfChat, errors.RateLimited),
    ),
    Operation(
        "group_settings",
        "GET",
        "/api/chat/{chatroom_name}/edit",
        "A group, as its admin sees it",
        Auth.BEARER,
        chat.GroupSettings,
        errors=(*UNSEEN, errors.NotAdmin),
    ),
    Operation(
        "edit_group",
        "POST",
        "/api/chat/{chatroom_name}/edit",
        "Change a group: all of it or nothing",
        Auth.BEARER,
        chat.GroupSettings,
        body=chat.EditGroup,
        errors=(*UNSEEN, errors.NotAdmin, *NAMED, errors.RateLimited),
    ),
    Operation(
        "delete_group",
        "POST",
        "/api/chat/{chatroom_name}/delete",
        "Delete a group with everything in it",
        Auth.BEARER,
        status=204,
        errors=(*UNSEEN, errors.NotAdmin),
    ),
    Operation(
        "leave_group",
        "POST",
        "/api/chat/{chatroom_name}/leave",
        "Leave a group; a leaving admin hands over, the last one out deletes it",
        Auth.BEARER,
        status=204,
        errors=(*UNSEEN, errors.NotLeavable),
    ),
    Operation(
        "join_group",
        "POST",
        "/api/chat/{chatroom_name}/join",
        "Join a group on its invitation, or an open one without",
        Auth.BEARER,
        chat.ChatAnswer,
        body=chat.JoinGroup,
        optional_body=True,
        errors=(errors.EmailUnverified, errors.BadInvite, *LIMITED),
    ),
    Operation(
        "user",
        "GET",
        "/api/users/{username}",
        "A user, as others see them",
        Auth.BEARER,
        user.UserProfile,
        errors=(errors.NoSuchUser,),
    ),
    Operation(
        "export",
        "GET",
        "/api/me/export",
        "The caller's own data, a page of JSON Lines; `X-Next-Cursor` while there is more",
        Auth.BEARER,
        query=accounts.ExportQuery,
        lines=(export.UserLine, export.ChatLine, export.MessageLine),
    ),
    Operation(
        "delete_me",
        "POST",
        "/api/me/delete",
        "Delete the caller's account",
        Auth.BEARER,
        status=204,
        body=accounts.DeleteAccount,
        errors=(errors.WrongPassword,),
        sets_cookie=True,
    ),
)


@dataclass(frozen=True)
class Announced:
    """A frame that a client may send, and the one that answers it, if one does."""

    frame: type[Frame]
    reply: type[Answer] | None = None


CLIENT_FRAMES: tuple[Announced, ...] = (
    Announced(client_frames.Send),
    Announced(client_frames.FileUpload),
    Announced(client_frames.Join, server_frames.Joined),
    Announced(client_frames.Leave),
    Announced(client_frames.Read),
    Announced(client_frames.PresenceFrame),
    Announced(client_frames.Ping, server_frames.Pong),
)

SERVER_FRAMES: tuple[type[Answer], ...] = (
    server_frames.Ack,
    server_frames.MessageHandler,
    server_frames.Joined,
    server_frames.Pong,
    server_frames.System,
    server_frames.OnlineCount,
    server_frames.OnlineStatus,
    server_frames.ChatIndicators,
    server_frames.ReadHandler,
    problem.ErrorFrame,
)
