"""What keyed hashes are made with is made once, stays, and is never seen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from moto import mock_aws

from infra.settings import Settings
from ops import cdk
from ops.deployment import Deployment
from ops.secrets.deployment_secret import DeploymentSecret
from snowfight.integrations.keyed_hashes import KeyedHashes

NAME = "/snowfight/dev/secret"


@pytest.fixture(autouse=True)
def aws() -> Iterator[None]:
    with mock_aws():
        yield


@pytest.fixture
def ssm() -> Any:
    return boto3.client("ssm", region_name="us-east-1")


def kept(ssm: Any) -> dict[str, Any]:
    return dict(ssm.get_parameter(Name=NAME, WithDecryption=True)["Parameter"])


def test_a_deploy_makes_it_once_as_the_functions_want_it(ssm: Any, capsys: pytest.CaptureFixture[str]) -> None:
    # Given
    settings = Settings(stage="dev", region="us-east-1", sender_address="a@example.org")
    deployment = Deployment(settings, boto3.Session("k", "s", region_name="us-east-1"))
    # When
    cdk.prepare(deployment)
    # Then
    parameter = kept(ssm)
    assert parameter["Type"] == "SecureString"
    assert len(KeyedHashes(NAME, lambda _name: str(parameter["Value"])).of("a", "b")) == 64
    assert DeploymentSecret(ssm, NAME).fault() == ""
    assert capsys.readouterr().out == f"Made {NAME}, what keyed hashes are made with.\n"
    # And a second one leaves it
    cdk.prepare(deployment)
    assert kept(ssm) == parameter
    assert capsys.readouterr().out == ""
