"""One page that says how a deployment is: what people see, what the functions do, what waits, what it costs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from aws_cdk import Stack
from aws_cdk import aws_cloudwatch as cloudwatch
from constructs import Construct

from infra.monitoring.signals import MINUTES, Signals

WIDTH = 8
"""A third of a row."""


class Dashboard(Construct):
    """The deployment's dashboard in CloudWatch."""

    def __init__(self, scope: Construct, construct_id: str, signals: Signals, alarms: list[cloudwatch.Alarm]) -> None:
        super().__init__(scope, construct_id)
        functions = signals.functions.values()
        board = cloudwatch.Dashboard(self, "Board", dashboard_name=Stack.of(self).stack_name)
        if alarms:
            all_alarms = [cast("cloudwatch.IAlarm", each) for each in alarms]
            status = cloudwatch.AlarmStatusWidget(title="Alarms", width=3 * WIDTH, height=2, alarms=all_alarms)
            board.add_widgets(cast("cloudwatch.IWidget", status))
        board.add_widgets(
            _graph("Messages and posts", [signals.own("Messages"), signals.own("Deliveries")]),
            _graph("From receipt to the last post, ms", [signals.delivery(50), signals.delivery(99)]),
            _graph("Not told, gone, tried again", [signals.own(name) for name in TROUBLE]),
        )
        board.add_widgets(
            _graph("Function errors", [each.metric_errors(period=MINUTES) for each in functions]),
            _graph(
                "Slowest hundredth, ms", [each.metric_duration(statistic="p99", period=MINUTES) for each in functions]
            ),
            _graph("Invocations", [each.metric_invocations(period=MINUTES) for each in functions]),
        )
        board.add_widgets(
            _graph("Throttles and dead letters", [*signals.throttles, signals.dead_letters]),
            _graph("Age of changes, ms", [signals.age]),
            _graph(
                "Gateway errors",
                [signals.http.metric_client_error(), signals.http.metric_server_error(), *signals.socket_faults],
            ),
        )
        notifier = signals.functions["notifier"]
        board.add_widgets(
            _graph("Pushes", [signals.own("PushesSent"), signals.own("PushesGone")]),
            _graph("Pushes refused, failed, late", [signals.own(f"Pushes{each}") for each in UNSENT]),
            _graph(
                "Notifier, ms",
                [notifier.metric_duration(statistic=each, period=MINUTES) for each in ("p50", "p99")],
            ),
        )
        board.add_widgets(
            _graph("Reports open", [signals.own("OpenReports", "Maximum")]),
            _graph("Oldest open report, hours", [signals.oldest_report]),
            _graph("Reports, decisions, sanctions", [signals.own(name) for name in MODERATION]),
        )
        board.add_widgets(
            _graph(
                "Billed: WebSocket messages",
                [
                    signals.own("BillableMessages"),
                    signals.socket.metric("MessageCount", statistic="Sum", period=MINUTES),
                ],
            ),
            _graph("Connections opened", [signals.socket.metric("ConnectCount", statistic="Sum", period=MINUTES)]),
            _graph(
                "Billed: write units",
                [each.metric_consumed_write_capacity_units(period=MINUTES) for each in signals.tables],
            ),
        )


TROUBLE = ("Unreached", "DroppedShards", "GoneConnections", "Retries")
MODERATION = ("ReportsMade", "ReportsDecided", "Sanctions")
UNSENT = ("Refused", "Failed", "Late")


def _graph(title: str, metrics: Sequence[cloudwatch.Metric | cloudwatch.IMetric]) -> cloudwatch.IWidget:
    left = [cast("cloudwatch.IMetric", each) for each in metrics]
    return cast("cloudwatch.IWidget", cloudwatch.GraphWidget(title=title, width=WIDTH, left=left, period=MINUTES))
