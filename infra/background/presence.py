"""Who is here: a function that changes of connections wake, and every few minutes a look for what nobody told."""

from typing import Any

from aws_cdk import Duration
from aws_cdk import aws_lambda as lambda_
from constructs import Construct

from infra.apis.realtime import Realtime
from infra.background.invocations import Background
from infra.compute.functions import Functions, Grant
from infra.integrations.notices import NoticeKeys
from infra.parameters import Parameters
from infra.storage.tables import BLOCKS, CONNECTIONS, NOTICE, ROOMS, TELLING, Storage

# Whoever tells presence is trusted for a minute: no function that does may live longer.
TIMEOUT = Duration.seconds(50)
GATHER = Duration.seconds(2)
BATCH = 500


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
        changes = Background(self, "Changes", parameters, "presence")
        sweeps = Background(self, "Sweeps", parameters, "sweeper")
        environment = {
            "ROOMS_TABLE": storage.rooms.table_name,
            "EPHEMERAL_TABLE": storage.ephemeral.table_name,
            "CALLBACK_URL": realtime.callback_url,
            "WORKER_FUNCTION": realtime.worker.function_name,
            "VIEWERS_PER_WORKER": str(parameters.viewers_per_worker),
            "PRESENCE_INTERVAL": str(parameters.presence_interval),
            "PRESENCE_USERS_PER_SECOND": str(parameters.presence_users_per_second),
            "MESSAGES_TABLE": storage.messages.table_name,
            "RETENTION_DAYS": str(parameters.retention_days),
            **NoticeKeys(parameters).environment,
        }
        operations = ("BatchGetItem", "Query", "PutItem", "UpdateItem", "DeleteItem")
        function = functions.create(
            "presence",
            handler="functions.presence.handler.handler",
            timeout=TIMEOUT,
            environment=environment,
            grants=[
                Grant.table(storage.rooms, "BatchGetItem", "Query", "UpdateItem", keys=ROOMS),
                Grant.table(storage.rooms, "BatchGetItem", keys=[BLOCKS]),
                Grant.table(storage.ephemeral, *operations, keys=[*CONNECTIONS, *TELLING, "SAID#*"]),
                Grant.table(storage.messages, "UpdateItem", keys=[NOTICE]),
                Grant.table(storage.messages, "BatchGetItem", "Query", keys=["public-chat"]),
                *Grant.streams(storage.stream, storage.rooms_stream),
                realtime.grant_connections("POST"),
                Grant(["lambda:InvokeFunction"], [realtime.worker.function_arn]),
                changes.grant,
            ],
        )
        connections = [_keys("ONLINE#"), _keys("VIEW#"), _woken()]
        changes.stream("Connections", function, storage.stream, connections, batch=BATCH, gather=GATHER)
        talk = [_keys("ROOM#public-chat")]
        changes.stream("Talk", function, storage.rooms_stream, talk, batch=BATCH, gather=GATHER)
        sweeper = functions.create(
            "sweeper",
            handler="functions.presence.sweeper.handler",
            timeout=TIMEOUT,
            environment=environment,
            grants=[
                Grant.table(storage.rooms, "BatchGetItem", keys=["ROOM#*"]),
                Grant.table(storage.ephemeral, *operations, keys=[*CONNECTIONS, *TELLING]),
                realtime.grant_connections("GET"),
                sweeps.grant,
            ],
        )
        sweeps.schedule(sweeper)


def _keys(prefix: str) -> dict[str, Any]:
    return {"dynamodb": {"Keys": {"pk": {"S": lambda_.FilterRule.begins_with(prefix)}}}}


def _woken() -> dict[str, Any]:
    """Somebody wants the function to be called, by the mark that the row has then; its turns write the row as well.

    `exists` is asked of the leaf, below the letter of its type (Lambda Developer Guide, "Using event filtering with a
    DynamoDB event source").
    """
    [records] = _keys("TICK").values()
    return {"dynamodb": records | {"NewImage": {"woken": {"S": lambda_.FilterRule.exists()}}}}
