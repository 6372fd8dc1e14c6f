"""What every function has, and what each is told."""

from infra.bundle import PYTHON
from tests.infra.conftest import Synthesised

COMMON = {"STAGE", "LOG_LEVEL", "POWERTOOLS_SERVICE_NAME", "POWERTOOLS_METRICS_NAMESPACE"}
TABLES = {"ROOMS_TABLE", "MESSAGES_TABLE", "EPHEMERAL_TABLE"}
GATEWAY_SECONDS = 29


def test_functions_run_on_arm_with_the_python_that_their_packages_are_for(stack: Synthesised) -> None:
    functions = stack.functions().values()

    assert {each["Runtime"] for each in functions} == {f"python{PYTHON}"}
    assert all(each["Architectures"] == ["arm64"] for each in functions)
    assert all(len(each["Layers"]) == 2 for each in functions)


def test_functions_that_a_gateway_waits_for_give_up_before_it_does(stack: Synthesised) -> None:
    waiting = {name: each["Timeout"] for name, each in stack.functions().items() if name != "jobs"}

    assert waiting
    assert all(seconds < GATEWAY_SECONDS for seconds in waiting.values())


def test_functions_know_what_they_need_and_no_more(stack: Synthesised) -> None:
    told = {name: set(each["Environment"]["Variables"]) - COMMON for name, each in stack.functions().items()}

    behind_http = TABLES | {"USER_POOL_ID", "USER_POOL_CLIENT_ID", "SENDER_ADDRESS", "CALLBACK_URL", "MESSAGE_LENGTH"}
    assert told == {
        "authorizer": {"EPHEMERAL_TABLE", "SITE_ORIGINS"},
        "connect": {"EPHEMERAL_TABLE"},
        "message": TABLES | {"CALLBACK_URL", "MESSAGE_LENGTH", "WORKER_FUNCTION"},
        "worker": {"EPHEMERAL_TABLE", "CALLBACK_URL"},
        "http_api": behind_http | {"SITE_ORIGINS"},
        "jobs": behind_http,
        "pre_sign_up": set(),
    }


def test_every_function_logs_to_a_group_that_forgets(stack: Synthesised) -> None:
    groups = stack.of_type("AWS::Logs::LogGroup")

    assert len(groups) >= len(stack.functions())
    assert all("RetentionInDays" in group for group in groups)
    assert all("LogGroup" in each["LoggingConfig"] for each in stack.functions().values())


def test_jobs_are_woken_by_their_rows_and_looked_after_every_few_minutes(stack: Synthesised) -> None:
    stream = stack.only("AWS::Lambda::EventSourceMapping")
    sweep = stack.only("AWS::Events::Rule")

    assert '"S":["JOBS"]' in stream["FilterCriteria"]["Filters"][0]["Pattern"]
    assert stream["MaximumRetryAttempts"] > 0
    assert stream["MaximumRecordAgeInSeconds"] > 0
    assert sweep["ScheduleExpression"] == "rate(5 minutes)"


def test_the_management_api_is_the_clouds_or_the_emulators(prod: Synthesised, local: Synthesised) -> None:
    cloud, here = (
        str(each.functions()["message"]["Environment"]["Variables"]["CALLBACK_URL"]) for each in (prod, local)
    )

    assert ".execute-api.us-east-1.amazonaws.com/ws" in cloud
    assert "http://127.0.0.1:4566/_aws/execute-api/" in here


def test_a_part_of_an_audience_that_comes_too_late_is_given_up(stack: Synthesised) -> None:
    patience = stack.only("AWS::Lambda::EventInvokeConfig")

    assert (patience["MaximumRetryAttempts"], patience["MaximumEventAgeInSeconds"]) == (1, 60)
