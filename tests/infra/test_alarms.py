"""Alarms mean something: each has a page that says what to do, and nobody is woken because nobody is there."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest

from tests.infra.conftest import ROOT, Resource, Synthesised

RUNBOOKS = ROOT / "docs/runbooks"
MAILED = {"stage": "prod", "alarm_address": "me@example.org", "monthly_budget": "20"}
TOPICS = {"AlarmsTopic": "cloudwatch.amazonaws.com", "MailFeedbackTopic": "ses.amazonaws.com"}
"""Every topic, and the one service that tells it."""


@pytest.fixture(scope="module")
def mailed(synthesise: Callable[..., Synthesised]) -> Synthesised:
    return synthesise(**MAILED)


def _pages(stack: Synthesised) -> set[str]:
    """The runbooks that alarms name."""
    descriptions = [each["AlarmDescription"] for each in stack.of_type("AWS::CloudWatch::Alarm")]
    return {re.findall(r"See docs/runbooks/([\w-]+)\.md$", text)[0] for text in descriptions}


def _statements(stack: Synthesised, topic: str, effect: str) -> list[Resource]:
    """What the policy of a topic says to that effect."""
    reference = [{"Ref": stack.id_of("AWS::SNS::Topic", topic)}]
    [policy] = [each for each in stack.of_type("AWS::SNS::TopicPolicy") if each["Topics"] == reference]
    return [each for each in policy["PolicyDocument"]["Statement"] if each["Effect"] == effect]


def test_the_age_of_every_stream_that_wakes_a_function_is_watched(mailed: Synthesised) -> None:
    woken = {json.dumps(each["FunctionName"]) for each in mailed.of_type("AWS::Lambda::EventSourceMapping")}

    [alarm] = [each for each in mailed.of_type("AWS::CloudWatch::Alarm") if "streams-behind" in each["AlarmName"]]
    measured = [part["MetricStat"]["Metric"] for part in alarm["Metrics"] if "MetricStat" in part]
    assert {each["MetricName"] for each in measured} == {"IteratorAge"}
    assert {json.dumps(each["Dimensions"][0]["Value"]) for each in measured} == woken


def test_every_alarm_has_a_page_and_every_page_an_alarm(mailed: Synthesised) -> None:
    assert _pages(mailed) == {path.stem for path in RUNBOOKS.glob("*.md")}


@pytest.mark.parametrize("page", sorted(RUNBOOKS.glob("*.md")), ids=lambda page: page.stem)
def test_every_page_says_what_it_means_where_to_look_and_what_to_do(page: object) -> None:
    text = (RUNBOOKS / str(page)).read_text()

    assert re.findall(r"^\*\*(\w+)\.\*\*", text, re.MULTILINE) == ["Means", "Look", "Do"]
    assert all((RUNBOOKS / link).exists() for link in re.findall(r"\]\(([\w-]+\.md)\)", text))


def test_errors_throttles_lateness_losses_dead_letters_and_cost_have_alarms(mailed: Synthesised) -> None:
    wanted = {"function-errors", "throttles", "streams-behind", "unreached", "dead-letters", "spending"}

    assert wanted <= _pages(mailed)


def test_a_report_that_has_waited_for_a_day_wakes_somebody(mailed: Synthesised) -> None:
    [alarm] = [each for each in mailed.of_type("AWS::CloudWatch::Alarm") if "reports-waiting" in each["AlarmName"]]

    assert (alarm["MetricName"], alarm["Statistic"], alarm["Threshold"]) == ("OldestReport", "Maximum", 24)
    assert alarm["Period"] >= 2 * 30 * 60  # of two looks in one period one counts


def test_alarms_tell_one_topic_when_they_begin_and_end(mailed: Synthesised) -> None:
    for alarm in mailed.of_type("AWS::CloudWatch::Alarm"):
        assert "AlarmsTopic" in json.dumps(alarm["AlarmActions"])
        assert alarm["OKActions"] == alarm["AlarmActions"]
        assert alarm["TreatMissingData"] == "notBreaching"


def test_the_address_is_mailed_and_without_one_nothing_watches_or_costs(mailed: Synthesised, prod: Synthesised) -> None:
    subscriptions = [each for each in mailed.of_type("AWS::SNS::Subscription") if each["Protocol"] == "email"]

    assert [(each["Endpoint"], "AlarmsTopic" in each["TopicArn"]["Ref"]) for each in subscriptions] == [
        ("me@example.org", True)
    ]
    assert not prod.of_type("AWS::CloudWatch::Alarm")
    for kind in ("AWS::SNS::Topic", "AWS::SNS::TopicPolicy", "AWS::SNS::Subscription"):
        assert "AlarmsTopic" not in json.dumps(prod.whole(kind))
        assert len(prod.of_type(kind)) == len(mailed.of_type(kind)) - 1


@pytest.mark.parametrize("topic", TOPICS)
def test_a_topic_takes_tls_only(mailed: Synthesised, topic: str) -> None:
    [refused] = _statements(mailed, topic, "Deny")

    assert refused["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}


def test_the_accounts_alarms_may_tell_the_topic_and_nobody_elses(mailed: Synthesised) -> None:
    [allowed] = _statements(mailed, "AlarmsTopic", "Allow")

    assert (allowed["Action"], allowed["Principal"]) == ("sns:Publish", {"Service": "cloudwatch.amazonaws.com"})
    assert allowed["Condition"]["StringEquals"] == {"aws:SourceAccount": {"Ref": "AWS::AccountId"}}
    assert "arn:aws:cloudwatch:us-east-1:" in json.dumps(allowed["Condition"]["ArnLike"]["aws:SourceArn"])


def test_whoever_sends_to_a_topic_of_ours_is_let_in_by_its_policy(mailed: Synthesised) -> None:
    # Given the services that send in their own name: a policy that only refuses would shut them out
    watched = {json.dumps(each["AlarmActions"]) for each in mailed.of_type("AWS::CloudWatch::Alarm")}
    assert (len(watched), len(mailed.of_type("AWS::SNS::Topic"))) == (1, len(TOPICS))

    for topic, service in TOPICS.items():
        [allowed] = _statements(mailed, topic, "Allow")
        assert allowed["Principal"] == {"Service": service}
        assert {"Ref": "AWS::AccountId"} in allowed["Condition"]["StringEquals"].values()


def test_whoever_sends_to_a_queue_of_ours_is_let_in_by_its_policy(mailed: Synthesised) -> None:
    # Given schedules, which hand over what failed in their own name
    scheduled = [
        target["DeadLetterConfig"]["Arn"]["Fn::GetAtt"][0]
        for rule in mailed.of_type("AWS::Events::Rule")
        for target in rule["Targets"]
    ]
    policies = [
        json.dumps(each) for each in mailed.of_type("AWS::SQS::QueuePolicy") if each["Queues"][0]["Ref"] in scheduled
    ]

    assert len(policies) == len(set(scheduled)) == 6
    assert all('{"Service": "events.amazonaws.com"}' in policy for policy in policies)


def test_a_budget_is_watched_where_one_is_set(mailed: Synthesised, prod: Synthesised) -> None:
    budget = mailed.only("AWS::Budgets::Budget")

    assert budget["Budget"]["BudgetLimit"] == {"Amount": 20, "Unit": "USD"}
    notifications = {
        (each["Notification"]["NotificationType"], each["Notification"]["Threshold"])
        for each in budget["NotificationsWithSubscribers"]
    }
    assert notifications == {("ACTUAL", 80), ("FORECASTED", 100)}
    assert not prod.of_type("AWS::Budgets::Budget")


def test_every_function_is_watched_and_traced(mailed: Synthesised) -> None:
    alarms = json.dumps(mailed.of_type("AWS::CloudWatch::Alarm"))

    for name, function in mailed.functions().items():
        assert f"Functions{name.replace('_', '')}Function" in alarms
        assert function["TracingConfig"] == {"Mode": "Active"}


def test_no_alarm_adds_up_more_than_cloudwatch_lets_it(mailed: Synthesised) -> None:
    alarms = mailed.of_type("AWS::CloudWatch::Alarm")
    names = [each["AlarmName"] for each in alarms]

    assert max(len([part for part in each.get("Metrics", []) if "MetricStat" in part]) for each in alarms) <= 10
    assert len(set(names)) == len(names)


def test_own_metrics_are_read_where_functions_write_them(mailed: Synthesised) -> None:
    namespaces = {
        each["MetricStat"]["Metric"]["Namespace"]
        for alarm in mailed.of_type("AWS::CloudWatch::Alarm")
        for each in alarm.get("Metrics", [])
        if "MetricStat" in each
    }
    [written] = {
        each["Environment"]["Variables"]["POWERTOOLS_METRICS_NAMESPACE"] for each in mailed.functions().values()
    }

    assert {each for each in namespaces if not each.startswith("AWS/")} == {written} == {"MonkeySnowfight/prod"}


def test_the_dashboard_shows_what_functions_measure(prod: Synthesised) -> None:
    board = json.dumps(prod.only("AWS::CloudWatch::Dashboard"))
    source = (ROOT / "layers/common/snowfight/transport/metrics.py").read_text()

    counted = re.findall(r"^([A-Z]\w+)  +\w", source, re.MULTILINE)
    assert counted
    moderated = ("ReportsMade", "ReportsDecided", "Sanctions", "OpenReports", "OldestReport")
    for name in (*counted, *moderated):
        assert name in board, name
