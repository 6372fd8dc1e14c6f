"""A part of a large audience: started by the message function or by another worker, answering nobody."""

from __future__ import annotations

import os
from typing import Any

from aws_lambda_powertools import Logger

from snowfight.clock import SystemClock
from snowfight.delivery.management import ManagementGateway
from snowfight.delivery.workers import LambdaWorkers
from snowfight.domain.fanout import Fanout
from snowfight.domain.relay import Relay
from snowfight.models.errands import Errand
from snowfight.settings import from_environment
from snowfight.storage.connections import Connections
from snowfight.storage.database import Database

logger = Logger()
settings = from_environment()
clock = SystemClock()
database = Database(settings)
database.warm()
connections = Connections(database)
region = os.environ.get("AWS_REGION", "us-east-1")
workers = LambdaWorkers(os.environ.get("AWS_LAMBDA_FUNCTION_NAME", ""), region)
gateway = ManagementGateway(settings.callback_url, region)
relay = Relay(connections, Fanout(connections, gateway, clock), workers, clock)


def handler(event: dict[str, Any], context: object) -> None:
    """Run one errand; after an error it is queued and tried again, and readers drop what they get twice."""
    errand = Errand.model_validate(event)
    relayed = relay.run(errand)
    logger.info(
        "relayed",
        extra={
            "room": errand.room,
            "shard": errand.first,
            "delivered": relayed.report.delivered,
            "gone": len(relayed.report.gone),
            "unreached": len(relayed.report.unreached),
            "retries": relayed.report.retries,
            "dropped_shards": sum(each.end - each.first for each in relayed.dropped),
        },
    )
