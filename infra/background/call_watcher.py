"""What watches calls: a function that a row of each wakes, again and again, until the call is over."""

from __future__ import annotations

from aws_cdk import Duration
from aws_cdk import aws_lambda as lambda_
from constructs import Construct

from infra.apis.call_frames import call_environment, call_grants
from infra.apis.realtime import Realtime
from infra.background.invocations import Background
from infra.compute.functions import Functions, Grant
from infra.storage.tables import Storage

TIMEOUT = Duration.seconds(30)
BATCH = 100
GATHER = Duration.seconds(12)
"""A device that went silent is to be found within 15 s (wire contract, part 6); a row that is not due comes again no
sooner."""


class CallWatcher(Construct):
    """The function and its stream."""

    def __init__(
        self, scope: Construct, construct_id: str, functions: Functions, storage: Storage, realtime: Realtime
    ) -> None:
        super().__init__(scope, construct_id)
        background = Background(self, "Background", functions.parameters, "call_watcher")
        function = functions.create(
            "call_watcher",
            handler="functions.calls.watcher.handler",
            timeout=TIMEOUT,
            environment=call_environment(functions, storage, realtime),
            grants=[
                *call_grants(storage, realtime, starts=False),
                *Grant.streams(storage.rooms_stream),
                background.grant,
            ],
        )
        rows = {
            "eventName": lambda_.FilterRule.or_("INSERT", "MODIFY"),
            "dynamodb": {"Keys": {"pk": {"S": lambda_.FilterRule.begins_with("CALL#")}}},
        }
        background.stream("Watches", function, storage.rooms_stream, [rows], batch=BATCH, gather=GATHER)
