"""A deploy says where it is, and what its account lacks before CloudFormation would."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from moto import mock_aws

from infra.settings import Settings
from ops import cdk
from ops.deployment import Deployment

SENDER = "chat@example.org"


@pytest.fixture(autouse=True)
def aws() -> Iterator[None]:
    with mock_aws():
        yield


@pytest.fixture
def deployment() -> Deployment:
    settings = Settings(stage="dev", region="us-east-1", sender_address=SENDER)
    return Deployment(settings, boto3.Session("k", "s", region_name="us-east-1"))


@pytest.fixture
def exit_code(monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """What the CDK ends with."""
    told = {"code": 0}

    class Done:
        @property
        def returncode(self) -> int:
            return told["code"]

    def run(*_: Any, **__: Any) -> Done:
        print("What the CDK says")
        return Done()

    monkeypatch.setattr("ops.cdk.subprocess.run", run)
    return told


def _lines(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return capsys.readouterr().out.splitlines()


def test_each_step_is_told_before_it_is_taken(
    deployment: Deployment, exit_code: dict[str, int], capsys: pytest.CaptureFixture[str]
) -> None:
    # When
    assert cdk.deploy(deployment) == 0
    # Then
    lines = _lines(capsys)
    steps = [line.split(":")[0] for line in lines if " of 4: " in line]
    assert steps == ["1 of 4", "2 of 4", "3 of 4", "4 of 4"]
    stack = lines.index("What the CDK says") - 1
    assert lines[stack].startswith("3 of 4: the stack Snowfight-dev")
    made = next(number for number, line in enumerate(lines) if line.startswith("Made /snowfight/dev/secret"))
    assert lines[made - 1].startswith("2 of 4: secrets")
    assert "make doctor STAGE=dev" in lines[-1]


def test_what_the_account_lacks_is_told_first_and_stops_nothing(
    deployment: Deployment, exit_code: dict[str, int], capsys: pytest.CaptureFixture[str]
) -> None:
    # Given an account in which nothing was prepared
    # When
    cdk.deploy(deployment)
    # Then
    told = _lines(capsys)
    before = told[: told.index("What the CDK says")]
    assert any(line.startswith("fail  bootstrap") and "make bootstrap STAGE=dev" in line for line in before)
    assert any(line.startswith("fail  mail") and SENDER in line for line in before)


def test_a_deploy_that_failed_says_where_to_read_on_and_fails(
    deployment: Deployment, exit_code: dict[str, int], capsys: pytest.CaptureFixture[str]
) -> None:
    # Given
    exit_code["code"] = 3
    # When
    assert cdk.deploy(deployment) == 3
    # Then
    last = _lines(capsys)[-1]
    assert last.startswith("4 of 4: it was not deployed")
    assert "docs/first-deploy.md" in last
