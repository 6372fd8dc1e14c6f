"""Calls about the caller, and users as others see them."""

from __future__ import annotations

from infra.contract.operations.operation import Auth, Operation
from snowfight import errors
from snowfight.models import accounts, export, preferences, user

ME: tuple[Operation, ...] = (
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
    Operation("settings", "GET", "/api/me/settings", "The caller's settings", Auth.BEARER, preferences.Settings),
    Operation(
        "change_settings",
        "PATCH",
        "/api/me/settings",
        "Change some of the caller's settings",
        Auth.BEARER,
        preferences.Settings,
        body=preferences.SettingsPatch,
        errors=(errors.RateLimited,),
    ),
    Operation(
        "export",
        "GET",
        "/api/me/export",
        "The caller's own data, a page of JSON Lines; `X-Next-Cursor` while there is more",
        Auth.BEARER,
        query=accounts.ExportQuery,
        lines=(export.UserLine, export.ChatLine, export.MessageLine, export.ReactionLine),
    ),
    Operation(
        "delete_me",
        "POST",
        "/api/me/delete",
        "Delete the caller's account",
        Auth.BEARER,
        status=204,
        body=accounts.DeleteAccount,
        errors=(errors.WrongPassword, errors.LastOwner),
        sets_cookie=True,
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
        "ticket",
        "POST",
        "/api/ws-ticket",
        "A ticket for one connection",
        Auth.BEARER,
        accounts.Ticket,
        errors=(errors.RateLimited,),
    ),
)
