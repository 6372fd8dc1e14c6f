"""Incoming hooks: a function of its own behind some routes of the HTTP API, so that no other may do what it does."""

from __future__ import annotations

from aws_cdk import aws_apigatewayv2 as apigateway
from aws_cdk import aws_apigatewayv2_integrations as integrations
from constructs import Construct

from infra.apis.http import Http
from infra.apis.realtime import Realtime
from infra.compute.functions import Functions
from infra.storage.tables import HOOKS

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
        self, scope: Construct, construct_id: str, functions: Functions, http: Http, realtime: Realtime, origins: str
    ) -> None:
        """`origins` of the site, comma separated; the first is part of the addresses."""
        super().__init__(scope, construct_id)
        function = functions.create(
            "hooks",
            handler="functions.hooks.handler.handler",
            environment={**realtime.writing.environment(), "SITE_ORIGINS": origins},
            grants=realtime.writing.grants(rooms=[HOOKS]),
        )
        integration = integrations.HttpLambdaIntegration("Integration", function, scope_permission_to_route=False)
        for method, path in GUARDED:
            http.guarded_route(method, path, integration)
        for method, path in OPEN:
            http.open_route(method, path, integration)
