"""What every function has, and what each is told."""

import json
import re

from infra.bundle.bytecode import PYTHON
from snowfight.storage.presence.stream_records import GATHERING
from tests.infra.conftest import Resource, Synthesised

COMMON = {"STAGE", "LOG_LEVEL", "POWERTOOLS_SERVICE_NAME", "POWERTOOLS_METRICS_NAMESPACE"}
TABLES = {"ROOMS_TABLE", "MESSAGES_TABLE", "EPHEMERAL_TABLE"}
GATEWAY_SECONDS = 29
UNWAITED = {"call_watcher", "event_sender", "indexer", "jobs", "notifier", "presence", "report_gauge", "sweeper"}


def test_functions_run_on_arm_with_the_python_that_their_packages_are_for(stack: Synthesised) -> None:
    functions = stack.functions().values()

    assert {each["Runtime"] for each in functions} == {f"python{PYTHON}"}
    assert all(each["Architectures"] == ["arm64"] for each in functions)


def test_every_function_has_the_layers(stack: Synthesised) -> None:
    layers = {name: len(each.get("Layers", [])) for name, each in stack.functions().items()}

    # SQLite besides, or cryptography
    assert {name for name, count in layers.items() if count == 3} == {"search", "indexer", "notices", "notifier"}
    assert set(layers.values()) == {2, 3}


def test_functions_that_a_gateway_waits_for_give_up_before_it_does(stack: Synthesised) -> None:
    waiting = {name: each["Timeout"] for name, each in stack.functions().items() if name not in UNWAITED}

    assert waiting
    assert all(seconds < GATEWAY_SECONDS for seconds in waiting.values())


def test_functions_know_what_they_need_and_no_more(stack: Synthesised) -> None:
    variables = {name: set(each["Environment"]["Variables"]) - COMMON for name, each in stack.functions().items()}
    variables["notifier"] -= {"MAIL_CONFIGURATION_SET"}  # where there is one: test_mail_feedback.py

    files = {"CLOUDINARY_PARAMETER", "UPLOAD_LIMIT"}
    push, secret = {"PUSH_PARAMETER"}, {"SECRET_PARAMETER"}
    site = {"SITE_ORIGINS", "EDIT_HOURS", "CALLS"}
    notices = TABLES | push | {"SITE_ORIGINS", "SENDER_ADDRESS", "RETENTION_DAYS"}
    behind_http = TABLES | files | push | {"USER_POOL_ID", "USER_POOL_CLIENT_ID", "SENDER_ADDRESS", "CALLBACK_URL"}
    behind_http |= {"MESSAGE_LENGTH", "RETENTION_DAYS"}
    index = {"SEARCH_BUCKET", "RETENTION_DAYS"}
    rates = {"RATE_BURST", "RATE_PER_SECOND", "RETENTION_DAYS"}
    called = {"WORKER_FUNCTION", "INDEXER_FUNCTION"}
    presence = {"ROOMS_TABLE", "EPHEMERAL_TABLE", "CALLBACK_URL", "WORKER_FUNCTION", "VIEWERS_PER_WORKER"}
    presence |= {"PRESENCE_INTERVAL", "PRESENCE_USERS_PER_SECOND", "MESSAGES_TABLE", "RETENTION_DAYS"} | push
    calls = TABLES | push | {"CALLBACK_URL", "RETENTION_DAYS", "CALLS", "CALL_VIDEO", "CALL_VOICE"}
    told = {"bounces": {"ROOMS_TABLE"}} if "bounces" in variables else {}
    assert variables == told | {
        "authorizer": {"ROOMS_TABLE", "EPHEMERAL_TABLE", "SITE_ORIGINS"},
        "connect": {"EPHEMERAL_TABLE"},
        "message": TABLES | files | push | rates | {"CALLBACK_URL", "EDIT_HOURS", "MESSAGE_LENGTH"} | called,
        "worker": {"EPHEMERAL_TABLE", "CALLBACK_URL"},
        "presence": presence,
        "sweeper": presence,
        "http_api": behind_http | site | {"CODES_PER_HOUR", "SIGN_UPS_PER_ADDRESS"} | secret,
        "jobs": behind_http | {"WORKER_FUNCTION"},
        "pre_sign_up": secret,
        "search": TABLES | index | {"INDEXER_FUNCTION"},
        "indexer": index | {"ROOMS_TABLE", "MESSAGES_TABLE"},
        "moderation": TABLES
        | {"SITE_ORIGINS", "SENDER_ADDRESS", "CALLBACK_URL", "RETENTION_DAYS", "WORKER_FUNCTION"}
        | secret,
        "hooks": TABLES | push | {"SITE_ORIGINS", "CALLBACK_URL", "MESSAGE_LENGTH", "RETENTION_DAYS"} | called,
        "report_gauge": {"ROOMS_TABLE"},
        "bots": TABLES | push | rates | {"CALLBACK_URL", "EDIT_HOURS", "MESSAGE_LENGTH"} | called,
        "events": TABLES | {"SITE_ORIGINS"},
        "event_sender": TABLES | {"SITE_ORIGINS", "SENDER_ADDRESS", "RETENTION_DAYS"},
        "notices": notices,
        "calls": {"ROOMS_TABLE", "EPHEMERAL_TABLE", "CALLS", "STUN_URLS", "TURN", "RELAY_ONLY"},
        "call_frames": calls,
        "call_watcher": calls,
        "notifier": notices | {"EVENT_SENDER_FUNCTION", "MAIL_AFTER_MINUTES", "MAIL_EVERY_MINUTES"},
    }


def test_every_function_logs_to_a_group_that_forgets(stack: Synthesised) -> None:
    groups = stack.of_type("AWS::Logs::LogGroup")

    assert len(groups) >= len(stack.functions())
    assert all("RetentionInDays" in group for group in groups)
    assert all("LogGroup" in each["LoggingConfig"] for each in stack.functions().values())


def _streams(stack: Synthesised, function: str) -> list[Resource]:
    """The event source mappings of a function."""
    mappings = stack.of_type("AWS::Lambda::EventSourceMapping")
    return [each for each in mappings if f"Functions{function.replace('_', '')}" in str(each["FunctionName"])]


def _schedule(stack: Synthesised, function: str) -> Resource:
    """The rule that calls a function."""
    [rule] = [each for each in stack.of_type("AWS::Events::Rule") if f"Functions{function}" in str(each["Targets"])]
    return rule


def _patterns(mapping: Resource) -> str:
    return " ".join(each["Pattern"] for each in mapping["FilterCriteria"]["Filters"])


def test_lambda_logs_what_goes_wrong_and_not_that_a_function_began_and_ended(stack: Synthesised) -> None:
    logging = [each["LoggingConfig"] for each in stack.functions().values()]

    assert {each["LogFormat"] for each in logging} == {"JSON"}
    assert {each["SystemLogLevel"] for each in logging} == {"WARN"}
    assert not any("ApplicationLogLevel" in each for each in logging)  # INFO, of which metrics are


def test_jobs_are_woken_by_their_rows_and_looked_after_every_few_minutes(stack: Synthesised) -> None:
    [stream] = _streams(stack, "jobs")

    assert '"S":["JOBS"]' in _patterns(stream)
    assert stream["MaximumRetryAttempts"] > 0
    assert stream["MaximumRecordAgeInSeconds"] > 0
    assert _schedule(stack, "jobs")["ScheduleExpression"] == "rate(5 minutes)"


def test_the_index_is_looked_after_twice_a_day_and_built_on_a_whole_processor(stack: Synthesised) -> None:
    schedule = _schedule(stack, "indexer")
    indexer = stack.functions()["indexer"]

    assert schedule["ScheduleExpression"] == "rate(12 hours)"
    assert [each["Input"] for each in schedule["Targets"]] == ["{}"]
    assert (indexer["MemorySize"], indexer["Timeout"]) == (1769, 300)
    assert "ReservedConcurrentExecutions" not in indexer


def test_reports_that_wait_are_looked_for_twice_an_hour(stack: Synthesised) -> None:
    gauge = stack.functions()["report_gauge"]

    assert _schedule(stack, "reportgauge")["ScheduleExpression"] == "rate(30 minutes)"
    assert gauge["MemorySize"] == 256


def test_presence_is_woken_by_connections_and_by_talk_and_by_no_other_row(stack: Synthesised) -> None:
    streams = _streams(stack, "presence")

    patterns = " ".join(_patterns(each) for each in streams)
    assert re.findall(r'"prefix":"([^"]*)"', patterns) == ["ONLINE#", "VIEW#", "TICK", "ROOM#public-chat"]
    assert '"Keys":{"pk":{"S":[{"prefix":"TICK"}]}},"NewImage":{"woken":{"S":[{"exists":true}]}}' in patterns
    assert all(each["BisectBatchOnFunctionError"] for each in streams)
    assert all(0 < each["MaximumRetryAttempts"] < 10 for each in streams)
    assert all(0 < each["MaximumRecordAgeInSeconds"] <= 300 for each in streams)
    assert {each["MaximumBatchingWindowInSeconds"] for each in streams} == {GATHERING.total_seconds()}


def test_calls_are_watched_by_their_rows_soon_enough_and_not_all_the_time(stack: Synthesised) -> None:
    [stream] = _streams(stack, "call_watcher")

    assert '"prefix":"CALL#"' in _patterns(stream)
    assert 10 <= stream["MaximumBatchingWindowInSeconds"] < 15  # a silent device is found within 15 s


def test_the_notifier_is_woken_by_rows_that_say_when_to_look_and_by_no_other(stack: Synthesised) -> None:
    # Given its two mappings: what is to be looked at now, and what is gathered
    streams = {each.get("MaximumBatchingWindowInSeconds"): each for each in _streams(stack, "notifier")}
    patterns = {gathered: _put_in(each) for gathered, each in streams.items()}

    # Then rows of events, which it hands on, come as soon as those of notices
    assert patterns == {None: {"NOTICE#": ["0"], "EVENTS#": ["0", "1"]}, 5: {"NOTICE#": ["1"]}}
    assert streams[None]["ParallelizationFactor"] == 10  # one slow receiver holds up few others
    assert _schedule(stack, "notifier")["ScheduleExpression"] == "rate(5 minutes)"
    assert stack.functions()["notifier"]["MemorySize"] == 256


def _put_in(stream: Resource) -> dict[str, list[str]]:
    """The `seq` of the rows that a mapping lets through where somebody puts them, by how their partitions begin."""
    found: dict[str, list[str]] = {}
    for each in stream["FilterCriteria"]["Filters"]:
        pattern = json.loads(each["Pattern"])
        keys = pattern["dynamodb"]["Keys"]
        assert pattern["eventName"] == ["INSERT", "MODIFY"]
        found[keys["room"]["S"][0]["prefix"]] = keys["seq"]["N"]
    return found


def test_the_sender_of_events_has_no_stream_and_looks_every_five_minutes(stack: Synthesised) -> None:
    assert not _streams(stack, "event_sender")
    assert _schedule(stack, "eventsender")["ScheduleExpression"] == "rate(5 minutes)"
    assert 60 < stack.functions()["event_sender"]["Timeout"] < 150  # whoever has the turn is dead by then


def test_the_management_api_is_the_clouds_or_the_emulators(prod: Synthesised, local: Synthesised) -> None:
    cloud, here = (
        str(each.functions()["message"]["Environment"]["Variables"]["CALLBACK_URL"]) for each in (prod, local)
    )

    assert ".execute-api.us-east-1.amazonaws.com/ws" in cloud
    assert "http://127.0.0.1:4566/_aws/execute-api/" in here


def test_a_part_of_an_audience_that_comes_too_late_is_given_up(stack: Synthesised) -> None:
    [patience] = [
        each for each in stack.of_type("AWS::Lambda::EventInvokeConfig") if "worker" in str(each["FunctionName"])
    ]

    assert (patience["MaximumRetryAttempts"], patience["MaximumEventAgeInSeconds"]) == (1, 60)
