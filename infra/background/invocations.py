"""Calls that nobody waits for: streams, schedules, and what functions hand to each other.

Every way is bounded: so many tries, of nothing older than so long. What fails for good lies in the function's queue of
dead letters, where an alarm sees it, and `make redrive` tries it again.
"""

from collections.abc import Sequence
from typing import Any, cast

from aws_cdk import CfnOutput, Duration
from aws_cdk import aws_events as events
from aws_cdk import aws_events_targets as targets
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_sqs as sqs
from constructs import Construct

from infra.compute.functions import Grant
from infra.parameters import Parameters

RETRIES = 3
"""Of a stream's batch, which is halved each time, until the record that does not work is alone."""

SWEEP = Duration.minutes(5)
"""How often a look is taken for what was missed; so what is older need not be tried again."""


class Background(Construct):
    """One function's dead letters, and the ways in which it is called."""

    def __init__(self, scope: Construct, construct_id: str, parameters: Parameters, name: str) -> None:
        """`name` is the function's."""
        super().__init__(scope, construct_id)
        self._queue = sqs.Queue(
            self,
            "DeadLetters",
            retention_period=Duration.days(14),
            encryption=sqs.QueueEncryption.SQS_MANAGED,
            enforce_ssl=parameters.requires_tls,
        )
        CfnOutput(self, "Url", value=self._queue.queue_url).override_logical_id(
            "DeadLetters" + "".join(word.capitalize() for word in name.split("_"))
        )

    @property
    def queue(self) -> sqs.Queue:
        """Where what failed for good waits for `make redrive`."""
        return self._queue

    @property
    def grant(self) -> Grant:
        """What the function needs for it: Lambda puts dead letters there in the function's name."""
        return Grant(["sqs:SendMessage"], [self._queue.queue_arn])

    def asynchronous(self, function: lambda_.IFunction, *, retries: int, patience: Duration) -> None:
        """Try what nobody waits for `retries` times more, and nothing that is older than `patience`."""
        lambda_.CfnEventInvokeConfig(
            self,
            "Asynchronous",
            function_name=function.function_name,
            qualifier="$LATEST",
            maximum_retry_attempts=retries,
            maximum_event_age_in_seconds=int(patience.to_seconds()),
            destination_config=lambda_.CfnEventInvokeConfig.DestinationConfigProperty(
                on_failure=lambda_.CfnEventInvokeConfig.OnFailureProperty(destination=self._queue.queue_arn)
            ),
        )

    def stream(
        self,
        construct_id: str,
        function: lambda_.IFunction,
        arn: str,
        filters: Sequence[dict[str, Any]],
        *,
        batch: int,
        gather: Duration | None = None,
        at_once: int | None = None,
    ) -> None:
        """Call the function with records of the stream `arn` that one of `filters` lets through; with `at_once` so many
        batches of a shard side by side, each row's in order."""
        mapping = lambda_.EventSourceMapping(
            self,
            construct_id,
            target=function,
            event_source_arn=arn,
            starting_position=lambda_.StartingPosition.LATEST,
            batch_size=batch,
            max_batching_window=gather,
            parallelization_factor=at_once,
            bisect_batch_on_error=True,
            retry_attempts=RETRIES,
            max_record_age=SWEEP,  # what is older, the sweep finds
            filters=[lambda_.FilterCriteria.filter(each) for each in filters],
        )
        # The CDK's own way would let the function look at the queue too.
        plain = cast("lambda_.CfnEventSourceMapping", mapping.node.default_child)
        plain.destination_config = lambda_.CfnEventSourceMapping.DestinationConfigProperty(
            on_failure=lambda_.CfnEventSourceMapping.OnFailureProperty(destination=self._queue.queue_arn)
        )

    def schedule(
        self,
        function: lambda_.IFunction,
        *,
        every: Duration = SWEEP,
        patience: Duration = SWEEP,  # by then, the next one is due
        retries: int = 1,
        event: object = None,
    ) -> None:
        """Call the function `every` so often, with `event` or what EventBridge says; `retries` and `patience` as of all
        that calls it asynchronously."""
        target = targets.LambdaFunction(
            function,
            retry_attempts=RETRIES,
            max_event_age=patience,
            dead_letter_queue=cast("sqs.IQueue", self._queue),
            event=None if event is None else events.RuleTargetInput.from_object(event),
        )
        events.Rule(
            self,
            "Sweep",
            schedule=events.Schedule.rate(every),
            targets=[cast("events.IRuleTarget", target)],
        )
        self.asynchronous(function, retries=retries, patience=patience)

    def starts_itself(self, function: lambda_.IFunction) -> None:
        """Let the function call itself. A policy of its own: a function waits for its role's, which cannot name it."""
        iam.Policy(
            self,
            "StartsItself",
            roles=[cast("iam.IRole", function.role)],
            statements=[iam.PolicyStatement(actions=["lambda:InvokeFunction"], resources=[function.function_arn])],
        )
