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
from snowfight.models.tasks import ShardTask
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
shard_worker = ShardWorker(connections, fanout, workers, clock)
meter = Meter(fanout.delivery_metrics)


def handler(event: dict[str, Any], context: object) -> None:
    """Run one task; after an error it is queued and tried again, and readers drop what they get twice."""
    task = ShardTask.model_validate(event)
    logger.set_correlation_id(task.about)
    outcome = shard_worker.run(task)
    dropped = sum(each.end - each.first for each in outcome.dropped)
    fanout.delivery_metrics.drop(dropped)
    meter.flush(message="relayed", correlation_id=task.about, room=task.room, shard=task.first)
