"""Work that goes on after the answer: a function that new jobs wake, and every few minutes a look for dropped ones."""

from typing import cast

from aws_cdk import Duration
from aws_cdk import aws_events as events
from aws_cdk import aws_events_targets as targets
from aws_cdk import aws_lambda as lambda_
from constructs import Construct

from infra.functions import Functions, Grant
from infra.http import Http
from infra.identity import Identity
from infra.realtime import Realtime
from infra.storage import Storage

# A job counts as dropped a minute after it was due: no function that works on one may live longer.
TIMEOUT = Duration.seconds(50)
SWEEP = Duration.minutes(5)
RETRIES = 3


class Jobs(Construct):
    """The function, its stream and its schedule."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        functions: Functions,
        storage: Storage,
        identity: Identity,
        realtime: Realtime,
        http: Http,
    ) -> None:
        super().__init__(scope, construct_id)
        function = functions.create(
            "jobs",
            handler="functions.http_api.jobs.handler",
            timeout=TIMEOUT,
            environment=http.environment(storage, identity, realtime),
            grants=[
                Grant.table(
                    storage.rooms,
                    *("BatchGetItem", "Query", "PutItem", "UpdateItem", "DeleteItem"),
                    *("ConditionCheckItem", "BatchWriteItem"),
                ),
                Grant.table(storage.messages, "Query", "BatchWriteItem"),
                Grant.table(storage.ephemeral, "BatchGetItem", "Query", "PutItem", "UpdateItem", "DeleteItem"),
                Grant(
                    [
                        f"dynamodb:{action}"
                        for action in ("DescribeStream", "GetRecords", "GetShardIterator", "ListStreams")
                    ],
                    [storage.stream],
                ),
                realtime.grant_connections("POST", "DELETE"),
                *http.file_grants,
                Grant(["cognito-idp:AdminDeleteUser"], [identity.pool.user_pool_arn]),
            ],
        )
        lambda_.EventSourceMapping(
            self,
            "Stream",
            target=function,
            event_source_arn=storage.stream,
            starting_position=lambda_.StartingPosition.LATEST,
            batch_size=10,
            retry_attempts=RETRIES,
            max_record_age=SWEEP,  # what is older, the sweep finds
            filters=[
                lambda_.FilterCriteria.filter(
                    {
                        "eventName": lambda_.FilterRule.or_("INSERT", "MODIFY"),
                        "dynamodb": {"Keys": {"pk": {"S": lambda_.FilterRule.is_equal("JOBS")}}},
                    }
                )
            ],
        )
        target = targets.LambdaFunction(function, retry_attempts=RETRIES, max_event_age=SWEEP)
        events.Rule(
            self,
            "Sweep",
            schedule=events.Schedule.rate(SWEEP),
            targets=[cast("events.IRuleTarget", target)],
        )
