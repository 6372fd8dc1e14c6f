"""Subscriptions: where events of a chat are sent to."""

from __future__ import annotations

from infra.contract.operations.operation import Auth, Operation
from snowfight import errors
from snowfight.models.robots import events

_ALL = "/api/chat/{chatroom_name}/subscriptions"
_DOORS = (errors.NoSuchChat, errors.NotAMember, errors.NotAdmin)

EVENTS: tuple[Operation, ...] = (
    Operation(
        "subscribe",
        "POST",
        _ALL,
        "Send what happens in a chat to an address, as Standard Webhooks, from now on",
        Auth.BEARER,
        events.SubscriptionMade,
        status=201,
        body=events.NewSubscription,
        errors=(*_DOORS, errors.TooManySubscriptions, errors.BadUrl, errors.RateLimited),
    ),
    Operation(
        "subscriptions",
        "GET",
        _ALL,
        "Where events of a chat are sent to, the oldest first",
        Auth.BEARER,
        events.SubscriptionList,
        errors=_DOORS,
    ),
    Operation(
        "delete_subscription",
        "POST",
        f"{_ALL}/{{id}}/delete",
        "Send it nothing more, for good",
        Auth.BEARER,
        status=204,
        errors=(*_DOORS, errors.NoSuchSubscription),
    ),
    Operation(
        "enable_subscription",
        "POST",
        f"{_ALL}/{{id}}/enable",
        "Send it on from where it stood, at once; whoever does it answers for it from now on",
        Auth.BEARER,
        status=204,
        errors=(*_DOORS, errors.NoSuchSubscription, errors.RateLimited),
    ),
    Operation(
        "test_subscription",
        "POST",
        f"{_ALL}/{{id}}/test",
        "Send it an event that tells of nothing, and tell what it answered",
        Auth.BEARER,
        events.Tested,
        errors=(*_DOORS, errors.NoSuchSubscription, errors.RateLimited),
    ),
)
