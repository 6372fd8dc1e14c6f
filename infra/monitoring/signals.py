"""What is measured of a deployment, as alarms and the dashboard read it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import cast

from aws_cdk import Duration
from aws_cdk import aws_apigatewayv2 as apigateway
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_sqs as sqs

from infra.parameters import Parameters

MINUTES = Duration.minutes(5)
STREAMED = ("call_watcher", "jobs", "notifier", "presence")
"""What streams wake."""
SUMMED = 10
"""Metrics that an alarm adds up at most (CloudWatch's quota)."""


class Signals:
    """The metrics of one deployment."""

    def __init__(
        self,
        parameters: Parameters,
        *,
        functions: Mapping[str, lambda_.IFunction],
        queues: Sequence[sqs.Queue],
        tables: Sequence[dynamodb.Table],
        http: apigateway.HttpApi,
        socket: apigateway.WebSocketApi,
    ) -> None:
        self._namespace = parameters.metrics
        self.functions = functions
        self._queues = queues
        self.tables = tables
        self.http = http
        self.socket = socket

    def own(self, name: str, statistic: str = "Sum", period: Duration = MINUTES) -> cloudwatch.Metric:
        """One of the metrics that the functions write themselves (snowfight.transport.metrics)."""
        return cloudwatch.Metric(
            namespace=self._namespace,
            metric_name=name,
            dimensions_map={"service": "chat"},
            statistic=statistic,
            period=period,
        )

    def delivery(self, percentile: int) -> cloudwatch.IMetric:
        """Milliseconds from the gateway's receipt of a message to its last post."""
        return cast("cloudwatch.IMetric", self.own("DeliveryTime", f"p{percentile}"))

    @property
    def billed(self) -> cloudwatch.IMetric:
        """WebSocket messages of an hour."""
        return cast("cloudwatch.IMetric", self.own("BillableMessages", period=Duration.hours(1)))

    @property
    def oldest_report(self) -> cloudwatch.Metric:
        """Hours that the oldest open report has waited; nothing where there is none."""
        return self.own("OldestReport", "Maximum", Duration.hours(1))

    @property
    def errors(self) -> list[cloudwatch.IMetric]:
        """Of all functions, ten by ten."""
        return self._sums("Errors", (each.metric_errors(period=MINUTES) for each in self.functions.values()))

    @property
    def throttles(self) -> list[cloudwatch.IMetric]:
        """As `errors`."""
        return self._sums("Throttles", (each.metric_throttles(period=MINUTES) for each in self.functions.values()))

    @property
    def age(self) -> cloudwatch.IMetric:
        """Milliseconds that the oldest record of a stream has waited."""
        ages = [
            self.functions[name].metric("IteratorAge", statistic="Maximum", period=Duration.minutes(1))
            for name in STREAMED
        ]
        return self._math(
            "MAX(METRICS())", "Age of changes", dict(zip(STREAMED, ages, strict=True)), Duration.minutes(1)
        )

    @property
    def dead_letters(self) -> cloudwatch.IMetric:
        return self._sum(
            "Dead letters",
            (
                each.metric_approximate_number_of_messages_visible(statistic="Maximum", period=MINUTES)
                for each in self._queues
            ),
        )

    @property
    def faults(self) -> cloudwatch.IMetric:
        """HTTP calls and WebSocket frames that the gateways answered with an error that is no client's."""
        return self._sum(
            "Faults", [self.http.metric_server_error(period=MINUTES, statistic="Sum"), *self.socket_faults]
        )

    @property
    def socket_faults(self) -> list[cloudwatch.Metric]:
        names = ("IntegrationError", "ExecutionError")
        return [self.socket.metric(name, statistic="Sum", period=MINUTES) for name in names]

    @property
    def turned_away(self) -> cloudwatch.IMetric:
        names = ("ReadThrottleEvents", "WriteThrottleEvents")
        return self._sum(
            "Requests turned away",
            (each.metric(name, statistic="Sum", period=MINUTES) for each in self.tables for name in names),
        )

    @property
    def unreached(self) -> cloudwatch.IMetric:
        """Connections and shards that were not told, in percent of all posts."""
        return self._math(
            "100 * (FILL(u, 0) + FILL(s, 0)) / (FILL(d, 0) + FILL(u, 0) + FILL(s, 0) + 1)",
            "Unreached, %",
            {"d": self.own("Deliveries"), "u": self.own("Unreached"), "s": self.own("DroppedShards")},
        )

    def _sums(self, label: str, metrics: Iterable[cloudwatch.Metric]) -> list[cloudwatch.IMetric]:
        """As many sums as it takes for each to fit an alarm."""
        every = list(metrics)
        parts = [every[start : start + SUMMED] for start in range(0, len(every), SUMMED)]
        return [self._sum(f"{label} {number}", part) for number, part in enumerate(parts, 1)]

    def _sum(self, label: str, metrics: Iterable[cloudwatch.Metric]) -> cloudwatch.IMetric:
        name = label.lower().replace(" ", "_")  # two of them may stand in one graph
        return self._math("SUM(METRICS())", label, {f"{name}_{number}": each for number, each in enumerate(metrics)})

    def _math(
        self, expression: str, label: str, metrics: Mapping[str, cloudwatch.Metric], period: Duration = MINUTES
    ) -> cloudwatch.IMetric:
        using = {name: cast("cloudwatch.IMetric", each) for name, each in metrics.items()}
        return cast(
            "cloudwatch.IMetric",
            cloudwatch.MathExpression(expression=expression, label=label, using_metrics=using, period=period),
        )
