"""Calls of groups and private chats."""

from __future__ import annotations

from infra.contract.operations.operation import UNSEEN, Auth, Operation
from snowfight import errors
from snowfight.models import chat

LIMITED = (errors.TooManyChats, errors.RateLimited)
"""Refusals of another group for the caller."""

NAMED = (errors.NoSuchUser, errors.EmailUnverified, errors.CannotBeAdded)
"""Refusals that name a user who was to be added or removed."""

GROUPS: tuple[Operation, ...] = (
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
        errors=(errors.EmailUnverified, errors.Muted, *LIMITED),
    ),
    Operation(
        "private_chat",
        "GET",
        "/api/chat/private/{username}",
        "The private chat with a user, found or made",
        Auth.BEARER,
        chat.ChatAnswer,
        errors=(errors.NoSuchUser, errors.SelfChat, errors.NotAccepted, errors.Muted, errors.RateLimited),
    ),
    Operation(
        "start_private_chat",
        "POST",
        "/api/chat/private/{username}",
        "The same",
        Auth.BEARER,
        chat.ChatAnswer,
        errors=(errors.NoSuchUser, errors.SelfChat, errors.NotAccepted, errors.Muted, errors.RateLimited),
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
)
