"""What tells those who do not look: a function that rows wake, and every few minutes a look for what has waited."""

from __future__ import annotations

from typing import Any

from aws_cdk import Duration
from aws_cdk import aws_lambda as lambda_
from constructs import Construct

from infra.background.event_sender import EventSender
from infra.background.invocations import SWEEP, Background
from infra.compute.functions import PUSH, SHARED, Functions, Grant
from infra.integrations.mail import mail_grant
from infra.integrations.mail_feedback import MailFeedback
from infra.integrations.notices import NoticeKeys
from infra.storage.tables import BLOCKS, NOTICE, NOTICED, PUSHES, ROOMS, Storage

TIMEOUT = Duration.minutes(2)
"""A chat takes 10 s at most where push services do not answer, and a batch has ten."""

MEMORY = 256
"""MB. It waits for DynamoDB and for push services, which are no faster for a larger one, and it has ten seconds. What
it asks of the processor, a cold start and 0.4 ms a push, takes longer and costs the same."""

SOON = 5
"""Minutes: a mail that is due so much sooner than the sweep would find it is looked for every minute."""

NOW, LATER = "0", "1"
"""The `seq` of a row that says when to look (storage/notices/waiting.py)."""

BATCH = 10
AT_ONCE = 10
"""Batches of one shard of the stream that are looked at side by side; a chat's own stay in order. So one that waits for
a push service holds up a tenth of the others at most."""

LATER_BATCH = 100
GATHER = Duration.seconds(5)
"""Nobody minds so much of what is to be looked at later, and a row that is not due comes again no sooner."""


class Notifier(Construct):
    """The function, its streams and its schedule."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        functions: Functions,
        storage: Storage,
        origins: str,
        feedback: MailFeedback | None,
        events: EventSender,
    ) -> None:
        """`origins` of the site, comma separated, the one that mails link to first; `feedback` is told of mail.

        The rows that wake `events` are in the same stream, which serves two readers well: the notifier hands them on.
        """
        super().__init__(scope, construct_id)
        parameters = functions.parameters
        keys = NoticeKeys(parameters)
        background = Background(self, "Background", parameters, "notifier")
        function = functions.create(
            "notifier",
            handler="functions.notices.notifier.handler",
            timeout=TIMEOUT,
            memory=MEMORY,
            layers=[*SHARED, PUSH],
            environment={
                **storage.environment,
                "SITE_ORIGINS": origins,
                "SENDER_ADDRESS": parameters.sender_address,
                "RETENTION_DAYS": str(parameters.retention_days),
                "MAIL_AFTER_MINUTES": str(parameters.mail_after_minutes),
                "MAIL_EVERY_MINUTES": str(parameters.mail_every_minutes),
                "EVENT_SENDER_FUNCTION": events.function.function_name,
                **({"MAIL_CONFIGURATION_SET": feedback.configuration_set} if feedback else {}),
                **keys.environment,
            },
            grants=[
                Grant.table(storage.rooms, "BatchGetItem", "Query", keys=[*ROOMS, *PUSHES]),
                Grant.table(storage.rooms, "BatchGetItem", keys=[BLOCKS]),
                Grant.table(storage.rooms, "PutItem", "UpdateItem", "DeleteItem", keys=["USER#*", *PUSHES]),
                Grant.table(storage.messages, "BatchGetItem", "Query"),
                Grant.table(storage.messages, "UpdateItem", "DeleteItem", keys=[NOTICE]),
                Grant.table(
                    storage.ephemeral,
                    *("BatchGetItem", "Query", "PutItem", "DeleteItem"),
                    keys=["ONLINE#*", *NOTICED],
                ),
                Grant.table(storage.ephemeral, "BatchGetItem", keys=["CALL#*"]),
                *Grant.streams(storage.messages_stream),
                Grant(["lambda:InvokeFunction"], [events.function.function_arn]),
                mail_grant(parameters, "SendRawEmail"),
                *keys.grants,
                background.grant,
            ],
        )
        stream = storage.messages_stream
        background.stream("Now", function, stream, [_rows(NOW), _event_rows()], batch=BATCH, at_once=AT_ONCE)
        background.stream("Later", function, stream, [_rows(LATER)], batch=LATER_BATCH, gather=GATHER)
        background.schedule(function, every=SWEEP if parameters.mail_after_minutes >= SOON else Duration.minutes(1))


def _rows(seq: str) -> dict[str, Any]:
    return _put("NOTICE#", lambda_.FilterRule.is_equal(seq))


def _event_rows() -> dict[str, Any]:
    """Those that are to be looked at later too: they are not gathered, since what is not due waits by itself."""
    return _put("EVENTS#", lambda_.FilterRule.or_(NOW, LATER))


def _put(partitions: str, seq: Any) -> dict[str, Any]:
    """Rows that somebody put, and not their end."""
    keys = {"room": {"S": lambda_.FilterRule.begins_with(partitions)}, "seq": {"N": seq}}
    return {"eventName": lambda_.FilterRule.or_("INSERT", "MODIFY"), "dynamodb": {"Keys": keys}}
