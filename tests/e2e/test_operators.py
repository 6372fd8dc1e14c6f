"""What an operator does, on a stack that runs."""

from __future__ import annotations

import json
from typing import Any

import pytest

from local.stack import Stack
from ops.deployment import Deployment
from ops.doctor import diagnose
from ops.redrive import redrive

WAIT = 20
"""Seconds that one look into a queue lasts; the emulator is slow when the machine is busy, so a few are taken."""

LOOKS = 4


@pytest.fixture
def deployment(stack: Stack) -> Deployment:
    return Deployment.local(stack.endpoint_url, stack.base_url)


def test_the_doctor_finds_a_stack_that_serves_well_and_has_made_a_round_trip(deployment: Deployment) -> None:
    lines: list[str] = []

    well = diagnose(deployment, lines.append)

    assert well, lines
    assert lines[-1].startswith("ok    round trip   signed up, connected, wrote, and was read after ")
    assert not [line for line in lines if line.startswith(("fail", "skip"))]


def test_the_doctor_says_what_is_wrong_with_the_secret(deployment: Deployment) -> None:
    # Given a Cloudinary account that is none
    ssm, name = deployment.client("ssm"), deployment.settings.cloudinary_parameter
    kept = ssm.get_parameter(Name=name, WithDecryption=True)["Parameter"]["Value"]
    lines: list[str] = []
    try:
        ssm.put_parameter(Name=name, Value="cloudinary://nobody", Type="SecureString", Overwrite=True)
        # When the doctor looks
        well = diagnose(deployment, lines.append)
    finally:
        ssm.put_parameter(Name=name, Value=kept, Type="SecureString", Overwrite=True)
    # Then one line tells, without the value
    assert not well
    assert f"fail  files        {name} is not of the form cloudinary://KEY:SECRET@CLOUD" in lines


def _letter(deployment: Deployment) -> dict[str, Any]:
    """The dead letter of the workers, waited for and left where it is."""
    sqs, url = deployment.client("sqs"), deployment.outputs["DeadLettersWorker"]
    for _ in range(LOOKS):
        answer = sqs.receive_message(QueueUrl=url, WaitTimeSeconds=WAIT, VisibilityTimeout=0)
        for letter in answer.get("Messages", []):
            return json.loads(letter["Body"])
    raise AssertionError("no letter came")


def test_what_fails_for_good_is_kept_and_can_be_called_again(deployment: Deployment) -> None:
    # Given a task that cannot be run
    task = {"room": "public-chat", "frame": "{}"}
    deployment.client("lambda").invoke(
        FunctionName=deployment.outputs["FunctionWorker"], InvocationType="Event", Payload=json.dumps(task)
    )
    assert _letter(deployment)["requestPayload"] == task

    # When the operator has it called again
    done = {each.function: each.called for each in redrive(deployment)}

    # Then it is, once, and as it fails again it lies there again
    assert done[deployment.outputs["FunctionWorker"]] == 1
    assert sum(done.values()) == 1
    assert _letter(deployment)["requestPayload"] == task
    deployment.client("sqs").purge_queue(QueueUrl=deployment.outputs["DeadLettersWorker"])
