"""The WebSocket API: tickets at the door, every frame to one function."""

from typing import cast

from aws_cdk import Aws, Duration
from aws_cdk import aws_apigatewayv2 as apigateway
from aws_cdk import aws_apigatewayv2_authorizers as authorizers
from aws_cdk import aws_apigatewayv2_integrations as integrations
from aws_cdk import aws_lambda as lambda_
from constructs import Construct

from infra.apis.gateway import SOCKET_FORMAT, Gateway, let_sockets_log
from infra.apis.writing import Writing
from infra.background.indexer import Indexer
from infra.background.invocations import Background
from infra.compute.functions import Functions, Grant
from infra.integrations.cloudinary import Files
from infra.parameters import Parameters
from infra.storage.tables import AUDIT, CONNECTIONS, Storage

STAGE = "ws"  # the CDN's /ws then needs no rewriting
WORKER_PATIENCE = Duration.seconds(60)


class Realtime(Construct):
    """The API and its stage; `serve` adds the functions, which need to know the site that stands in front of it."""

    def __init__(self, scope: Construct, construct_id: str, parameters: Parameters) -> None:
        super().__init__(scope, construct_id)
        self._parameters = parameters
        self.api = apigateway.WebSocketApi(self, "Api", route_selection_expression="$request.body.type")
        stage = apigateway.WebSocketStage(self, "Stage", web_socket_api=self.api, stage_name=STAGE, auto_deploy=True)
        plain = cast("apigateway.CfnStage", stage.node.default_child)
        self._gateway = Gateway(self, "Gateway", parameters, plain, SOCKET_FORMAT)
        self._gateway.limit(parameters.frames_per_second)
        if parameters.sockets_need_a_role:
            let_sockets_log(self, plain)

    @property
    def callback_url(self) -> str:
        return self._parameters.callback_url(self.api.api_id, STAGE)

    def grant_connections(self, *methods: str) -> Grant:
        """Talk to open connections: POST sends, DELETE closes."""
        api = f"arn:aws:execute-api:{self._parameters.region}:{Aws.ACCOUNT_ID}:{self.api.api_id}"
        return Grant(
            ["execute-api:ManageConnections"], [f"{api}/{STAGE}/{method}/@connections/*" for method in methods]
        )

    def serve(self, functions: Functions, storage: Storage, indexer: Indexer, site_origins: str) -> None:
        """Route every connection and frame. `site_origins` is comma separated."""
        authorizer = functions.create(
            "authorizer",
            handler="functions.connect.authorizer.handler",
            timeout=Duration.seconds(10),
            environment={
                "ROOMS_TABLE": storage.rooms.table_name,
                "EPHEMERAL_TABLE": storage.ephemeral.table_name,
                "SITE_ORIGINS": site_origins,
            },
            grants=[
                Grant.table(storage.ephemeral, "DeleteItem", keys=["TICKET#*"]),
                Grant.table(storage.rooms, "BatchGetItem", keys=["USER#*"]),
            ],
        )
        connect = functions.create(
            "connect",
            handler="functions.connect.handler.handler",
            timeout=Duration.seconds(10),
            environment={"EPHEMERAL_TABLE": storage.ephemeral.table_name},
            grants=[
                Grant.table(storage.ephemeral, "BatchGetItem", "PutItem", "UpdateItem", "DeleteItem", keys=CONNECTIONS)
            ],
        )
        self.worker = self._worker(functions, storage)
        files = Files(self._parameters)
        self.writing = Writing(
            self._parameters, storage, self.callback_url, self.grant_connections("POST"), self.worker, indexer
        )
        message = functions.create(
            "message",
            handler="functions.message.handler.handler",
            environment={**self.writing.environment(changes=True), **files.environment},
            grants=[
                *self.writing.grants(rooms=[AUDIT], ephemeral=["UPLOADS"], changes=True),
                Grant.kept_as_written(storage.rooms, AUDIT),
                *files.grants,
            ],
        )
        connection = integrations.WebSocketLambdaIntegration("ConnectIntegration", connect)
        opening = self.api.add_route(
            "$connect",
            integration=connection,
            authorizer=authorizers.WebSocketLambdaAuthorizer(
                "Tickets", authorizer, identity_source=["route.request.querystring.ticket"]
            ),
        )
        self._gateway.limit_route(
            cast("apigateway.CfnRoute", opening.node.default_child), self._parameters.connects_per_second
        )
        self.api.add_route("$disconnect", integration=connection)
        self.api.add_route(
            "$default",
            integration=integrations.WebSocketLambdaIntegration("MessageIntegration", message),
            return_response=self._parameters.declares_route_responses,
        )

    def _worker(self, functions: Functions, storage: Storage) -> lambda_.IFunction:
        """Serves a part of a large audience, and starts more of itself for the others."""
        background = Background(self, "Parts", self._parameters, "worker")
        worker = functions.create(
            "worker",
            handler="functions.message.worker.handler",
            environment={"EPHEMERAL_TABLE": storage.ephemeral.table_name, "CALLBACK_URL": self.callback_url},
            grants=[
                Grant.table(storage.ephemeral, "BatchGetItem", "Query", "UpdateItem", "DeleteItem", keys=CONNECTIONS),
                self.grant_connections("POST"),
                background.grant,
            ],
        )
        # What comes later than this, readers have caught up with themselves.
        background.asynchronous(worker, retries=1, patience=WORKER_PATIENCE)
        background.starts_itself(worker)
        return worker
