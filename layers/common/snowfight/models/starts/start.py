"""The answer that a page opens with."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict

from snowfight.models.accounts import Session, Ticket
from snowfight.models.base import OMITTED, Answer
from snowfight.models.chat import Chat, ChatPage
from snowfight.models.names import PUBLIC_CHAT, RoomName


class StartQuery(BaseModel):
    """Query of `GET /api/auth/start` and `GET /api/start`; `room` is the chat that is shown first."""

    model_config = ConfigDict(extra="ignore", frozen=True, defer_build=True)

    room: RoomName = PUBLIC_CHAT


class Start(Answer):
    """What a user's page shows first, and what it connects with: each part as its own call answers it."""

    session: Annotated[Session | None, OMITTED] = None
    """As `POST /api/auth/refresh`; left out where the call came with a token."""
    chats: list[Chat]
    """As `GET /api/chats`."""
    page: ChatPage | None
    """As `GET /api/chat/{chatroom_name}`; null where `room` is none of `chats`: that call says why."""
    ticket: Ticket
    """As `POST /api/ws-ticket`."""
