"""What sends events: a function that rows wake, by the notifier that reads their stream, and every few minutes a look
for what is tried again."""

from __future__ import annotations

from aws_cdk import Duration
from constructs import Construct

from infra.background.invocations import Background
from infra.compute.functions import Functions, Grant
from infra.integrations.mail import mail_grant
from infra.storage.tables import CHANGES, EVENTS, MESSAGES, ROOMS, Storage

PATIENCE = Duration.hours(3)
"""How old a call may be that is tried again: what the notifier hands on names chats that nothing else may name soon."""

TIMEOUT = Duration.minutes(2)
"""A receiver takes 10 s at most, a subscription's turn thrice that, and a batch has up to fifty, of which sixteen are
sent to side by side; what has no time left comes again."""

MEMORY = 256
"""MB. It waits for DynamoDB and for receivers, which are no faster for a larger one."""


class EventSender(Construct):
    """The function and its schedule."""

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
                **storage.environment,
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
                mail_grant(parameters),
                background.grant,
            ],
        )
        background.schedule(function, patience=PATIENCE, retries=2)
        self.function = function
        """What the notifier hands the rows on to that its stream tells of."""
