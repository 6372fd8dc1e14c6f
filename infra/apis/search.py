"""Searching: a function of its own behind two routes of the HTTP API, so that no other loads SQLite."""

from __future__ import annotations

from aws_cdk import aws_apigatewayv2 as apigateway
from aws_cdk import aws_apigatewayv2_integrations as integrations
from constructs import Construct

from infra.apis.http import Http
from infra.background.indexer import Indexer
from infra.compute.functions import SHARED, SQLITE, Functions, Grant
from infra.storage.search_index import SearchIndex
from infra.storage.tables import RATES, ROOMS, Storage

MEMORY = 1024
"""MB: 32 files of 3 MB are open at once, and over a half of a processor looks through them."""

ROUTES = ("/api/search", "/api/chat/{name}/files")


class Search(Construct):
    """The function and its routes."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        functions: Functions,
        storage: Storage,
        http: Http,
        index: SearchIndex,
        indexer: Indexer,
    ) -> None:
        super().__init__(scope, construct_id)
        function = functions.create(
            "search",
            handler="functions.search.handler.handler",
            memory=MEMORY,
            layers=[*SHARED, SQLITE],
            environment={
                **storage.environment,
                "RETENTION_DAYS": str(functions.parameters.retention_days),
                "SEARCH_BUCKET": index.bucket.bucket_name,
                "INDEXER_FUNCTION": indexer.function.function_name,
            },
            grants=[
                Grant.table(storage.rooms, "BatchGetItem", "Query", keys=[*ROOMS, "REACTED#*"]),
                Grant.table(storage.messages, "BatchGetItem", "Query"),
                Grant.table(storage.ephemeral, "BatchGetItem", "UpdateItem", keys=[RATES]),
                index.read,
                indexer.grant,
            ],
        )
        integration = integrations.HttpLambdaIntegration("Integration", function, scope_permission_to_route=False)
        for path in ROUTES:
            http.guarded_route(apigateway.HttpMethod.GET, path, integration)
