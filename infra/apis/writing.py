"""What a function needs that writes messages into chats, whoever they are from: people, bots, hooks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from aws_cdk import aws_lambda as lambda_

from infra.background.indexer import Indexer
from infra.compute.functions import Grant
from infra.integrations.notices import NoticeKeys
from infra.parameters import Parameters
from infra.storage.tables import (
    BLOCKS,
    CHANGES,
    COMMUNITY,
    CONNECTIONS,
    EVENTS,
    INDEX,
    KEYWORDS,
    MENTIONS,
    MESSAGES,
    NOTICE,
    RATES,
    REACTIONS,
    ROOMS,
    THREADS,
    Storage,
)

WRITES = ("BatchGetItem", "Query", "PutItem", "UpdateItem")


@dataclass(frozen=True)
class Writing:
    """What stores messages, tells them to who is there, and has the others and the search index looked after."""

    parameters: Parameters
    storage: Storage
    callback_url: str
    connections: Grant
    """To post to them."""
    worker: lambda_.IFunction
    indexer: Indexer

    def environment(self, *, changes: bool = False) -> dict[str, str]:
        """What the function knows; who `changes` messages too, also for how long that may be done, and how often."""
        parameters = self.parameters
        rules = {
            "EDIT_HOURS": "" if parameters.edit_hours is None else str(parameters.edit_hours),
            "RATE_BURST": str(parameters.rate_burst),
            "RATE_PER_SECOND": str(parameters.rate_per_second),
        }
        return {
            **self.storage.environment,
            "CALLBACK_URL": self.callback_url,
            "MESSAGE_LENGTH": str(parameters.message_length),
            "RETENTION_DAYS": str(parameters.retention_days),
            "WORKER_FUNCTION": self.worker.function_name,
            "INDEXER_FUNCTION": self.indexer.function.function_name,
            **NoticeKeys(parameters).environment,
            **(rules if changes else {}),
        }

    def grants(self, *, rooms: Sequence[str] = (), ephemeral: Sequence[str] = (), changes: bool = False) -> list[Grant]:
        """What the function may do, and besides who `changes` messages too.

        `rooms` and `ephemeral` are the partitions of those tables that it works with beyond all that: what is read or
        written together is allowed together, since a condition sees all keys of a request.
        """
        operations, messages = WRITES, [*MESSAGES, EVENTS, NOTICE]
        if changes:
            operations, messages = (*WRITES, "DeleteItem"), [*messages, CHANGES, INDEX, THREADS]
            rooms, ephemeral = [*REACTIONS, "EMOJI", *rooms], ["COUNT#*", "JOBS", *ephemeral]
        calls = [Grant.table(self.storage.ephemeral, "BatchGetItem", keys=["CALL#*"])] if changes else []
        return [
            Grant.table(self.storage.messages, *operations, keys=messages),
            Grant.table(self.storage.messages, "BatchWriteItem", keys=[MENTIONS]),
            Grant.table(self.storage.rooms, *WRITES, "DeleteItem", keys=[*ROOMS, *rooms]),
            *(Grant.table(self.storage.rooms, "BatchGetItem", keys=[rows]) for rows in (BLOCKS, COMMUNITY)),
            Grant.table(self.storage.rooms, "Query", keys=[KEYWORDS]),
            Grant.table(
                self.storage.ephemeral, *WRITES, "DeleteItem", keys=[*CONNECTIONS, RATES, "RECEIPT#*", *ephemeral]
            ),
            *calls,
            self.connections,
            Grant(["lambda:InvokeFunction"], [self.worker.function_arn]),
            self.indexer.grant,
        ]
