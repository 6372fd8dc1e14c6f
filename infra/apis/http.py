"""The HTTP API: one function for all but searching, behind the user pool's tokens but for the few open routes."""

from typing import cast

from aws_cdk import aws_apigatewayv2 as apigateway
from aws_cdk import aws_apigatewayv2_authorizers as authorizers
from aws_cdk import aws_apigatewayv2_integrations as integrations
from constructs import Construct

from infra.apis.gateway import FORMAT, Gateway
from infra.apis.realtime import Realtime
from infra.compute.functions import Functions, Grant
from infra.integrations.cloudinary import Files
from infra.integrations.mail import mail_grant
from infra.integrations.notices import NoticeKeys
from infra.integrations.secret import DeploymentSecret
from infra.integrations.user_pool import Identity
from infra.parameters import Parameters
from infra.storage.tables import (
    AUDIT,
    BANNED,
    BLOCKS,
    CALLS,
    CLAIMS,
    COMMUNITY,
    CONNECTIONS,
    EVENTS,
    INVITES,
    KEYWORDS,
    PUSHES,
    RATES,
    REACTIONS,
    ROOMS,
    Storage,
)

OPEN_ROUTES = {
    apigateway.HttpMethod.GET: ["/api/auth/challenge", "/api/auth/start", "/api/health", "/api/site"],
    apigateway.HttpMethod.POST: [
        f"/api/auth/{call}"
        for call in (
            *("signup", "login", "refresh", "logout", "verify-email", "forgot-password", "reset-password"),
            *("claim", "claim/finish"),
        )
    ],
}


class Http(Construct):
    """The API and its stage; `serve` adds the function, which needs to know the site that stands in front of it."""

    def __init__(self, scope: Construct, construct_id: str, parameters: Parameters) -> None:
        super().__init__(scope, construct_id)
        self._parameters = parameters
        self._files = Files(parameters)
        self.api = apigateway.HttpApi(self, "Api")
        stage = cast("apigateway.HttpStage", self.api.default_stage)
        plain = cast("apigateway.CfnStage", stage.node.default_child)
        self._gateway = Gateway(self, "Gateway", parameters, plain, FORMAT)
        self._gateway.limit(parameters.calls_per_second)

    def serve(
        self, functions: Functions, storage: Storage, identity: Identity, realtime: Realtime, site_origins: str
    ) -> None:
        """Route every call. `site_origins` is comma separated."""
        secret = DeploymentSecret(self._parameters)
        function = functions.create(
            "http_api",
            handler="functions.http_api.handler.handler",
            environment={
                **self.environment(storage, identity, realtime),
                "SITE_ORIGINS": site_origins,
                "CODES_PER_HOUR": str(self._parameters.codes_per_hour),
                "SIGN_UPS_PER_ADDRESS": str(self._parameters.sign_ups_per_address),
                "EDIT_HOURS": "" if self._parameters.edit_hours is None else str(self._parameters.edit_hours),
                "CALLS": "on" if self._parameters.calls else "off",
                **secret.environment,
            },
            grants=[
                Grant.table(
                    storage.rooms,
                    *("BatchGetItem", "Query", "PutItem", "UpdateItem", "DeleteItem", "ConditionCheckItem"),
                    keys=[*ROOMS, *PUSHES, *REACTIONS, AUDIT, COMMUNITY, "DELETED", "EMOJI", "OPEN"],
                ),
                Grant.kept_as_written(storage.rooms, AUDIT),
                Grant.table(storage.rooms, "PutItem", "DeleteItem", keys=[KEYWORDS]),
                Grant.table(storage.rooms, "BatchGetItem", keys=[BLOCKS]),
                # What moderators and owners decided is asked for where somebody signs up, and changed by none of these
                # calls, but for an invitation that is used.
                Grant.table(storage.rooms, "BatchGetItem", "Query", keys=[BANNED]),
                Grant.table(storage.rooms, "BatchGetItem", "UpdateItem", keys=[INVITES]),
                # Whose address is proven takes over what came with it; only imports leave that.
                Grant.table(storage.rooms, "Query", "DeleteItem", keys=[CLAIMS]),
                Grant.table(storage.messages, "BatchGetItem", "Query"),
                Grant.table(storage.messages, "PutItem", keys=[EVENTS]),
                Grant.table(
                    storage.ephemeral,
                    *("BatchGetItem", "PutItem", "UpdateItem", "DeleteItem"),
                    keys=[
                        *CALLS,
                        *CONNECTIONS,
                        RATES,
                        "CHALLENGE#*",
                        CLAIMS,
                        "COUNT#*",
                        "JOBS",
                        "TICKET#*",
                        "UPLOADS",
                        "USER#*",
                    ],
                ),
                realtime.grant_connections("POST", "DELETE"),
                *self._files.grants,
                # Signing up and in, refreshing and resetting are calls that Cognito lets anybody make: no permission.
                Grant(
                    [
                        "cognito-idp:AdminUpdateUserAttributes",
                        "cognito-idp:AdminUserGlobalSignOut",
                        "cognito-idp:AdminDeleteUser",
                    ],
                    [identity.pool.user_pool_arn],
                ),
                mail_grant(self._parameters),
                *secret.grants,
            ],
        )
        # One permission for the whole API instead of one a route.
        integration = integrations.HttpLambdaIntegration("Integration", function, scope_permission_to_route=False)
        for method, paths in OPEN_ROUTES.items():
            for path in paths:
                self._route(method, path, integration)
        self._users = authorizers.HttpUserPoolAuthorizer(
            "Users", identity.pool, user_pool_clients=[identity.client], user_pool_region=self._parameters.region
        )
        self.api.add_routes(path="/api/{proxy+}", integration=integration, authorizer=self._users)
        # As many tickets as connections: after an outage those who want one leave the calls to those who are back.
        ticket = self._route(apigateway.HttpMethod.POST, "/api/ws-ticket", integration, self._users)
        self._gateway.limit_route(ticket, self._parameters.connects_per_second)

    def guarded_route(
        self, method: apigateway.HttpMethod, path: str, integration: apigateway.HttpRouteIntegration
    ) -> None:
        """Route a call to another function than everything else; it takes a token of the user pool as well."""
        self._route(method, path, integration, self._users)

    def open_route(
        self, method: apigateway.HttpMethod, path: str, integration: apigateway.HttpRouteIntegration
    ) -> None:
        """As `guarded_route`, for who has no token."""
        self._route(method, path, integration)

    def environment(self, storage: Storage, identity: Identity, realtime: Realtime) -> dict[str, str]:
        """What the code behind the HTTP API needs to know, wherever it runs."""
        return {
            "ROOMS_TABLE": storage.rooms.table_name,
            "MESSAGES_TABLE": storage.messages.table_name,
            "EPHEMERAL_TABLE": storage.ephemeral.table_name,
            "USER_POOL_ID": identity.pool.user_pool_id,
            "USER_POOL_CLIENT_ID": identity.client.user_pool_client_id,
            "SENDER_ADDRESS": self._parameters.sender_address,
            "CALLBACK_URL": realtime.callback_url,
            "MESSAGE_LENGTH": str(self._parameters.message_length),
            "RETENTION_DAYS": str(self._parameters.retention_days),
            **self._files.environment,
            **NoticeKeys(self._parameters).environment,
        }

    @property
    def file_grants(self) -> list[Grant]:
        """What code that touches files may do besides."""
        return self._files.grants

    def _route(
        self,
        method: apigateway.HttpMethod,
        path: str,
        integration: apigateway.HttpRouteIntegration,
        authorizer: apigateway.IHttpRouteAuthorizer | None = None,
    ) -> apigateway.CfnRoute:
        """A route of its own, which is open without an authorizer.

        No open one has a limit of its own below the others': whoever reached it would lock out everybody (ADR 0026)."""
        [route] = self.api.add_routes(path=path, methods=[method], integration=integration, authorizer=authorizer)
        plain = cast("apigateway.CfnRoute", route.node.default_child)
        if not self._parameters.tells_slashes_apart:
            return plain
        apigateway.CfnRoute(
            route,
            "Slash",
            api_id=self.api.api_id,
            route_key=f"{plain.route_key}/",
            target=plain.target,
            authorization_type=plain.authorization_type,
            authorizer_id=plain.authorizer_id,
        )
        return plain
