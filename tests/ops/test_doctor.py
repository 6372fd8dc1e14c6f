"""What is missing is said in one line that says what to do; what depends on it is not looked at."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import boto3
import pytest

from infra.settings import Settings
from ops.account import Account
from ops.deployment import Deployment, NotDeployed
from ops.findings import Finding, examine
from ops.quotas.table import PEOPLE, QUOTAS

SENDER = "chat@example.org"
SECRET = base64.urlsafe_b64encode(bytes(32)).rstrip(b"=").decode()
KEYS = json.dumps({"vapid": "A" * 43, "secret": "c2VjcmV0" * 5 + "AAA"})
SITE = {"OutputKey": "SiteUrl", "OutputValue": "https://x"}


class Missing(Exception):
    """What AWS raises for what is not there."""


class Healthy(Deployment):
    """A deployment in an account that has everything; what a test calls `wrong` is overridden."""

    def client(self, service: str, **options: Any) -> Any:
        missing = SimpleNamespace(ParameterNotFound=Missing, NoSuchResourceException=Missing)
        answers = {**ANSWERS[service], **self.wrong.get(service, {})}
        return SimpleNamespace(exceptions=missing, **answers)

    @property
    def wrong(self) -> dict[str, dict[str, Callable[..., Any]]]:
        return self.__dict__.setdefault("_wrong", {})


def answer(value: Any) -> Callable[..., Any]:
    def call(**_: object) -> Any:
        return value

    return call


def _parameter(Name: str, **_: object) -> dict[str, Any]:  # noqa: N803
    values = {"/c": "cloudinary://key:secret@cloud", "/p": KEYS, "/snowfight/dev/secret": SECRET}
    return {"Parameter": {"Value": values.get(Name, "27"), "Type": "SecureString"}}


def with_keys(text: str, kind: str = "SecureString") -> Callable[..., Any]:
    """A parameter store whose parameter of notices is that text."""
    return _with("/p", text, kind)


def with_secret(text: str, kind: str = "SecureString") -> Callable[..., Any]:
    """A parameter store whose secret of the deployment is that text."""
    return _with("/snowfight/dev/secret", text, kind)


def _with(name: str, text: str, kind: str) -> Callable[..., Any]:
    def get(Name: str, **rest: object) -> dict[str, Any]:  # noqa: N803
        return {"Parameter": {"Value": text, "Type": kind}} if Name == name else _parameter(Name, **rest)

    return get


def _status(**names: str) -> dict[str, Any]:
    return {"VerificationAttributes": {name: {"VerificationStatus": status} for name, status in names.items()}}


def _verified(**_: object) -> dict[str, Any]:
    return _status(**{SENDER: "Success"})


def _quota(QuotaCode: str, **_: object) -> dict[str, Any]:  # noqa: N803
    """What AWS gives everybody."""
    return {"Quota": {"Value": float(next(quota.usual for quota in QUOTAS if quota.code == QuotaCode))}}


def with_quotas(values: dict[str, float]) -> Callable[..., Any]:
    """Quotas of which those are otherwise, by their codes."""

    def get(QuotaCode: str, **rest: object) -> dict[str, Any]:  # noqa: N803
        value = values.get(QuotaCode)
        return _quota(QuotaCode, **rest) if value is None else {"Quota": {"Value": value}}

    return get


ANSWERS: dict[str, dict[str, Callable[..., Any]]] = {
    "sts": {"get_caller_identity": lambda: {"Arn": "arn:aws:iam::1:user/me"}},
    "ssm": {"get_parameter": _parameter},
    "ses": {"get_identity_verification_attributes": _verified},
    "sesv2": {"get_account": lambda: {"ProductionAccessEnabled": True}},
    "lambda": {"get_account_settings": lambda: {"AccountLimit": {"ConcurrentExecutions": 1000}}},
    "apigateway": {"get_account": lambda: {"throttleSettings": {"rateLimit": 10000.0, "burstLimit": 5000}}},
    "service-quotas": {"get_service_quota": _quota},
    "cloudformation": {"describe_stacks": answer({"Stacks": [{"Outputs": [SITE]}]})},
}


@pytest.fixture
def healthy() -> Healthy:
    return healthy_with()


def healthy_with(**settings: Any) -> Healthy:
    """A healthy account, and settings of one's own."""
    usual = {"stage": "dev", "region": "us-east-1", "sender_address": SENDER, "waf": True}
    usual |= {"cloudinary_parameter": "/c", "push_parameter": "/p"}
    return Healthy(Settings.model_validate({**usual, **settings}), boto3.Session("k", "s", region_name="us-east-1"))


def lines(deployment: Deployment) -> dict[str, Finding]:
    """What is found, by its subject."""
    return {check.subject: check.run() for check in Account(deployment).checks()}


def raising(error: Exception) -> Callable[..., Any]:
    def call(**_: object) -> Any:
        raise error

    return call


def test_an_account_that_has_everything_is_well(healthy: Healthy) -> None:
    found = lines(healthy)

    assert {finding.level for finding in found.values()} == {"ok"}
    assert str(found["bootstrap"]) == "ok    bootstrap    version 27"
    assert found["stack"].words == "Snowfight-dev serves https://x"


def test_without_credentials_that_is_the_one_failure_and_nothing_else_is_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_PROFILE"):
        monkeypatch.delenv(name, raising=False)
    for name in ("AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"):
        monkeypatch.setenv(name, "/dev/null")
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    lines: list[str] = []

    well = examine(Account(Deployment.of("dev")).checks(), lines.append)

    assert not well
    assert lines[0] == "fail  credentials  there are none: run `aws configure`, or set AWS_PROFILE"
    assert all(line.startswith("skip") for line in lines[1:])


@pytest.mark.parametrize(
    ("service", "wrong", "line"),
    [
        ("ssm", {"get_parameter": raising(Missing())}, "fail  bootstrap    us-east-1 is not prepared for the CDK"),
        (
            "ssm",
            {"get_parameter": answer({"Parameter": {"Value": "6", "Type": "String"}})},
            "fail  bootstrap    version 6 is older",
        ),
        ("ses", {"get_identity_verification_attributes": answer({"VerificationAttributes": {}})}, "fail  mail"),
        (
            "ses",
            {"get_identity_verification_attributes": answer(_status(**{SENDER: "Pending"}))},
            f"fail  mail         SES has not verified {SENDER}, which mail is sent by: create that identity",
        ),
        (
            "ses",
            {"get_identity_verification_attributes": answer(_status(**{SENDER: "Failed", "example.org": "Success"}))},
            f"fail  mail         SES has not verified {SENDER}, which mail is sent by: create that identity, or set",
        ),
        (
            "apigateway",
            {"get_account": answer({"throttleSettings": {"rateLimit": 2500.0, "burstLimit": 1250}})},
            "warn  throttles    2500 a second and 1250 at once for all APIs of the account, less than calls",
        ),
        (
            "sesv2",
            {"get_account": answer({"ProductionAccessEnabled": False})},
            "warn  mail         SES is in its sandbox",
        ),
        (
            "lambda",
            {"get_account_settings": answer({"AccountLimit": {"ConcurrentExecutions": 10}})},
            "warn  lambda       10 invocations at once: enough to try it",
        ),
        (
            "service-quotas",
            {"get_service_quota": answer({"Quota": {"Value": 50}})},
            "fail  gateway      the account allows",
        ),
        (
            "service-quotas",
            {"get_service_quota": with_quotas({"L-B99A9384": 10})},
            "warn  quotas       not enough for 1,000 people online, who need 1,000 invocations at once (now 10)",
        ),
        ("ssm", {"get_parameter": raising(Missing())}, "fail  files        there is no parameter /c"),
        (
            "ssm",
            {"get_parameter": answer({"Parameter": {"Value": "27", "Type": "String"}})},
            "fail  files        /c is a String: keep it as a SecureString",
        ),
        (
            "ssm",
            {"get_parameter": answer({"Parameter": {"Value": "27", "Type": "SecureString"}})},
            "fail  files        /c is not of the form cloudinary://KEY:SECRET@CLOUD",
        ),
        (
            "ssm",
            {"get_parameter": raising(Missing())},
            "fail  notices      there is no parameter /p: `make deploy STAGE=dev` makes it",
        ),
        (
            "ssm",
            {"get_parameter": raising(Missing())},
            "fail  secret       there is no parameter /snowfight/dev/secret: `make deploy STAGE=dev` makes it",
        ),
        (
            "ssm",
            {"get_parameter": with_secret(SECRET, "String")},
            "fail  secret       /snowfight/dev/secret is a String",
        ),
        ("ssm", {"get_parameter": with_secret("short")}, "fail  secret       /snowfight/dev/secret is not of the form"),
        ("ssm", {"get_parameter": with_keys(KEYS, "String")}, "fail  notices      /p is a String: keep it as a Secure"),
        *(
            ("ssm", {"get_parameter": with_keys(text)}, "fail  notices      /p is not of the form that `make deploy`")
            for text in ("{}", "27", "[]", '{"vapid": "AAAA", "secret": "AAAA"}', '{"vapid": 5, "secret": 5}')
        ),
        (
            "cloudformation",
            {"describe_stacks": raising(NotDeployed("Snowfight-dev does not exist yet"))},
            "fail  stack        Snowfight-dev does not exist yet",
        ),
    ],
)
def test_what_is_wrong_is_one_line(
    healthy: Healthy, service: str, wrong: dict[str, Callable[..., Any]], line: str
) -> None:
    healthy.wrong[service] = wrong

    assert [found for found in map(str, lines(healthy).values()) if found.startswith(line)]


def test_it_is_said_for_how_many_people_the_quotas_are_enough_and_what_more_of_them_need(healthy: Healthy) -> None:
    words = lines(healthy)["quotas"].words
    assert words.startswith("enough for 10,000 people online; 100,000 need ")
    assert "gateway requests a second (now 10,000)" in words
    assert words.endswith("(docs/scale.md)")

    most = {quota.code: float(quota.wanted[-1]) for quota in QUOTAS}
    healthy.wrong["service-quotas"] = {"get_service_quota": with_quotas(most)}
    assert lines(healthy)["quotas"].words == f"enough for {PEOPLE[-1]:,} people online"


def test_a_quota_that_was_never_changed_is_what_aws_gives_everybody(healthy: Healthy) -> None:
    healthy.wrong["service-quotas"] = {"get_service_quota": raising(Missing())}

    assert lines(healthy)["gateway"].words == "500 new WebSocket connections a second"
    assert lines(healthy)["quotas"].level == "ok"


def test_the_identity_that_mail_is_sent_by_is_what_is_looked_at() -> None:
    deployment = healthy_with(sender_identity="domain")
    assert lines(deployment)["mail"].level == "fail"
    assert "set sender_identity to address, which is" in lines(deployment)["mail"].words

    deployment.wrong["ses"] = {
        "get_identity_verification_attributes": answer(_status(**{SENDER: "Pending", "example.org": "Success"}))
    }
    assert str(lines(deployment)["mail"]) == f"ok    mail         {SENDER} may write to anybody"


def test_a_firewall_that_is_off_is_said() -> None:
    finding = lines(healthy_with(waf=False))["firewall"]

    assert str(finding).startswith("warn  firewall     off: one address can use up what all may ask for")


def test_a_secret_is_never_said(healthy: Healthy) -> None:
    said = " ".join(map(str, lines(healthy).values()))
    assert "secret@" not in said
    assert "c2VjcmV0" not in said


def test_notices_may_be_off() -> None:
    assert str(lines(healthy_with(push_parameter=""))["notices"]) == "ok    notices      off: push_parameter is not set"
