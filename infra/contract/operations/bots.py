"""Calls about bots, and those that bots make with their tokens; all of `functions/bots`."""

from __future__ import annotations

from infra.contract.operations.operation import UNSEEN, Auth, Operation
from snowfight import errors
from snowfight.models import accounts, chat, message
from snowfight.models.base import Body
from snowfight.models.robots import bots

WRITTEN = (
    *(*UNSEEN, errors.NotAllowed, errors.Muted, errors.NotAccepted, errors.NoSuchMessage),
    *(errors.RateLimited, errors.NotAllowedWord, errors.Empty, errors.TooLong),
)
"""Refusals of whatever a bot writes."""


def _change(name: str, summary: str, body: type[Body], refusals: tuple[type[errors.SnowfightError], ...]) -> Operation:
    path = f"/api/bot/{name.removeprefix('bot_')}"
    return Operation(name, "POST", path, summary, Auth.BOT, bots.BotChanged, body=body, errors=refusals)


BOTS: tuple[Operation, ...] = (
    Operation(
        "create_bot",
        "POST",
        "/api/bots",
        "Make a bot; its token is told this once",
        Auth.BEARER,
        bots.BotMade,
        201,
        body=bots.NewBot,
        errors=(errors.EmailUnverified, errors.UsernameTaken, errors.TooManyBots, errors.RateLimited),
    ),
    Operation("bots", "GET", "/api/bots", "The caller's bots", Auth.BEARER, bots.BotList),
    Operation(
        "renew_bot_token",
        "POST",
        "/api/bots/{username}/token",
        "Another token for a bot; the one that it has goes on for an hour",
        Auth.BEARER,
        bots.BotToken,
        201,
        body=bots.NewToken,
        optional_body=True,
        errors=(errors.NoSuchBot, errors.RateLimited),
    ),
    Operation(
        "delete_bot",
        "POST",
        "/api/bots/{username}/delete",
        "Delete a bot, as an account",
        Auth.BEARER,
        status=204,
        errors=(errors.NoSuchBot,),
    ),
    Operation(
        "bot_message",
        "POST",
        "/api/bot/message",
        "Send a message; the same `client_id` again gets the same answer",
        Auth.BOT,
        bots.BotSent,
        201,
        body=bots.BotMessage,
        errors=WRITTEN,
    ),
    _change(
        "bot_react",
        "React to a message, or take that back",
        bots.BotReact,
        (
            *(*UNSEEN, errors.NotAllowed, errors.Muted, errors.NotAccepted, errors.NoSuchMessage),
            *(errors.RateLimited, errors.BadEmoji, errors.TooManyReactions),
        ),
    ),
    _change(
        "bot_edit",
        "Give a message of the bot's another text; with `known` only where it was not edited since",
        bots.BotEdit,
        (*WRITTEN, errors.NotYours, errors.NotEditable, errors.Stale, errors.TooLate),
    ),
    _change(
        "bot_delete",
        "Take a message away",
        bots.BotDelete,
        (*UNSEEN, errors.NoSuchMessage, errors.NotYours, errors.RateLimited),
    ),
    Operation(
        "bot_messages",
        "GET",
        "/api/bot/messages/{room}",
        "A page of messages, oldest first",
        Auth.BOT,
        message.MessagePage,
        query=message.HistoryQuery,
        errors=UNSEEN,
    ),
    Operation(
        "bot_changes",
        "GET",
        "/api/bot/changes/{room}",
        "What has changed",
        Auth.BOT,
        message.ChangePage,
        query=message.ChangeQuery,
        errors=UNSEEN,
    ),
    Operation("bot_chats", "GET", "/api/bot/chats", "The bot's chats", Auth.BOT, chat.ChatList),
    Operation(
        "bot_ticket",
        "POST",
        "/api/bot/ticket",
        "A ticket for one connection of the bot's",
        Auth.BOT,
        accounts.Ticket,
        errors=(errors.RateLimited,),
    ),
)
