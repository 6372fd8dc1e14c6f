"""What writes for bots: put together when the first of them does."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

from functions.bots.posting import checks, mentioning, noticing
from functions.bots.wiring import accounts, blocking, clock, fanout, messages, retention, rooms, settings
from snowfight.domain.bots.writing import BotWriting
from snowfight.domain.messages.dependencies import MessageDependencies
from snowfight.domain.messages.sending import Sending
from snowfight.domain.permissions import Action, allow
from snowfight.models.records import Room

if TYPE_CHECKING:
    from snowfight.domain.changes.parts import ChangeParts


def _admit(room: Room | None, username: str) -> Room:
    return allow(Action.SEND, room, username)


def _changes() -> ChangeParts:
    """Loaded when a bot changes something."""
    return cast("ChangeParts", import_module("functions.bots.changes").parts)


_on = MessageDependencies(
    *(rooms, messages, accounts, fanout, retention, mentioning, checks, blocking),
    (lambda: noticing) if settings.push_parameter else None,
    clock=clock,
)
sending = Sending(
    *(_on, clock, settings.message_length),
    admit=_admit,
    acknowledge=lambda _bot, _ack: None,  # the answer of the call does
)
writing = BotWriting(sending, _changes, clock)
