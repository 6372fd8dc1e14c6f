"""Blocks: whom a user keeps away."""

from __future__ import annotations

from infra.contract.operations.operation import Auth, Operation
from snowfight import errors
from snowfight.models import moderation

BLOCKS: tuple[Operation, ...] = (
    Operation(
        "block",
        "POST",
        "/api/users/{username}/block",
        "Block a user: each is as if not there for the other, who is not told; again is fine",
        Auth.BEARER,
        status=204,
        errors=(errors.SelfBlock, errors.NoSuchUser, errors.TooManyBlocks, errors.RateLimited),
    ),
    Operation(
        "unblock",
        "POST",
        "/api/users/{username}/unblock",
        "Block a user no more; again is fine",
        Auth.BEARER,
        status=204,
        errors=(errors.SelfBlock, errors.NoSuchUser, errors.RateLimited),
    ),
    Operation(
        "blocks",
        "GET",
        "/api/me/blocks",
        "Whom the caller has blocked, by name",
        Auth.BEARER,
        moderation.BlockList,
    ),
)
