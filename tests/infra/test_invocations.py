"""What nobody waits for is tried so often, for so long, and then kept for somebody to look at."""

from __future__ import annotations

import json

from tests.infra.conftest import Resource, Synthesised

UNWAITED = {
    "call_watcher",
    "event_sender",
    "indexer",
    "jobs",
    "notifier",
    "presence",
    "report_gauge",
    "sweeper",
    "worker",
}
TOLD = {"bounces"}
"""Where SES tells what became of mail, which MiniStack does not."""
STREAMED = {"call_watcher", "jobs", "notifier", "presence"}
SCHEDULED = {"event_sender": 10_800, "indexer": 3600, "jobs": 300, "notifier": 300, "report_gauge": 300, "sweeper": 300}
"""And how old a call may be that is tried once more, in seconds."""


def _about(resources: list[Resource], function: str, key: str) -> list[Resource]:
    return [each for each in resources if f"Functions{function.replace('_', '')}Function" in json.dumps(each[key])]


def test_every_stream_is_bounded_halves_a_bad_batch_and_ends_with_dead_letters(stack: Synthesised) -> None:
    streams = stack.of_type("AWS::Lambda::EventSourceMapping")

    assert {name for name in UNWAITED if _about(streams, name, "FunctionName")} == STREAMED
    for each in streams:
        assert 0 < each["MaximumRetryAttempts"] < 10
        assert 0 < each["MaximumRecordAgeInSeconds"] <= 300
        assert each["BisectBatchOnFunctionError"] is True
        assert "DeadLetters" in json.dumps(each["DestinationConfig"]["OnFailure"])


def test_every_asynchronous_call_is_bounded_and_ends_with_dead_letters(stack: Synthesised) -> None:
    configs = stack.of_type("AWS::Lambda::EventInvokeConfig")

    assert {name for name in UNWAITED if _about(configs, name, "FunctionName")} == SCHEDULED.keys() | {"worker"}
    for each in configs:
        assert each["MaximumRetryAttempts"] == (
            2 if any(_about([each], name, "FunctionName") for name in ("event_sender", "indexer")) else 1
        )
        assert 0 < each["MaximumEventAgeInSeconds"] <= 10_800
        assert "DeadLetters" in json.dumps(each["DestinationConfig"]["OnFailure"])


def test_every_schedule_is_bounded_and_ends_with_dead_letters(stack: Synthesised) -> None:
    rules = stack.of_type("AWS::Events::Rule")

    assert {name for name in UNWAITED if _about(rules, name, "Targets")} == SCHEDULED.keys()
    for name, patience in SCHEDULED.items():
        [rule] = _about(rules, name, "Targets")
        [target] = rule["Targets"]
        assert target["RetryPolicy"] == {"MaximumEventAgeInSeconds": patience, "MaximumRetryAttempts": 3}
        assert "DeadLetters" in json.dumps(target["DeadLetterConfig"])


def test_dead_letters_are_one_queue_a_function_encrypted_and_kept_for_two_weeks(stack: Synthesised) -> None:
    queues = stack.of_type("AWS::SQS::Queue")
    outputs = {name for name in stack.outputs if name.startswith("DeadLetters")}
    unwaited = UNWAITED | (TOLD & stack.functions().keys())

    assert outputs == {"DeadLetters" + name.title().replace("_", "") for name in unwaited}
    assert len(queues) == len(unwaited)
    assert all(each["SqsManagedSseEnabled"] is True for each in queues)
    assert {each["MessageRetentionPeriod"] for each in queues} == {14 * 24 * 3600}


def test_queues_are_reached_over_tls_only(prod: Synthesised) -> None:
    refused = [
        statement
        for policy in prod.of_type("AWS::SQS::QueuePolicy")
        for statement in policy["PolicyDocument"]["Statement"]
        if statement["Effect"] == "Deny"
    ]

    assert len(refused) == len(UNWAITED | TOLD)
    assert all(each["Condition"] == {"Bool": {"aws:SecureTransport": "false"}} for each in refused)
