"""What logs and metrics say: one id from the browser's frame to the last worker, counts, and never what was written."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bench.usage import KB, LOG_LINE_KB
from snowfight.clock import SystemClock, milliseconds
from snowfight.delivery.gateway import Report
from snowfight.domain.fanout.delivery_metrics import DeliveryMetrics, DeliverySums
from snowfight.models.tasks import ShardTask
from snowfight.transport.metrics import Meter
from tests.support.clock import ManualClock
from tests.support.logs import logged
from tests.support.site import PASSWORD, Site

CLIENT_ID = "6f9619ff-8b86-4d01-b42d-00cf4fc964ff"
BODY = "between you and me"
EVENT_BYTES = 26


def metrics(text: str) -> list[dict[str, Any]]:
    """The embedded metrics in what a function printed."""
    return [line for line in map(json.loads, text.splitlines()) if "_aws" in line]


def _talk(site: Site) -> None:
    for name in ("ann", "bob"):
        site.sign_up(name)
        link = site.connect(name)
        site.say(link, {"type": "join", "room": "public-chat"})
    site.say(link, {"type": "message", "room": "public-chat", "client_id": CLIENT_ID, "body": BODY})


def test_a_message_is_one_line_in_the_log_under_the_id_that_its_browser_gave_it(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    with logged(site.lambdas.message_wiring.logger) as log:
        _talk(site)

    [line] = [line for line in metrics(capsys.readouterr().out) if line.get("message") == "sent"]
    assert (line["correlation_id"], line["room"], line["seq"]) == (CLIENT_ID, "public-chat", 1)
    assert line["request_id"]
    assert not [each for each in log.lines if each.get("correlation_id") == CLIENT_ID]


def test_a_retry_is_logged_too_and_counts_as_no_message(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    _talk(site)
    capsys.readouterr()
    link = site.connect("bob")
    with logged(site.lambdas.message_wiring.logger) as log:
        site.say(link, {"type": "message", "room": "public-chat", "client_id": CLIENT_ID, "body": BODY})

    [line] = log.lines
    assert (line["message"], line["correlation_id"], line["seq"]) == ("sent again", CLIENT_ID, 1)
    assert all("Messages" not in line for line in metrics(capsys.readouterr().out))


def test_a_message_logs_as_much_as_its_cost_is_counted_with(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    """Ids as long as AWS's, a chat of two; CloudWatch counts 26 bytes more for each line."""
    for name in ("ann", "bob"):
        site.sign_up(name)
    room = site.as_user("ann", "POST", "/api/chat/private/bob").body["chat"]["name"]
    link = site.connect("ann")
    capsys.readouterr()
    with logged(site.lambdas.message_wiring.logger) as log:
        site.say(link, {"type": "message", "room": room, "client_id": CLIENT_ID, "body": BODY})

    lines = [*log.getvalue().splitlines(), *capsys.readouterr().out.splitlines()]
    size = sum(len(line.encode()) + EVENT_BYTES for line in lines) + len("JKJaXmPLvHcESHA=") - len("request")
    assert 0.95 * LOG_LINE_KB < size / KB <= LOG_LINE_KB


def test_the_id_goes_along_to_workers(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    # Given a public chat of many viewers
    handed_out: list[ShardTask] = []

    class Workers:
        def call(self, tasks: list[ShardTask]) -> list[ShardTask]:
            handed_out.extend(tasks)
            return tasks[:1]

    fanout = site.lambdas.message_wiring.fanout
    monkeypatch.setattr(fanout, "_workers", Workers())
    site.sign_up("ann")
    ann = site.connect("ann")
    rooms = site.lambdas.message_wiring.rooms
    room = rooms.load("public-chat")
    rooms.resize(room.state, 3, 3, SystemClock().now())

    # When somebody writes there
    site.say(ann, {"type": "message", "room": "public-chat", "client_id": CLIENT_ID, "body": BODY})

    # Then every worker is told the message's id, and what nobody took is counted
    assert {task.about for task in handed_out} == {CLIENT_ID}


def test_nothing_that_somebody_wrote_and_no_secret_is_logged(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    with logged(site.lambdas.message_wiring.logger) as log:
        _talk(site)
        site.call("POST", "/api/auth/login", {"username": "ann", "password": "wrong " + PASSWORD})

    output = log.getvalue() + capsys.readouterr().out
    assert BODY not in output
    assert PASSWORD not in output


def test_a_message_is_measured(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    _talk(site)

    metric = metrics(capsys.readouterr().out)[-1]
    assert metric["_aws"]["CloudWatchMetrics"][0]["Namespace"] == "MonkeySnowfight"
    assert metric["Messages"] == [1.0]
    assert metric["Deliveries"] == [3.0]  # to both, and the sender's acknowledgement
    assert metric["DeliveryTime"][0] >= 0
    assert metric["BillableMessages"][0] >= 4.0


def test_what_is_told_with_others_is_counted_and_its_waiting_is_not_measured(
    capsys: pytest.CaptureFixture[str],
) -> None:
    clock = ManualClock()
    meter = Meter(DeliveryMetrics(), clock)

    for gathered in (True, False):
        meter.sent(gathered=gathered)
        meter.served(milliseconds(clock.now()), answered=False)

    waited, told = metrics(capsys.readouterr().out)
    assert waited["Messages"] == told["Messages"] == [1.0]
    assert "DeliveryTime" not in waited
    assert "DeliveryTime" in told


def test_reports_add_up_until_they_are_taken() -> None:
    delivery_metrics = DeliveryMetrics()

    delivery_metrics.add(Report(delivered=3, gone=["a"], unreached=["b", "c"], retries=5))
    delivery_metrics.add(Report(delivered=1))
    delivery_metrics.drop(2)

    assert delivery_metrics.take() == DeliverySums(delivered=4, gone=1, retries=5, unreached=2, dropped=2)
    assert delivery_metrics.take() == DeliverySums()


def test_frames_that_bring_nobody_anything_are_counted_now_and_then(capsys: pytest.CaptureFixture[str]) -> None:
    clock = ManualClock()
    meter = Meter(DeliveryMetrics(), clock)

    for _ in range(3):
        meter.served(milliseconds(clock.now()), answered=True)
    quiet = capsys.readouterr().out
    clock.advance(minutes=1)
    meter.served(milliseconds(clock.now()), answered=False)

    assert quiet == ""
    [metric] = metrics(capsys.readouterr().out)
    assert metric["BillableMessages"] == [7.0]
    assert "DeliveryTime" not in metric
