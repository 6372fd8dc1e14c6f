"""What notices are signed with is made once, replaced when an operator says so, and never seen."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from moto import mock_aws

from infra.settings import Settings
from ops import cdk
from ops.deployment import Deployment, Outputs
from ops.failure import Failure
from ops.pushkey import renew
from ops.secrets.notice_keys import NoticeKeys
from snowfight.delivery.web_push.vapid import Vapid
from snowfight.integrations.notice_secrets import NoticeSecrets

NAME = "/chat/push"


class Functions:
    """Notes which functions are to start anew."""

    def __init__(self) -> None:
        self.changed: list[str] = []

    def update_function_configuration(self, FunctionName: str, Description: str) -> None:  # noqa: N803
        assert Description
        self.changed.append(FunctionName)


class InMoto(Deployment):
    """A deployment whose parameters are kept by moto."""

    def client(self, service: str, **options: Any) -> Any:
        if service == "lambda":
            return self.__dict__.setdefault("functions", Functions())
        return super().client(service, **options)


@pytest.fixture(autouse=True)
def aws() -> Iterator[None]:
    with mock_aws():
        yield


@pytest.fixture
def ssm() -> Any:
    return boto3.client("ssm", region_name="us-east-1")


def deployment(name: str = NAME) -> InMoto:
    settings = Settings(stage="dev", region="us-east-1", sender_address="a@example.org", push_parameter=name)
    made = InMoto(settings, boto3.Session("k", "s", region_name="us-east-1"))
    made.__dict__["outputs"] = Outputs(FunctionNotices="notices", FunctionNotifier="notifier")
    return made


def kept(ssm: Any) -> dict[str, Any]:
    return dict(ssm.get_parameter(Name=NAME, WithDecryption=True)["Parameter"])


def test_a_deploy_makes_it_once_as_the_functions_want_it(ssm: Any, capsys: pytest.CaptureFixture[str]) -> None:
    # When
    cdk.prepare(deployment())
    # Then
    parameter = kept(ssm)
    assert parameter["Type"] == "SecureString"
    secrets = NoticeSecrets(NAME, lambda _name: str(parameter["Value"]))
    assert len(Vapid(secrets.vapid, "mailto:a@example.org").public_key) == 87
    assert len(secrets.keyed("topic", "x")) == 32
    said = capsys.readouterr().out
    assert said.endswith(f"Made {NAME}, what notices are signed with.\n")
    # And a second one leaves it
    cdk.prepare(deployment())
    assert kept(ssm) == parameter
    assert capsys.readouterr().out == ""


def test_a_deployment_without_notices_gets_none(ssm: Any) -> None:
    cdk.prepare(deployment(""))
    assert [each["Name"] for each in ssm.describe_parameters()["Parameters"]] == ["/snowfight/dev/secret"]


def test_a_new_key_leaves_the_secret_and_ends_who_knows_the_old_one(
    ssm: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    cdk.prepare(deployment())
    before = json.loads(kept(ssm)["Value"])
    at = deployment()
    # When
    renew(at)
    # Then
    after = json.loads(kept(ssm)["Value"])
    assert kept(ssm)["Type"] == "SecureString"
    assert after["secret"] == before["secret"]
    assert after["vapid"] != before["vapid"]
    assert NoticeKeys(ssm, NAME).fault() == ""
    assert at.client("lambda").changed == ["notices", "notifier"]
    said = capsys.readouterr().out
    assert not [each for each in (*before.values(), *after.values()) if each in said]


@pytest.mark.parametrize(
    ("value", "words"),
    [(None, "`make deploy` makes it"), ("{}", "delete it, and `make deploy` makes another")],
)
def test_what_is_not_there_or_not_whole_is_not_renewed(ssm: Any, value: str | None, words: str) -> None:
    if value:
        ssm.put_parameter(Name=NAME, Value=value, Type="SecureString")
    at = deployment()
    with pytest.raises(Failure, match=words):
        renew(at)
    assert at.client("lambda").changed == []
    assert value is None or kept(ssm)["Value"] == value


def test_without_notices_there_is_nothing_to_renew() -> None:
    with pytest.raises(Failure, match="push_parameter is not set"):
        renew(deployment(""))
