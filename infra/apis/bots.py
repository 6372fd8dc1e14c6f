"""Bots: a function of its own behind some routes of the HTTP API. Those that a bot calls are open at the gateway, which
knows no tokens but the user pool's: the function asks for the bot's."""

from __future__ import annotations

from aws_cdk import aws_apigatewayv2 as apigateway
from aws_cdk import aws_apigatewayv2_integrations as integrations
from constructs import Construct

from infra.apis.http import Http
from infra.apis.realtime import Realtime
from infra.compute.functions import Functions
from infra.storage.tables import BOTS

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
        self, scope: Construct, construct_id: str, functions: Functions, http: Http, realtime: Realtime
    ) -> None:
        super().__init__(scope, construct_id)
        writing = realtime.writing
        function = functions.create(
            "bots",
            handler="functions.bots.handler.handler",
            environment=writing.environment(changes=True),
            grants=[
                *writing.grants(rooms=[*BOTS, "DELETED"], ephemeral=["TICKET#*"], changes=True),
                realtime.grant_connections("DELETE"),
            ],
        )
        integration = integrations.HttpLambdaIntegration("Integration", function, scope_permission_to_route=False)
        for method, path in GUARDED:
            http.guarded_route(method, path, integration)
        for method, path in OPEN:
            http.open_route(method, path, integration)
