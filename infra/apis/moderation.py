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
from infra.storage.tables import BANNED, CONNECTIONS, INVITES, MODERATION, RATES, ROOMS, WRITTEN_ONCE, Storage

GET, POST, PATCH = apigateway.HttpMethod.GET, apigateway.HttpMethod.POST, apigateway.HttpMethod.PATCH
GUARDED = (
    (GET, "/api/me/notices"),
    (GET, "/api/moderation/log"),
    (GET, "/api/moderation/settings"),
    (PATCH, "/api/moderation/settings"),
    (POST, "/api/invites"),
)


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
                "ROOMS_TABLE": storage.rooms.table_name,
                "MESSAGES_TABLE": storage.messages.table_name,
                "EPHEMERAL_TABLE": storage.ephemeral.table_name,
                "SITE_ORIGINS": origins,
                "SENDER_ADDRESS": parameters.sender_address,
                "CALLBACK_URL": realtime.callback_url,
                "RETENTION_DAYS": str(parameters.retention_days),
                **secret.environment,
            },
            grants=[
                Grant.table(
                    storage.rooms,
                    *("BatchGetItem", "Query", "PutItem", "UpdateItem", "DeleteItem"),
                    keys=[*ROOMS, *MODERATION, BANNED, INVITES],
                ),
                # The audit log is written and read, and neither changed nor deleted from.
                Grant.table(storage.rooms, "PutItem", "Query", keys=[*WRITTEN_ONCE]),
                Grant.table(
                    storage.ephemeral,
                    *("BatchGetItem", "UpdateItem", "DeleteItem"),
                    keys=[*CONNECTIONS, RATES],
                ),
                realtime.grant_connections("POST", "DELETE"),
                mail_grant(parameters),
                *secret.grants,
            ],
        )
        integration = integrations.HttpLambdaIntegration("Integration", function, scope_permission_to_route=False)
        for method, path in GUARDED:
            http.guarded_route(method, path, integration)
