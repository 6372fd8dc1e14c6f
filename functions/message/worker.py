"""A part of a large audience: started by the message function or by another worker, answering nobody."""

from __future__ import annotations

import os
from typing import Any

from aws_lambda_powertools import Logger

from snowfight.aws.address import region_of_this_function
from snowfight.clock import SystemClock
from snowfight.delivery.management_api import ManagementGateway
from snowfight.delivery.shard_workers import LambdaWorkers
from snowfight.domain.fanout.fanout import Fanout
from snowfight.domain.fanout.shard_worker import ShardWorker
from snowfight.models.shard_tasks import ShardTask
from snowfight.settings import from_environment
from snowfight.storage.database import Database
from snowfight.storage.presence.connections import Connections
from snowfight.transport.metrics import Meter

logger = Logger()
settings = from_environment()
clock = SystemClock()
database = Database(settings)
database.warm()
connections = Connections(database)
region = region_of_this_function()
workers = LambdaWorkers(os.environ.get("AWS_LAMBDA_FUNCTION_NAME", ""), region)
gateway = ManagementGateway(settings.callback_url, region)
fanout = Fanout(connections, gateway, clock)
relay = ShardWorker(connections, fanout, workers, clock)
meter = Meter(fanout.tally)


def handler(event: dict[str, Any], context: object) -> None:
    """Run one errand; after an error it is queued and tried again, and readers drop what they get twice."""
    errand = ShardTask.model_validate(event)
    logger.set_correlation_id(errand.about)
    relayed = relay.run(errand)
    dropped = sum(each.end - each.first for each in relayed.dropped)
    fanout.tally.drop(dropped)
    meter.flush()
    logger.info(
        "relayed",
        extra={
            "room": errand.room,
            "shard": errand.first,
            "delivered": relayed.report.delivered,
            "gone": len(relayed.report.gone),
            "unreached": len(relayed.report.unreached),
            "retries": relayed.report.retries,
            "dropped_shards": dropped,
        },
    )
