"""Who is here: a function that changes of connections wake, and every few minutes a look for what nobody told."""

from typing import Any, cast

from aws_cdk import Duration
from aws_cdk import aws_events as events
from aws_cdk import aws_events_targets as targets
from aws_cdk import aws_lambda as lambda_
from constructs import Construct

from infra.functions import Functions, Grant
from infra.parameters import Parameters
from infra.realtime import Realtime
from infra.storage import Storage

# Whoever tells presence is trusted for a minute: no function that does may live longer.
TIMEOUT = Duration.seconds(50)
SWEEP = Duration.minutes(5)
GATHER = Duration.seconds(2)
RETRIES = 3


class Presence(Construct):
    """The function and its streams, and the sweeper and its schedule."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        parameters: Parameters,
        functions: Functions,
        storage: Storage,
        realtime: Realtime,
    ) -> None:
        super().__init__(scope, construct_id)
        environment = {
            "ROOMS_TABLE": storage.rooms.table_name,
            "EPHEMERAL_TABLE": storage.ephemeral.table_name,
            "CALLBACK_URL": realtime.callback_url,
            "WORKER_FUNCTION": realtime.worker.function_name,
            "VIEWERS_PER_WORKER": str(parameters.viewers_per_worker),
            "PRESENCE_INTERVAL": str(parameters.presence_interval),
            "PRESENCE_USERS_PER_SECOND": str(parameters.presence_users_per_second),
        }
        tables = [
            Grant.table(storage.rooms, "BatchGetItem", "Query", "UpdateItem"),
            Grant.table(storage.ephemeral, "BatchGetItem", "Query", "PutItem", "UpdateItem", "DeleteItem"),
        ]
        function = functions.create(
            "presence",
            handler="functions.presence.handler.handler",
            timeout=TIMEOUT,
            environment=environment,
            grants=[
                *tables,
                Grant(
                    [
                        f"dynamodb:{action}"
                        for action in ("DescribeStream", "GetRecords", "GetShardIterator", "ListStreams")
                    ],
                    [storage.stream, storage.rooms_stream],
                ),
                realtime.grant_connections("POST"),
                Grant(["lambda:InvokeFunction"], [realtime.worker.function_arn]),
            ],
        )
        self._stream("Connections", function, storage.stream, [_keys("ONLINE#"), _keys("VIEW#"), _keys("TICK")])
        self._stream("Talk", function, storage.rooms_stream, [_keys("ROOM#public-chat")])
        sweeper = functions.create(
            "sweeper",
            handler="functions.presence.sweeper.handler",
            timeout=TIMEOUT,
            environment=environment,
            grants=[*tables, realtime.grant_connections("GET")],
        )
        target = targets.LambdaFunction(sweeper, retry_attempts=1, max_event_age=SWEEP)
        events.Rule(
            self,
            "Sweep",
            schedule=events.Schedule.rate(SWEEP),
            targets=[cast("events.IRuleTarget", target)],
        )

    def _stream(self, construct_id: str, function: lambda_.IFunction, arn: str, filters: list[dict[str, Any]]) -> None:
        lambda_.EventSourceMapping(
            self,
            construct_id,
            target=function,
            event_source_arn=arn,
            starting_position=lambda_.StartingPosition.LATEST,
            batch_size=500,
            max_batching_window=GATHER,
            bisect_batch_on_error=True,
            retry_attempts=RETRIES,
            max_record_age=SWEEP,  # what is older, the sweep finds
            filters=[lambda_.FilterCriteria.filter(each) for each in filters],
        )


def _keys(prefix: str) -> dict[str, Any]:
    return {"dynamodb": {"Keys": {"pk": {"S": lambda_.FilterRule.begins_with(prefix)}}}}
