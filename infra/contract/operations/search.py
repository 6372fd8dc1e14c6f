"""Searching what was said, and the files of a chat."""

from __future__ import annotations

from infra.contract.operations.operation import UNSEEN, Auth, Operation
from snowfight import errors
from snowfight.models import search

SEARCH: tuple[Operation, ...] = (
    Operation(
        "search",
        "GET",
        "/api/search",
        "Search the caller's chats, or one of them",
        Auth.BEARER,
        search.SearchPage,
        query=search.SearchQuery,
        errors=(*UNSEEN, errors.NothingToSearch, errors.RateLimited),
    ),
    Operation(
        "chat_files",
        "GET",
        "/api/chat/{chatroom_name}/files",
        "The files of a chat",
        Auth.BEARER,
        search.FilePage,
        query=search.FileQuery,
        errors=(*UNSEEN, errors.RateLimited),
    ),
)
