"""Subscriptions to events: a function of its own behind some routes of the HTTP API, since it posts to addresses that
users give."""

from __future__ import annotations

from aws_cdk import aws_apigatewayv2 as apigateway
from aws_cdk import aws_apigatewayv2_integrations as integrations
from constructs import Construct

from infra.apis.http import Http
from infra.compute.functions import Functions, Grant
from infra.storage.tables import CHANGES, EVENTS, MESSAGES, RATES, ROOMS, Storage

GET, POST = apigateway.HttpMethod.GET, apigateway.HttpMethod.POST
ALL = "/api/chat/{name}/subscriptions"
ROUTES = (
    (GET, ALL),
    (POST, ALL),
    *((POST, f"{ALL}/{{id}}/{deed}") for deed in ("delete", "enable", "test")),
)


class Events(Construct):
    """The function and its routes."""

    def __init__(
        self, scope: Construct, construct_id: str, functions: Functions, storage: Storage, http: Http, origins: str
    ) -> None:
        """`origins` of the site, comma separated."""
        super().__init__(scope, construct_id)
        function = functions.create(
            "events",
            handler="functions.events.handler.handler",
            environment={
                **storage.environment,
                "SITE_ORIGINS": origins,
            },
            grants=[
                Grant.table(storage.rooms, "BatchGetItem", keys=[*ROOMS, EVENTS]),
                Grant.table(
                    storage.rooms, "Query", "PutItem", "UpdateItem", "DeleteItem", keys=["ROOM#*", EVENTS]
                ),  # a chat counts its subscriptions in the transaction that makes one
                # Where the logs end that a new subscription goes on from.
                Grant.table(storage.messages, "BatchGetItem", "Query", keys=[*MESSAGES, CHANGES]),
                Grant.table(storage.messages, "UpdateItem", keys=[EVENTS]),
                Grant.table(storage.ephemeral, "BatchGetItem", "UpdateItem", keys=[RATES]),
            ],
        )
        integration = integrations.HttpLambdaIntegration("Integration", function, scope_permission_to_route=False)
        for method, path in ROUTES:
            http.guarded_route(method, path, integration)
