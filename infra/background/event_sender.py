"""What sends events: a function that rows wake, and every few minutes a look for what is tried again."""

from __future__ import annotations

from typing import Any

from aws_cdk import Duration
from aws_cdk import aws_lambda as lambda_
from constructs import Construct

from infra.background.invocations import Background
from infra.compute.functions import Functions, Grant
from infra.integrations.mail import mail_grant
from infra.storage.tables import CHANGES, EVENTS, MESSAGES, ROOMS, Storage

TIMEOUT = Duration.minutes(2)
"""A receiver takes 10 s at most, a subscription's turn thrice that, and a batch has up to fifty, of which sixteen are
sent to side by side; what has no time left comes again."""

MEMORY = 256
"""MB. It waits for DynamoDB and for receivers, which are no faster for a larger one."""

PLACES = ("0", "1")
"""The `seq` of the rows that say when to look, at once or later (storage/rooms/event_wakes.py)."""

BATCH = 10
AT_ONCE = 10
"""Batches of one shard of the stream that are looked at side by side; a chat's own stay in order. So one that waits for
a receiver holds up a tenth of the others at most."""


class EventSender(Construct):
    """The function, its streams and its schedule."""

    def __init__(
        self, scope: Construct, construct_id: str, functions: Functions, storage: Storage, origins: str
    ) -> None:
        """`origins` of the site, comma separated, the one that mails link to first."""
        super().__init__(scope, construct_id)
        parameters = functions.parameters
        background = Background(self, "Background", parameters, "event_sender")
        function = functions.create(
            "event_sender",
            handler="functions.events.sender.handler",
            timeout=TIMEOUT,
            memory=MEMORY,
            environment={
                "ROOMS_TABLE": storage.rooms.table_name,
                "MESSAGES_TABLE": storage.messages.table_name,
                "EPHEMERAL_TABLE": storage.ephemeral.table_name,
                "SITE_ORIGINS": origins,
                "SENDER_ADDRESS": parameters.sender_address,
                "RETENTION_DAYS": str(parameters.retention_days),
            },
            grants=[
                Grant.table(storage.rooms, "BatchGetItem", keys=[*ROOMS]),
                Grant.table(storage.rooms, "Query", "UpdateItem", keys=[EVENTS]),
                Grant.table(storage.messages, "BatchGetItem", "Query", keys=[*MESSAGES, CHANGES, EVENTS]),
                Grant.table(storage.messages, "UpdateItem", "DeleteItem", keys=[EVENTS]),
                Grant.table(storage.ephemeral, "Query", "PutItem", "DeleteItem", keys=["EVENT_RETRIES"]),
                Grant.streams(storage.messages_stream),
                mail_grant(parameters),
                background.grant,
            ],
        )
        # One reader for both rows: the stream has the notifier's two, and serves few well.
        background.stream("Wakes", function, storage.messages_stream, [_rows()], batch=BATCH, at_once=AT_ONCE)
        background.schedule(function)


def _rows() -> dict[str, Any]:
    """Rows that somebody put, and not their end."""
    keys = {"room": {"S": lambda_.FilterRule.begins_with("EVENTS#")}, "seq": {"N": lambda_.FilterRule.or_(*PLACES)}}
    return {"eventName": lambda_.FilterRule.or_("INSERT", "MODIFY"), "dynamodb": {"Keys": keys}}
