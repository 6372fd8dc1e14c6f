"""Taking a deployment down names what stays, and asks before it takes a protected one."""

from __future__ import annotations

from typing import Any

import boto3
import pytest

from infra.settings import Settings
from ops.deployment import Deployment
from ops.destroy import KEPT, destroy

OUTPUTS = {name: f"{name}-x1" for name in KEPT}


def _deployment(keep_data: bool) -> Deployment:
    settings = Settings(stage="prod", region="us-east-1", sender_address="a@example.org", keep_data=keep_data)
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

    monkeypatch.setattr("ops.destroy.subprocess.run", run)
    monkeypatch.delenv("CONFIRM", raising=False)
    return noted


def test_a_stage_that_keeps_its_data_is_not_taken_down_unasked(
    commands: list[list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    code = destroy(_deployment(keep_data=True))

    said = capsys.readouterr().out
    assert (code, commands) == (1, [])
    assert "make destroy STAGE=prod CONFIRM=prod" in said
    assert all(name in said for name in OUTPUTS.values())


def test_when_asked_it_goes_and_what_stays_is_named(
    commands: list[list[str]], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[dict[str, Any]] = []

    class CloudFormation:
        def update_termination_protection(self, **options: Any) -> None:
            calls.append(options)

    monkeypatch.setenv("CONFIRM", "prod")

    def client(_deployment: Deployment, _service: str) -> CloudFormation:
        return CloudFormation()

    monkeypatch.setattr(Deployment, "client", client)

    code = destroy(_deployment(keep_data=True))

    assert code == 0
    assert calls == [{"StackName": "Snowfight-prod", "EnableTerminationProtection": False}]
    assert commands[0][1:] == ["destroy", "-c", "stage=prod"]
    assert "MessagesTable-x1" in capsys.readouterr().out


def test_a_stage_that_keeps_nothing_says_so(commands: list[list[str]], capsys: pytest.CaptureFixture[str]) -> None:
    destroy(_deployment(keep_data=False))

    assert "keeps nothing" in capsys.readouterr().out
    assert len(commands) == 1
