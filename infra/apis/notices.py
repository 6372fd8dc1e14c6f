"""Calls about notices: a function of its own behind some routes of the HTTP API, so that no other loads what signs."""

from __future__ import annotations

from aws_cdk import aws_apigatewayv2 as apigateway
from aws_cdk import aws_apigatewayv2_integrations as integrations
from constructs import Construct

from infra.apis.http import Http
from infra.compute.functions import PUSH, SHARED, Functions, Grant
from infra.integrations.notices import NoticeKeys
from infra.storage.tables import PUSHES, RATES, Storage

GET, POST = apigateway.HttpMethod.GET, apigateway.HttpMethod.POST
GUARDED = (
    (GET, "/api/push/key"),
    (GET, "/api/push/devices"),
    (POST, "/api/push/subscribe"),
    (POST, "/api/push/unsubscribe"),
    (POST, "/api/push/test"),
)
OPEN = ((GET, "/api/mail/unsubscribe"), (POST, "/api/mail/unsubscribe"))
"""Whose link is in a mail: its token says who asks."""


class Notices(Construct):
    """The function and its routes."""

    def __init__(
        self, scope: Construct, construct_id: str, functions: Functions, storage: Storage, http: Http, origins: str
    ) -> None:
        """`origins` of the site, comma separated."""
        super().__init__(scope, construct_id)
        keys = NoticeKeys(functions.parameters)
        function = functions.create(
            "notices",
            handler="functions.notices.handler.handler",
            layers=[*SHARED, PUSH],
            environment={
                **storage.environment,
                "SITE_ORIGINS": origins,
                "SENDER_ADDRESS": functions.parameters.sender_address,
                "RETENTION_DAYS": str(functions.parameters.retention_days),
                **keys.environment,
            },
            grants=[
                Grant.table(
                    storage.rooms,
                    *("BatchGetItem", "PutItem", "UpdateItem", "DeleteItem"),
                    keys=["USER#*", *PUSHES],
                ),
                Grant.table(storage.ephemeral, "BatchGetItem", "UpdateItem", keys=[RATES]),
                *keys.grants,
            ],
        )
        integration = integrations.HttpLambdaIntegration("Integration", function, scope_permission_to_route=False)
        for method, path in GUARDED:
            http.guarded_route(method, path, integration)
        for method, path in OPEN:
            http.open_route(method, path, integration)
