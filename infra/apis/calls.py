"""Calls between browsers, over the HTTP API: a function of its own says by which servers a device reaches others."""

from __future__ import annotations

from aws_cdk import aws_apigatewayv2 as apigateway
from aws_cdk import aws_apigatewayv2_integrations as integrations
from constructs import Construct

from infra.apis.http import Http
from infra.compute.functions import Functions, Grant
from infra.integrations.turn import Turn
from infra.parameters import Parameters
from infra.storage.tables import RATES, Storage


class CallSettings:
    """What the code of calls is told of them."""

    def __init__(self, parameters: Parameters) -> None:
        self._parameters = parameters

    @property
    def switch(self) -> dict[str, str]:
        """Whether there are calls at all."""
        return {"CALLS": "on" if self._parameters.calls else "off"}

    @property
    def environment(self) -> dict[str, str]:
        """That, and how many may be in one."""
        return {
            **self.switch,
            "CALL_VIDEO": str(self._parameters.call_video),
            "CALL_VOICE": str(self._parameters.call_voice),
        }


class Calls(Construct):
    """The function and its route."""

    def __init__(self, scope: Construct, construct_id: str, functions: Functions, storage: Storage, http: Http) -> None:
        super().__init__(scope, construct_id)
        turn = Turn(self, "Turn", functions.parameters)
        function = functions.create(
            "calls",
            handler="functions.calls.handler.handler",
            environment={
                "ROOMS_TABLE": storage.rooms.table_name,
                "EPHEMERAL_TABLE": storage.ephemeral.table_name,
                **CallSettings(functions.parameters).switch,
                **turn.environment,
            },
            grants=[
                Grant.table(storage.rooms, "BatchGetItem", keys=["USER#*"]),
                Grant.table(storage.ephemeral, "BatchGetItem", "UpdateItem", keys=[RATES]),
                *turn.grants,
            ],
        )
        integration = integrations.HttpLambdaIntegration("Integration", function, scope_permission_to_route=False)
        http.guarded_route(apigateway.HttpMethod.GET, "/api/calls/ice", integration)
