"""What keeps the search index up to date: called as chats grow, it looks at everything twice a day."""

from __future__ import annotations

from aws_cdk import Duration
from constructs import Construct

from infra.background.invocations import Background
from infra.compute.functions import SHARED, SQLITE, Functions, Grant
from infra.storage.search_index import SearchIndex
from infra.storage.tables import INDEX, Storage

TIMEOUT = Duration.minutes(5)
MEMORY = 1769
"""MB: one whole processor, which is what building an index needs."""

EVERY = Duration.hours(12)
"""What is deleted has to be out of the index within a day."""

PATIENCE = Duration.hours(1)
"""What is missed, the next search or the schedule finds."""


class Indexer(Construct):
    """The function and its schedule."""

    def __init__(
        self, scope: Construct, construct_id: str, functions: Functions, storage: Storage, index: SearchIndex
    ) -> None:
        super().__init__(scope, construct_id)
        background = Background(self, "Background", functions.parameters, "indexer")
        self.function = functions.create(
            "indexer",
            handler="functions.search.indexer.handler",
            timeout=TIMEOUT,
            memory=MEMORY,
            layers=[*SHARED, SQLITE],
            environment={
                "ROOMS_TABLE": storage.rooms.table_name,
                "MESSAGES_TABLE": storage.messages.table_name,
                "RETENTION_DAYS": str(functions.parameters.retention_days),
                "SEARCH_BUCKET": index.bucket.bucket_name,
            },
            grants=[
                Grant.table(storage.rooms, "BatchGetItem", keys=["ROOM#*"]),
                Grant.table(storage.messages, "BatchGetItem", "Query"),
                Grant.table(storage.messages, "UpdateItem", "DeleteItem", keys=[INDEX]),
                *index.keep,
                background.grant,
            ],
        )
        background.schedule(self.function, every=EVERY, patience=PATIENCE, retries=2, event={})
        background.starts_itself(self.function)

    @property
    def grant(self) -> Grant:
        """Have a chat indexed."""
        return Grant(["lambda:InvokeFunction"], [self.function.function_arn])
