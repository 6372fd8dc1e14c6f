"""Events: what happens in a chat, as programs are told of it (wire contract, part 8; Standard Webhooks 1.0)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from snowfight.models.base import Answer, Body, Text, Time
from snowfight.models.message import Message

MAX_SUBSCRIPTIONS = 5
"""Of a chat."""

MAX_URL = 2_048

EventKind = Literal["message", "change", "member"]
MemberEvent = Literal["joined", "left", "added", "removed", "renamed", "deleted"]


class NewSubscription(Body):
    """Body of `POST /api/chat/{name}/subscriptions`; with `bots` what bots and hooks say is told too."""

    url: Annotated[Text, Field(min_length=1, max_length=MAX_URL)]
    events: Annotated[list[EventKind], Field(min_length=1, max_length=3)]
    bots: bool = False


class SubscriptionMade(Answer):
    """Answer of `POST /api/chat/{name}/subscriptions`: the secret is told this once."""

    id: str
    url: str
    events: list[EventKind]
    secret: str


class Subscription(Answer):
    """A subscription, as who looks after the chat sees it."""

    id: str
    url: str
    events: list[EventKind]
    bots: bool
    last_status: int | None
    """What the receiver answered last; null: nothing."""
    failing_since: Time | None
    disabled: bool


class SubscriptionList(Answer):
    """Answer of `GET /api/chat/{name}/subscriptions`."""

    subscriptions: list[Subscription]


class MessageData(Answer):
    """What a `message.created` tells."""

    room: str
    message: Message


class MemberData(Answer):
    """What a `member.<event>` tells."""

    room: str
    username: str
    created: Time


class TestData(Answer):
    """What a `test` tells, which is sent when somebody asks for it."""

    __test__ = False

    room: str


class Tested(Answer):
    """Answer of `POST /api/chat/{name}/subscriptions/{id}/test`: what the receiver answered; null: nothing."""

    status: int | None
