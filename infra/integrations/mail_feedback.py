"""What becomes of mail: SES tells a topic of bounces and complaints, and that a function, which stops such mail."""

from __future__ import annotations

from typing import cast

from aws_cdk import Duration
from aws_cdk import aws_ses as ses
from aws_cdk import aws_sns as sns
from aws_cdk import aws_sns_subscriptions as subscriptions
from constructs import Construct

from infra.background.invocations import Background
from infra.compute.functions import Functions, Grant
from infra.storage.tables import Storage

PATIENCE = Duration.hours(1)
"""What SES tells is as true an hour later; after that it is a dead letter."""


class MailFeedback(Construct):
    """The configuration set, the topic and the function."""

    def __init__(self, scope: Construct, construct_id: str, functions: Functions, storage: Storage) -> None:
        super().__init__(scope, construct_id)
        parameters = functions.parameters
        background = Background(self, "Background", parameters, "bounces")
        function = functions.create(
            "bounces",
            handler="functions.notices.bounces.handler",
            environment={"ROOMS_TABLE": storage.rooms.table_name},
            grants=[
                Grant.table(storage.rooms, "BatchGetItem", "UpdateItem", keys=["USER#*"]),
                background.grant,
            ],
        )
        background.asynchronous(function, retries=1, patience=PATIENCE)
        topic = sns.Topic(self, "Topic", enforce_ssl=parameters.requires_tls)
        subscription = subscriptions.LambdaSubscription(function)
        topic.add_subscription(cast("sns.ITopicSubscription", subscription))
        self._set = ses.ConfigurationSet(self, "Set")
        # This lets SES publish to the topic too: for this configuration set, and nobody else.
        self._set.add_event_destination(
            "Feedback",
            destination=ses.EventDestination.sns_topic(cast("sns.ITopic", topic)),
            events=[ses.EmailSendingEvent.BOUNCE, ses.EmailSendingEvent.COMPLAINT],
        )

    @property
    def configuration_set(self) -> str:
        """What mail has to name that is to be told of."""
        return self._set.configuration_set_name
