"""Bots: a function of its own behind some routes of the HTTP API. Those that a bot calls are open at the gateway, which
knows no tokens but the user pool's: the function asks for the bot's."""

from __future__ import annotations

from aws_cdk import aws_apigatewayv2 as apigateway
from aws_cdk import aws_apigatewayv2_integrations as integrations
from constructs import Construct

from infra.apis.http import Http
from infra.apis.realtime import Realtime
from infra.background.indexer import Indexer
from infra.compute.functions import Functions, Grant
from infra.integrations.notices import NoticeKeys
from infra.storage.tables import (
    BLOCKS,
    BOTS,
    CHANGES,
    COMMUNITY,
    CONNECTIONS,
    EVENTS,
    INDEX,
    KEYWORDS,
    MENTIONS,
    MESSAGES,
    NOTICE,
    RATES,
    REACTIONS,
    ROOMS,
    THREADS,
    Storage,
)

GET, POST = apigateway.HttpMethod.GET, apigateway.HttpMethod.POST
GUARDED = (
    (POST, "/api/bots"),
    (GET, "/api/bots"),
    (POST, "/api/bots/{username}/token"),
    (POST, "/api/bots/{username}/delete"),
)
OPEN = (
    *((POST, f"/api/bot/{call}") for call in ("message", "react", "edit", "delete", "ticket")),
    (GET, "/api/bot/messages/{room}"),
    (GET, "/api/bot/changes/{room}"),
    (GET, "/api/bot/chats"),
)


class Bots(Construct):
    """The function and its routes."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        functions: Functions,
        storage: Storage,
        http: Http,
        realtime: Realtime,
        indexer: Indexer,
    ) -> None:
        super().__init__(scope, construct_id)
        parameters = functions.parameters
        function = functions.create(
            "bots",
            handler="functions.bots.handler.handler",
            environment={
                "ROOMS_TABLE": storage.rooms.table_name,
                "MESSAGES_TABLE": storage.messages.table_name,
                "EPHEMERAL_TABLE": storage.ephemeral.table_name,
                "CALLBACK_URL": realtime.callback_url,
                "MESSAGE_LENGTH": str(parameters.message_length),
                "EDIT_HOURS": "" if parameters.edit_hours is None else str(parameters.edit_hours),
                "RATE_BURST": str(parameters.rate_burst),
                "RATE_PER_SECOND": str(parameters.rate_per_second),
                "RETENTION_DAYS": str(parameters.retention_days),
                "WORKER_FUNCTION": realtime.worker.function_name,
                "INDEXER_FUNCTION": indexer.function.function_name,
                **NoticeKeys(parameters).environment,
            },
            grants=[
                Grant.table(
                    storage.rooms,
                    *("BatchGetItem", "Query", "PutItem", "UpdateItem", "DeleteItem"),
                    keys=[*ROOMS, *BOTS, *REACTIONS, "DELETED", "EMOJI"],
                ),
                Grant.table(storage.rooms, "BatchGetItem", keys=[BLOCKS, COMMUNITY]),
                Grant.table(storage.rooms, "Query", keys=[KEYWORDS]),
                Grant.table(
                    storage.messages,
                    *("BatchGetItem", "Query", "PutItem", "UpdateItem", "DeleteItem"),
                    keys=[*MESSAGES, CHANGES, EVENTS, INDEX, NOTICE, THREADS],
                ),
                Grant.table(storage.messages, "BatchWriteItem", keys=[MENTIONS]),
                Grant.table(
                    storage.ephemeral,
                    *("BatchGetItem", "Query", "PutItem", "UpdateItem", "DeleteItem"),
                    keys=[*CONNECTIONS, RATES, "COUNT#*", "JOBS", "RECEIPT#*", "TICKET#*"],
                ),
                Grant.table(storage.ephemeral, "BatchGetItem", keys=["CALL#*"]),
                realtime.grant_connections("POST", "DELETE"),
                Grant(["lambda:InvokeFunction"], [realtime.worker.function_arn]),
                indexer.grant,
            ],
        )
        integration = integrations.HttpLambdaIntegration("Integration", function, scope_permission_to_route=False)
        for method, path in GUARDED:
            http.guarded_route(method, path, integration)
        for method, path in OPEN:
            http.open_route(method, path, integration)
