"""The frames of calls: routes of the WebSocket API with a function of their own, so that nothing else loads it."""

from __future__ import annotations

from aws_cdk import aws_apigatewayv2_integrations as integrations
from constructs import Construct

from infra.apis.calls import CallSettings
from infra.apis.realtime import Realtime
from infra.compute.functions import Functions, Grant
from infra.integrations.notices import NoticeKeys
from infra.storage.tables import (
    BLOCKS,
    CALLS,
    CONNECTIONS,
    EVENTS,
    NOTICE,
    PRIVATE_MESSAGES,
    RATES,
    ROOMS,
    WATCHES,
    Storage,
)

KINDS = ("call_start", "call_accept", "call_decline", "call_leave", "call_signal", "call_sync")


class CallFrames(Construct):
    """The function and its routes."""

    def __init__(
        self, scope: Construct, construct_id: str, functions: Functions, storage: Storage, realtime: Realtime
    ) -> None:
        super().__init__(scope, construct_id)
        parameters = functions.parameters
        function = functions.create(
            "call_frames",
            handler="functions.calls.frames.handler",
            environment=call_environment(functions, storage, realtime),
            grants=call_grants(storage, realtime, starts=True),
        )
        integration = integrations.WebSocketLambdaIntegration("Integration", function)
        for kind in KINDS:
            realtime.api.add_route(kind, integration=integration, return_response=parameters.declares_route_responses)


def call_environment(functions: Functions, storage: Storage, realtime: Realtime) -> dict[str, str]:
    """What a function knows that moves calls."""
    return {
        **storage.environment,
        "CALLBACK_URL": realtime.callback_url,
        "RETENTION_DAYS": str(functions.parameters.retention_days),
        **CallSettings(functions.parameters).environment,
        **NoticeKeys(functions.parameters).environment,
    }


def call_grants(storage: Storage, realtime: Realtime, *, starts: bool) -> list[Grant]:
    """What it may do: move calls, tell of them, put one message each into a log; and who `starts` them, have them
    watched and count signals."""
    puts = ["PutItem"] if starts else []
    blocks = [Grant.table(storage.rooms, "BatchGetItem", keys=[BLOCKS])] if starts else []
    return [
        *blocks,
        Grant.table(storage.rooms, "BatchGetItem", "Query", "UpdateItem", *puts, keys=[*ROOMS, WATCHES]),
        Grant.table(
            storage.messages,
            *("Query", "PutItem", "UpdateItem"),
            keys=[PRIVATE_MESSAGES, EVENTS, NOTICE],
        ),
        Grant.table(
            storage.ephemeral,
            *("BatchGetItem", "PutItem", "UpdateItem", "DeleteItem"),
            keys=[*CALLS, *CONNECTIONS, "RECEIPT#*", *([RATES] if starts else [])],
        ),
        realtime.grant_connections("POST"),
    ]
