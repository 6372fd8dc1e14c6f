"""What bots call with their tokens: the gateway lets anybody in here, so each of these asks first who it is."""

from __future__ import annotations

from importlib import import_module

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.api_gateway import Router

from functions.bots.wiring import (
    authentication,
    change_pages,
    chat_lists,
    history,
    meter,
    settings,
    ticket_issuer,
    writing,
)
from snowfight.models.message import ChangeQuery, HistoryQuery
from snowfight.models.robots.bots import BotChanged, BotDelete, BotEdit, BotMessage, BotReact, BotSent
from snowfight.storage.messages.log import INDEXED_EVERY
from snowfight.transport.http_request import asked_of
from snowfight.transport.http_response import answer

router = Router()
asked = asked_of(router)


def _bot() -> str:
    return authentication.bot(asked().bearer).username


@router.post("/api/bot/message")
def send() -> Response[str]:
    bot, body = _bot(), asked().body(BotMessage)
    delivery = writing().send(bot, body)
    if not delivery.again:
        meter.sent(message="sent", room=body.room, seq=delivery.seq)
        if delivery.seq % INDEXED_EVERY == 0:
            import_module("snowfight.delivery.index_tasks").index(settings.indexer_function, body.room)
    return answer(201, BotSent(room=body.room, seq=delivery.seq, created=delivery.receipt.created))


@router.post("/api/bot/react")
def react() -> Response[str]:
    bot = _bot()
    return answer(200, BotChanged(rev=writing().react(bot, asked().body(BotReact))))


@router.post("/api/bot/edit")
def edit() -> Response[str]:
    bot = _bot()
    return answer(200, BotChanged(rev=writing().edit(bot, asked().body(BotEdit))))


@router.post("/api/bot/delete")
def delete() -> Response[str]:
    bot = _bot()
    return answer(200, BotChanged(rev=writing().delete(bot, asked().body(BotDelete))))


@router.get("/api/bot/messages/<room>")
def messages(room: str) -> Response[str]:
    bot = _bot()
    return answer(200, history().page(bot, room, asked().query(HistoryQuery)))


@router.get("/api/bot/changes/<room>")
def changes(room: str) -> Response[str]:
    bot = _bot()
    return answer(200, change_pages().changes(bot, room, asked().query(ChangeQuery)))


@router.get("/api/bot/chats")
def chats() -> Response[str]:
    return answer(200, chat_lists().all(_bot()))


@router.post("/api/bot/ticket")
def ticket() -> Response[str]:
    return answer(200, ticket_issuer.issue(_bot()))
