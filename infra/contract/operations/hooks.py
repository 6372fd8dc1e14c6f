"""Incoming hooks: made by who looks after a chat, posted to by programs; all of `functions/hooks`."""

from __future__ import annotations

from infra.contract.operations.operation import UNSEEN, Auth, Operation
from snowfight import errors
from snowfight.models.robots import hooks
from snowfight.models.robots.payload import HookPayload

HOOKS: tuple[Operation, ...] = (
    Operation(
        "make_hook",
        "POST",
        "/api/chat/{chatroom_name}/hooks",
        "Make a hook of a chat; by the group's admin, in the public chat by moderators",
        Auth.BEARER,
        hooks.HookMade,
        status=201,
        body=hooks.NewHook,
        errors=(*UNSEEN, errors.NotAdmin, errors.TooManyHooks, errors.RateLimited),
    ),
    Operation(
        "hooks",
        "GET",
        "/api/chat/{chatroom_name}/hooks",
        "The hooks of a chat, oldest first; for the same",
        Auth.BEARER,
        hooks.HookList,
        errors=(*UNSEEN, errors.NotAdmin),
    ),
    Operation(
        "delete_hook",
        "POST",
        "/api/chat/{chatroom_name}/hooks/{id}/delete",
        "Take a hook away; what it wrote stays",
        Auth.BEARER,
        status=204,
        errors=(*UNSEEN, errors.NotAdmin, errors.NoSuchHook),
    ),
    Operation(
        "post_to_hook",
        "POST",
        "/api/hook/{chatroom_name}/{key}",
        "Post a message, in the form of Slack's incoming webhooks; the address is told when the hook is made",
        Auth.OPEN,
        form=HookPayload,
        headers=("Idempotency-Key",),
        is_text=True,
        errors=(
            errors.NoText,
            errors.InvalidPayload,
            errors.NoSuchHook,
            errors.Muted,
            errors.NotAllowedWord,
            errors.TooLarge,
            errors.RateLimited,
        ),
    ),
)
