"""What wakes the operator: one alarm for each thing that somebody can do something about, and the month's budget.

Each alarm names its page in docs/runbooks, which says what it means, where to look and what to do.
"""

from __future__ import annotations

from typing import cast

from aws_cdk import Aws, Stack
from aws_cdk import aws_budgets as budgets
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_cloudwatch_actions as actions
from aws_cdk import aws_iam as iam
from aws_cdk import aws_sns as sns
from aws_cdk import aws_sns_subscriptions as subscriptions
from constructs import Construct

from infra.monitoring.signals import Signals
from infra.parameters import Parameters

RUNBOOKS = "docs/runbooks"
DOLLARS_A_MILLION = 1.0
"""Of WebSocket messages, in most regions: enough to see a month's budget go within hours."""


class Alarms(Construct):
    """The alarms of a deployment, and the topic that tells `address` of them.

    Where nobody is told there are none: they are billed by the month, whether anybody is there or not.
    """

    def __init__(
        self, scope: Construct, construct_id: str, parameters: Parameters, signals: Signals, address: str
    ) -> None:
        super().__init__(scope, construct_id)
        self.topic = sns.Topic(self, "Topic", enforce_ssl=parameters.requires_tls)
        self.topic.add_to_resource_policy(self._may_be_told(parameters.region))
        self.topic.add_subscription(cast("sns.ITopicSubscription", subscriptions.EmailSubscription(address)))
        self.alarms: list[cloudwatch.Alarm] = []
        self._functions(signals)
        self._deliveries(signals)
        self._notices(signals)
        self._reports(signals)
        if parameters.monthly_budget:
            self._spending(signals, parameters.monthly_budget, address)

    def _may_be_told(self, region: str) -> iam.PolicyStatement:
        """A policy of one's own replaces the topic's default, which had let the account's alarms in."""
        return iam.PolicyStatement(
            sid="Alarms",
            principals=[cast("iam.IPrincipal", iam.ServicePrincipal("cloudwatch.amazonaws.com"))],
            actions=["sns:Publish"],
            resources=[self.topic.topic_arn],
            conditions={
                "StringEquals": {"aws:SourceAccount": Aws.ACCOUNT_ID},
                "ArnLike": {"aws:SourceArn": f"arn:aws:cloudwatch:{region}:{Aws.ACCOUNT_ID}:alarm:*"},
            },
        )

    def _functions(self, signals: Signals) -> None:
        for number, errors in enumerate(signals.errors, 1):
            self._alarm("function-errors", "Functions fail", errors, above=4, part=number)
        for number, throttles in enumerate(signals.throttles, 1):
            words = "Functions are asked for more often than the account lets them run"
            self._alarm("throttles", words, throttles, part=number)
        self._alarm("streams-behind", "Changes wait a minute before anybody sees them", signals.age, above=60_000, of=3)
        self._alarm("dead-letters", "Work failed for good and waits to be redriven", signals.dead_letters)
        self._alarm("server-errors", "Calls or frames are answered with an error of ours", signals.faults, above=4)
        self._alarm("table-throttles", "DynamoDB turns requests away", signals.turned_away, above=10)

    def _deliveries(self, signals: Signals) -> None:
        self._alarm("unreached", "Of a hundred posts, more than one does not arrive", signals.unreached, above=1, of=3)
        self._alarm(
            "slow-delivery", "Messages take two seconds to the last reader", signals.delivery(99), above=2000, of=3
        )

    def _notices(self, signals: Signals) -> None:
        words = "Push services refuse what is pushed"
        self._alarm("pushes-refused", words, cast("cloudwatch.IMetric", signals.own("PushesRefused")), above=4)

    def _reports(self, signals: Signals) -> None:
        words = "A report has waited for a day for a moderator"
        self._alarm("reports-waiting", words, cast("cloudwatch.IMetric", signals.oldest_report), above=24)

    def _spending(self, signals: Signals, dollars: float, address: str) -> None:
        messages = dollars / 10 / DOLLARS_A_MILLION * 1_000_000
        self._alarm("spending", "An hour's messages cost a tenth of the month's budget", signals.billed, above=messages)
        subscriber = budgets.CfnBudget.SubscriberProperty(address=address, subscription_type="EMAIL")
        budgets.CfnBudget(
            self,
            "Budget",
            budget=budgets.CfnBudget.BudgetDataProperty(
                budget_type="COST",
                time_unit="MONTHLY",
                budget_limit=budgets.CfnBudget.SpendProperty(amount=dollars, unit="USD"),
            ),
            notifications_with_subscribers=[
                budgets.CfnBudget.NotificationWithSubscribersProperty(
                    notification=budgets.CfnBudget.NotificationProperty(
                        comparison_operator="GREATER_THAN",
                        notification_type=kind,
                        threshold=percent,
                        threshold_type="PERCENTAGE",
                    ),
                    subscribers=[subscriber],
                )
                for kind, percent in (("ACTUAL", 80), ("FORECASTED", 100))
            ],
        )

    def _alarm(
        self, page: str, words: str, signal: cloudwatch.IMetric, *, above: float = 0, of: int = 1, part: int = 1
    ) -> None:
        """An alarm for a signal that is `above` a number in `of` periods on end, described on `page`; the second `part`
        of a signal that is too large for one alarm is another."""
        name = page if part == 1 else f"{page}-{part}"
        alarm = cloudwatch.Alarm(
            self,
            "".join(word.capitalize() for word in name.split("-")),
            alarm_name=f"{Stack.of(self).stack_name}-{name}",
            alarm_description=f"{words}. See {RUNBOOKS}/{page}.md",
            metric=signal,
            threshold=above,
            comparison_operator=cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
            evaluation_periods=of,
            datapoints_to_alarm=of,
            treat_missing_data=cloudwatch.TreatMissingData.NOT_BREACHING,  # nobody is there
        )
        notify = cast("cloudwatch.IAlarmAction", actions.SnsAction(cast("sns.ITopic", self.topic)))
        alarm.add_alarm_action(notify)
        alarm.add_ok_action(notify)
        self.alarms.append(alarm)
