"""What both APIs have in common: limits for each route, and a log of who was let in and how it went, by ids alone."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, cast

from aws_cdk import Aws, RemovalPolicy
from aws_cdk import aws_apigateway as account
from aws_cdk import aws_apigatewayv2 as apigateway
from aws_cdk import aws_iam as iam
from aws_cdk import aws_logs as logs
from constructs import Construct

from infra.apis.throttle import burst
from infra.parameters import Parameters

FORMAT = {
    "request_id": "$context.requestId",
    "time": "$context.requestTimeEpoch",
    "route": "$context.routeKey",
    "status": "$context.status",
    "latency": "$context.integrationLatency",
    "error": "$context.error.responseType",
    "integration_error": "$context.integrationErrorMessage",
}
"""No address, no path, no query: a ticket is in one."""

SOCKET_FORMAT = {**FORMAT, "event": "$context.eventType", "connection_id": "$context.connectionId"}


class Gateway(Construct):
    """Limits and the access log of one API's stage."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        parameters: Parameters,
        stage: apigateway.CfnStage,
        form: Mapping[str, str],
    ) -> None:
        super().__init__(scope, construct_id)
        self._stage = stage
        self._limits: dict[str, Any] = {}
        log = logs.LogGroup(
            self, "AccessLog", retention=parameters.log_retention, removal_policy=parameters.removal_policy
        )
        stage.access_log_settings = apigateway.CfnStage.AccessLogSettingsProperty(
            # Without the :* that CloudFormation's own ARN ends with: a group is asked for, not its streams.
            destination_arn=f"arn:aws:logs:{parameters.region}:{Aws.ACCOUNT_ID}:log-group:{log.log_group_name}",
            format=json.dumps(form),
        )

    def limit(self, per_second: int) -> None:
        """Take so many calls a second of every route that has no limit of its own."""
        self._stage.default_route_settings = apigateway.CfnStage.RouteSettingsProperty(
            throttling_rate_limit=per_second, throttling_burst_limit=burst(per_second)
        )

    def limit_route(self, route: apigateway.CfnRoute, per_second: int) -> None:
        """Take so many calls a second of one route, which has to be there before its limit."""
        self._limits[route.route_key] = {
            "ThrottlingRateLimit": per_second,
            "ThrottlingBurstLimit": burst(per_second),
        }
        self._stage.route_settings = self._limits
        self._stage.add_resource_dependency(route)


def let_sockets_log(scope: Construct, stage: apigateway.CfnStage) -> None:
    """WebSocket APIs write access logs in the name of a role that the account and region have one of (ADR 0018)."""
    role = iam.Role(
        scope,
        "GatewayLogsRole",
        assumed_by=cast("iam.IPrincipal", iam.ServicePrincipal("apigateway.amazonaws.com")),
        managed_policies=[
            iam.ManagedPolicy.from_aws_managed_policy_name("service-role/AmazonAPIGatewayPushToCloudWatchLogs")
        ],
    )
    settings = account.CfnAccount(scope, "GatewayAccount", cloud_watch_role_arn=role.role_arn)
    for kept in (settings, cast("iam.CfnRole", role.node.default_child)):
        kept.apply_removal_policy(RemovalPolicy.RETAIN)  # others in the account may have come to rely on it
    stage.add_resource_dependency(settings)
