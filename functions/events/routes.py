"""Subscriptions to what happens in a chat."""

from __future__ import annotations

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.api_gateway import Router

from functions.events.wiring import changes, clock, database, messages, receivers, rooms, rows, wakes
from snowfight.domain.events.subscriptions import EventSubscriptions
from snowfight.models.robots.events import NewSubscription
from snowfight.storage.messages.log_ends import LogEnds
from snowfight.storage.rate_limits import RateLimits
from snowfight.transport.http_request import asked_of
from snowfight.transport.http_response import answer, nothing

router = Router()
asked = asked_of(router)
subscriptions = EventSubscriptions(
    rooms, LogEnds(database, messages, changes), rows, wakes, receivers, RateLimits(database), clock
)


@router.post("/api/chat/<name>/subscriptions")
def make(name: str) -> Response[str]:
    request = asked()
    caller, body = request.caller, request.body(NewSubscription)
    return answer(201, subscriptions.make(caller.username, name, body, caller.signed_in))


@router.get("/api/chat/<name>/subscriptions")
def all_of(name: str) -> Response[str]:
    caller = asked().caller
    return answer(200, subscriptions.list(caller.username, name, caller.signed_in))


@router.post("/api/chat/<name>/subscriptions/<subscription_id>/delete")
def delete(name: str, subscription_id: str) -> Response[str]:
    caller = asked().caller
    subscriptions.delete(caller.username, name, subscription_id, caller.signed_in)
    return nothing()


@router.post("/api/chat/<name>/subscriptions/<subscription_id>/enable")
def enable(name: str, subscription_id: str) -> Response[str]:
    caller = asked().caller
    subscriptions.enable(caller.username, name, subscription_id, caller.signed_in)
    return nothing()


@router.post("/api/chat/<name>/subscriptions/<subscription_id>/test")
def test(name: str, subscription_id: str) -> Response[str]:
    caller = asked().caller
    return answer(200, subscriptions.test(caller.username, name, subscription_id, caller.signed_in))
