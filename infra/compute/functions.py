"""One way to make a Lambda function: its own role, its own log group, the layers that it uses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import cast

from aws_cdk import CfnOutput, Duration
from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_logs as logs
from constructs import Construct

from infra.compute.memory import MEMORY
from infra.parameters import Parameters

# The casts below say what is so: jsii's generated classes do not name parameters as the interfaces do that they fulfil,
# which a strict type checker minds.

RUNTIME = lambda_.Runtime.PYTHON_3_14
ARCHITECTURE = lambda_.Architecture.ARM_64
INTEGRATION_TIMEOUT = Duration.seconds(25)
"""API Gateway gives up after 29 s: fail before it does, and say so in the log."""

SHARED = ("dependencies", "common")
"""The layers that functions have unless told."""
SQLITE = "sqlite"
"""The layer with a SQLite of its own, for functions that search (ADR 0046)."""
PUSH = "push"
"""The layer with `cryptography`, for functions that push (ADR 0048)."""


@dataclass(frozen=True)
class Grant:
    """Actions on resources: one line of a function's permissions."""

    actions: Sequence[str]
    resources: Sequence[str]
    keys: Sequence[str] = ()
    """The partitions of a table, as patterns; none: all."""
    conditions: Mapping[str, Mapping[str, str]] = field(default_factory=dict[str, Mapping[str, str]])
    """As IAM writes them."""
    effect: iam.Effect = iam.Effect.ALLOW

    @classmethod
    def kept_as_written(cls, table: dynamodb.Table, *keys: str) -> Grant:
        """Rows of those partitions are neither changed nor deleted, whatever else is granted: they are written in
        transactions with others, and what is written together has to be granted in one."""
        return replace(cls.table(table, "UpdateItem", "DeleteItem", keys=keys), effect=iam.Effect.DENY)

    @classmethod
    def table(cls, table: dynamodb.Table, *operations: str, keys: Sequence[str] = ()) -> Grant:
        """DynamoDB operations on partitions of a table, e.g. `Grant.table(rooms, "Query", keys=["ROOM#*"])`."""
        return cls([f"dynamodb:{operation}" for operation in operations], [table.table_arn], keys)

    @classmethod
    def streams(cls, *arns: str) -> tuple[Grant, Grant]:
        """What Lambda needs of DynamoDB streams to wake a function by them. Listing is of no stream: to IAM it knows no
        resource."""
        reading = [f"dynamodb:{action}" for action in ("DescribeStream", "GetRecords", "GetShardIterator")]
        return cls(reading, arns), cls(["dynamodb:ListStreams"], ["*"])

    @property
    def statement(self) -> iam.PolicyStatement:
        keys = {"ForAllValues:StringLike": {"dynamodb:LeadingKeys": list(self.keys)}} if self.keys else {}
        conditions = {**keys, **self.conditions} or None
        return iam.PolicyStatement(
            effect=self.effect, actions=list(self.actions), resources=list(self.resources), conditions=conditions
        )


class Functions(Construct):
    """Makes functions, each with its layers."""

    def __init__(self, scope: Construct, construct_id: str, parameters: Parameters, bundle: Path) -> None:
        super().__init__(scope, construct_id)
        self.parameters = parameters
        self.all: dict[str, lambda_.IFunction] = {}
        self._bundle = bundle
        self._layers = {name: self._layer(name) for name in (*SHARED, SQLITE, PUSH)}

    def create(
        self,
        name: str,
        *,
        handler: str,
        environment: Mapping[str, str] | None = None,
        grants: Sequence[Grant] = (),
        timeout: Duration = INTEGRATION_TIMEOUT,
        memory: int = MEMORY,
        layers: Sequence[str] = SHARED,
    ) -> lambda_.IFunction:
        """A function, e.g. `create("connect", handler="functions.connect.handler.handler", …)`.

        It may do what `grants` say and write its own log, and nothing else. `memory` is in MB.
        """
        scope = Construct(self, name)
        log_group = logs.LogGroup(
            scope, "Log", retention=self.parameters.log_retention, removal_policy=self.parameters.removal_policy
        )
        lambda_service = cast("iam.IPrincipal", iam.ServicePrincipal("lambda.amazonaws.com"))
        role = iam.Role(scope, "Role", assumed_by=lambda_service)
        log_group.grant_write(role)
        for grant in grants:
            role.add_to_policy(grant.statement)
        folder = handler.split(".")[1]
        function = lambda_.Function(
            scope,
            "Function",
            runtime=RUNTIME,
            architecture=ARCHITECTURE,
            code=lambda_.Code.from_asset(str(self._bundle / "functions" / folder)),
            handler=handler,
            layers=[self._layers[each] for each in layers],
            role=cast("iam.IRole", role),
            log_group=log_group,
            # Lambda says when something went wrong, not that it began and ended each time (ADR 0071).
            logging_format=lambda_.LoggingFormat.JSON,
            system_log_level_v2=lambda_.SystemLogLevel.WARN,
            timeout=timeout,
            memory_size=memory,
            tracing=lambda_.Tracing.ACTIVE if self.parameters.traces else lambda_.Tracing.DISABLED,
            environment={
                "STAGE": self.parameters.stage,
                "LOG_LEVEL": "INFO",
                "POWERTOOLS_SERVICE_NAME": name,
                "POWERTOOLS_METRICS_NAMESPACE": self.parameters.metrics,
                **(environment or {}),
            },
        )
        CfnOutput(scope, "Name", value=function.function_name).override_logical_id(
            "Function" + "".join(word.capitalize() for word in name.split("_"))
        )
        self.all[name] = cast("lambda_.IFunction", function)
        return self.all[name]

    def _layer(self, name: str) -> lambda_.LayerVersion:
        return lambda_.LayerVersion(
            self,
            name.capitalize(),
            code=lambda_.Code.from_asset(str(self._bundle / "layers" / name)),
            compatible_runtimes=[RUNTIME],
            compatible_architectures=[ARCHITECTURE],
        )
