"""Incoming hooks: a function of its own behind some routes of the HTTP API, so that no other may do what it does."""

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
    COMMUNITY,
    CONNECTIONS,
    EVENTS,
    HOOKS,
    KEYWORDS,
    MENTIONS,
    MESSAGES,
    NOTICE,
    RATES,
    ROOMS,
    Storage,
)

GET, POST = apigateway.HttpMethod.GET, apigateway.HttpMethod.POST
GUARDED = (
    (GET, "/api/chat/{name}/hooks"),
    (POST, "/api/chat/{name}/hooks"),
    (POST, "/api/chat/{name}/hooks/{id}/delete"),
)
OPEN = ((POST, "/api/hook/{name}/{key}"),)
"""Whose address says who posts."""


class Hooks(Construct):
    """The function and its routes."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        functions: Functions,
        storage: Storage,
        apis: tuple[Http, Realtime],
        indexer: Indexer,
        origins: str,
    ) -> None:
        """`origins` of the site, comma separated; the first is part of the addresses."""
        super().__init__(scope, construct_id)
        parameters = functions.parameters
        http, realtime = apis
        function = functions.create(
            "hooks",
            handler="functions.hooks.handler.handler",
            environment={
                "ROOMS_TABLE": storage.rooms.table_name,
                "MESSAGES_TABLE": storage.messages.table_name,
                "EPHEMERAL_TABLE": storage.ephemeral.table_name,
                "SITE_ORIGINS": origins,
                "CALLBACK_URL": realtime.callback_url,
                "MESSAGE_LENGTH": str(parameters.message_length),
                "RETENTION_DAYS": str(parameters.retention_days),
                "WORKER_FUNCTION": realtime.worker.function_name,
                "INDEXER_FUNCTION": indexer.function.function_name,
                **NoticeKeys(parameters).environment,
            },
            grants=[
                Grant.table(
                    storage.rooms,
                    *("BatchGetItem", "Query", "PutItem", "UpdateItem", "DeleteItem"),
                    keys=[*ROOMS, HOOKS],
                ),
                Grant.table(storage.rooms, "BatchGetItem", keys=[BLOCKS, COMMUNITY]),
                Grant.table(storage.rooms, "Query", keys=[KEYWORDS]),
                Grant.table(
                    storage.messages,
                    *("BatchGetItem", "Query", "PutItem", "UpdateItem"),
                    keys=[*MESSAGES, EVENTS, NOTICE],
                ),
                Grant.table(storage.messages, "BatchWriteItem", keys=[MENTIONS]),
                Grant.table(
                    storage.ephemeral,
                    *("BatchGetItem", "Query", "PutItem", "UpdateItem", "DeleteItem"),
                    keys=[*CONNECTIONS, RATES, "RECEIPT#*"],
                ),
                realtime.grant_connections("POST"),
                Grant(["lambda:InvokeFunction"], [realtime.worker.function_arn]),
                indexer.grant,
            ],
        )
        integration = integrations.HttpLambdaIntegration("Integration", function, scope_permission_to_route=False)
        for method, path in GUARDED:
            http.guarded_route(method, path, integration)
        for method, path in OPEN:
            http.open_route(method, path, integration)
