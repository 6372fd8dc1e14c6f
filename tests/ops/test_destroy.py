"""Taking a deployment down names what stays, and asks before it takes a protected one."""

from __future__ import annotations

from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError

from infra.settings import Settings
from ops.deployment import Deployment
from ops.destroy import KEPT, destroy

OUTPUTS = {name: f"{name}-x1" for name in KEPT}


def _deployment(keep_data: bool) -> Deployment:
    settings = Settings(
        stage="prod", region="us-east-1", sender_address="a@example.org", keep_data=keep_data, push_parameter="/p"
    )
    deployment = Deployment(settings, boto3.Session("k", "s", region_name="us-east-1"))
    deployment.__dict__["outputs"] = OUTPUTS
    return deployment


@pytest.fixture
def commands(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """What would have been run."""
    noted: list[list[str]] = []

    class Done:
        returncode = 0

    def run(command: list[str], **_: Any) -> Done:
        noted.append(command)
        return Done()

    monkeypatch.setattr("ops.cdk.subprocess.run", run)
    monkeypatch.delenv("CONFIRM", raising=False)
    return noted


def test_a_stage_that_keeps_its_data_is_not_taken_down_unasked(
    commands: list[list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    code = destroy(_deployment(keep_data=True))

    output = capsys.readouterr().out
    assert (code, commands) == (1, [])
    assert "make destroy STAGE=prod CONFIRM=prod" in output
    assert all(name in output for name in OUTPUTS.values())


class CloudFormation:
    """Knows the stack as long as it `stands`, and the parameters of its secrets."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *, stands: bool) -> None:
        self.protected: list[bool] = []
        self.deleted: list[str] = []
        self._stands = stands

        def client(_deployment: Deployment, _service: str) -> CloudFormation:
            return self

        monkeypatch.setenv("CONFIRM", "prod")
        monkeypatch.setattr(Deployment, "client", client)

    def update_termination_protection(self, StackName: str, EnableTerminationProtection: bool) -> None:  # noqa: N803
        assert StackName == "Snowfight-prod"
        self.protected.append(EnableTerminationProtection)

    def delete_parameters(self, Names: list[str]) -> None:  # noqa: N803
        self.deleted += Names

    def describe_stacks(self, StackName: str) -> dict[str, Any]:  # noqa: N803
        if not self._stands:
            response = {"Error": {"Code": "ValidationError", "Message": f"Stack with id {StackName} does not exist"}}
            raise ClientError(response, "DescribeStacks")
        return {"Stacks": [{"StackName": StackName}]}


def test_when_asked_it_goes_and_what_stays_is_named(
    commands: list[list[str]], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    cloudformation = CloudFormation(monkeypatch, stands=False)

    code = destroy(_deployment(keep_data=True))

    assert code == 0
    assert cloudformation.protected == [False]
    assert commands[0][1:] == ["destroy", "-c", "stage=prod"]
    output = capsys.readouterr().out
    assert "MessagesTable-x1" in output
    assert "  Parameter       /p" in output
    assert "  Parameter       /snowfight/prod/secret" in output
    assert cloudformation.deleted == []


def test_a_stack_that_is_not_taken_down_after_all_is_protected_as_before(
    commands: list[list[str]], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    # Given somebody who says no where the CDK asks, which is no error to it
    cloudformation = CloudFormation(monkeypatch, stands=True)

    code = destroy(_deployment(keep_data=True))

    assert code == 1
    assert cloudformation.protected == [False, True]
    assert len(commands) == 1
    assert "MessagesTable-x1" not in capsys.readouterr().out


@pytest.mark.parametrize("stands", [False, True])
def test_a_stage_that_keeps_nothing_says_so_and_its_secrets_go_with_it(
    commands: list[list[str]], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, stands: bool
) -> None:
    cloudformation = CloudFormation(monkeypatch, stands=stands)

    destroy(_deployment(keep_data=False))

    assert "keeps nothing" in capsys.readouterr().out
    assert len(commands) == 1
    assert cloudformation.deleted == ([] if stands else ["/snowfight/prod/secret", "/p"])
