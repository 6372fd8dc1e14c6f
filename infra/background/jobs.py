"""Work that goes on after the answer: a function that new jobs wake, and every few minutes a look for dropped ones."""

from aws_cdk import Duration
from aws_cdk import aws_lambda as lambda_
from constructs import Construct

from infra.apis.http import Http
from infra.apis.realtime import Realtime
from infra.background.invocations import Background
from infra.compute.functions import Functions, Grant
from infra.integrations.user_pool import Identity
from infra.storage.tables import (
    BLOCKS,
    BOTS,
    CALLS,
    CHANGES,
    CONNECTIONS,
    EVENTS,
    HOOKS,
    INDEX,
    KEYWORDS,
    MENTIONS,
    MESSAGES,
    PUSHES,
    RATES,
    REACTIONS,
    ROOMS,
    THREADS,
    Storage,
)

# A job counts as dropped a minute after it was due: no function that works on one may live longer.
TIMEOUT = Duration.seconds(50)

# One call takes up every job that is due, however many records woke it. Where records are filtered after they are
# gathered into batches, a small batch would also fall behind a busy table.
BATCH = 100


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
        background = Background(self, "Background", functions.parameters, "jobs")
        function = functions.create(
            "jobs",
            handler="functions.http_api.jobs.handler",
            timeout=TIMEOUT,
            environment={
                **http.environment(storage, identity, realtime),
                "WORKER_FUNCTION": realtime.worker.function_name,
            },
            grants=[
                Grant.table(
                    storage.rooms,
                    *("BatchGetItem", "Query", "PutItem", "UpdateItem", "DeleteItem"),
                    *("ConditionCheckItem", "BatchWriteItem"),
                    keys=[*ROOMS, *BOTS, *PUSHES, *REACTIONS, BLOCKS, EVENTS, HOOKS, KEYWORDS, "DELETED", "OPEN"],
                ),
                Grant.table(
                    storage.messages,
                    *("BatchGetItem", "Query", "PutItem", "UpdateItem", "BatchWriteItem"),
                    keys=[*MESSAGES, CHANGES, EVENTS, INDEX, MENTIONS, THREADS],
                ),
                Grant.table(
                    storage.ephemeral,
                    *("BatchGetItem", "Query", "PutItem", "UpdateItem", "DeleteItem"),
                    keys=[*CALLS, *CONNECTIONS, RATES, "JOBS", "UPLOADS"],
                ),
                *Grant.streams(storage.stream),
                realtime.grant_connections("POST", "DELETE"),
                Grant(["lambda:InvokeFunction"], [realtime.worker.function_arn]),
                *http.file_grants,
                Grant(["cognito-idp:AdminDeleteUser"], [identity.pool.user_pool_arn]),
                background.grant,
            ],
        )
        background.stream(
            "Stream",
            function,
            storage.stream,
            [
                {
                    "eventName": lambda_.FilterRule.or_("INSERT", "MODIFY"),
                    "dynamodb": {"Keys": {"pk": {"S": lambda_.FilterRule.is_equal("JOBS")}}},
                }
            ],
            batch=BATCH,
        )
        background.schedule(function)
