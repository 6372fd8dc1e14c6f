"""Bots: accounts that programs speak by (wire contract, part 8)."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from snowfight.models.base import Answer, Body, Moment, Text, Time
from snowfight.models.client_frames import Seq
from snowfight.models.message import MAX_SEQ
from snowfight.models.names import ClientId, RoomName, Username
from snowfight.models.user import DisplayName

MAX_BOTS = 5
"""Of a user who is no moderator."""

DAYS = 365
"""That a token is good for, unless told."""


class NewBot(Body):
    """Body of `POST /api/bots`."""

    username: Username
    display_name: DisplayName


class Bot(Answer):
    """A bot, as its owner sees it; `expires` and `last_used` are its token's."""

    username: str
    display_name: str
    created: Time
    last_used: Time | None
    """Within the hour."""
    expires: Time


class BotMade(Answer):
    """Answer of `POST /api/bots`: the token is told this once."""

    bot: Bot
    token: str


class BotList(Answer):
    """Answer of `GET /api/bots`: the caller's own."""

    bots: list[Bot]


class NewToken(Body):
    """Body of `POST /api/bots/{username}/token`."""

    days: Annotated[int, Field(ge=1, le=DAYS)] = DAYS


class BotToken(Answer):
    """Answer of `POST /api/bots/{username}/token`."""

    token: str
    expires: Time


class BotMessage(Body):
    """Body of `POST /api/bot/message`; with a `client_id` it may be sent again."""

    room: RoomName
    body: Text
    client_id: ClientId | None = None
    reply_to: Annotated[int, Field(ge=1, le=MAX_SEQ)] | None = None


class BotSent(Answer):
    """Answer of `POST /api/bot/message`."""

    room: str
    seq: int
    created: Time


class BotReact(Body):
    """Body of `POST /api/bot/react`."""

    room: RoomName
    seq: Seq
    emoji: Annotated[str, Field(max_length=64)]
    on: bool


class BotEdit(Body):
    """Body of `POST /api/bot/edit`. With `known`, when the message had last been edited as far as the bot knows (null:
    never), only where it has not been since."""

    room: RoomName
    seq: Seq
    body: Text
    known: Moment | None = None


class BotDelete(Body):
    """Body of `POST /api/bot/delete`."""

    room: RoomName
    seq: Seq


class BotChanged(Answer):
    """Answer of the calls that change a message."""

    rev: int
