"""Moderation: a function of its own behind some routes of the HTTP API, so that no other may do what it does."""

from __future__ import annotations

from aws_cdk import aws_apigatewayv2 as apigateway
from aws_cdk import aws_apigatewayv2_integrations as integrations
from constructs import Construct

from infra.apis.http import Http
from infra.apis.realtime import Realtime
from infra.compute.functions import Functions, Grant
from infra.integrations.mail import mail_grant
from infra.integrations.secret import DeploymentSecret
from infra.storage.tables import (
    AUDIT,
    BANNED,
    BLOCKS,
    BOTS,
    CALLS,
    CHANGES,
    CONNECTIONS,
    EVENTS,
    INDEX,
    INVITES,
    MESSAGES,
    MODERATION,
    RATES,
    ROOMS,
    THREADS,
    Storage,
)

GET, PATCH, POST = apigateway.HttpMethod.GET, apigateway.HttpMethod.PATCH, apigateway.HttpMethod.POST
PEOPLE = ("role", "mute", "unmute", "ban", "unban", "block", "unblock")
GUARDED = (
    (GET, "/api/me/blocks"),
    (GET, "/api/me/notices"),
    (GET, "/api/moderation/log"),
    (GET, "/api/moderation/reports"),
    (POST, "/api/moderation/reports/{id}"),
    (GET, "/api/moderation/settings"),
    (PATCH, "/api/moderation/settings"),
    (POST, "/api/chat/{name}/report"),
    (POST, "/api/invites"),
    *((POST, f"/api/users/{{username}}/{deed}") for deed in PEOPLE),
)
OPEN = ((POST, "/api/report"),)


class Moderation(Construct):
    """The function and its routes."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        functions: Functions,
        storage: Storage,
        http: Http,
        realtime: Realtime,
        origins: str,
    ) -> None:
        """`origins` of the site, comma separated."""
        super().__init__(scope, construct_id)
        parameters = functions.parameters
        secret = DeploymentSecret(parameters)
        function = functions.create(
            "moderation",
            handler="functions.moderation.handler.handler",
            environment={
                **storage.environment,
                "SITE_ORIGINS": origins,
                "SENDER_ADDRESS": parameters.sender_address,
                "CALLBACK_URL": realtime.callback_url,
                "RETENTION_DAYS": str(parameters.retention_days),
                "WORKER_FUNCTION": realtime.worker.function_name,
                **secret.environment,
            },
            grants=[
                Grant.table(
                    storage.rooms,
                    *("BatchGetItem", "Query", "PutItem", "UpdateItem", "DeleteItem"),
                    keys=[*ROOMS, *MODERATION, BANNED, BLOCKS, INVITES],
                ),
                Grant.kept_as_written(storage.rooms, AUDIT),
                # Who is banned has their bots' connections ended too.
                Grant.table(storage.rooms, "Query", keys=[BOTS[0]]),
                # A report copies messages, and its decision may delete one.
                Grant.table(
                    storage.messages,
                    *("BatchGetItem", "Query", "PutItem", "UpdateItem", "DeleteItem"),
                    keys=[*MESSAGES, CHANGES, EVENTS, INDEX, THREADS],
                ),
                Grant.table(
                    storage.ephemeral,
                    *("BatchGetItem", "Query", "PutItem", "UpdateItem", "DeleteItem"),
                    keys=[*CALLS, *CONNECTIONS, RATES, "COUNT#*", "JOBS"],
                ),
                realtime.grant_connections("POST", "DELETE"),
                Grant(["lambda:InvokeFunction"], [realtime.worker.function_arn]),
                mail_grant(parameters),
                *secret.grants,
            ],
        )
        integration = integrations.HttpLambdaIntegration("Integration", function, scope_permission_to_route=False)
        for method, path in GUARDED:
            http.guarded_route(method, path, integration)
        for method, path in OPEN:
            http.open_route(method, path, integration)
