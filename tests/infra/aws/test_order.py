"""What AWS checks while it makes a thing has to be there before it: CloudFormation knows only what names what."""

from __future__ import annotations

import json
import re

from tests.infra.conftest import Synthesised


def _before(stack: Synthesised, name: str) -> set[str]:
    """Everything that is made before a resource: what it names or waits for, and what those do."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        resource = stack.resources[waiting.pop()]
        text = json.dumps([resource.get("Properties", {}), resource.get("DependsOn", [])])
        for each in re.findall(r'"(\w+)"', text):
            if each in stack.resources and each not in found:
                found.add(each)
                waiting.append(each)
    return found


def _of_type(stack: Synthesised, *kinds: str) -> list[str]:
    return [name for name, each in stack.resources.items() if each["Type"] in kinds]


def test_lambda_finds_the_permissions_of_a_role_when_it_is_told_of_streams_and_dead_letters(prod: Synthesised) -> None:
    for name in _of_type(prod, "AWS::Lambda::EventSourceMapping", "AWS::Lambda::EventInvokeConfig"):
        reference = prod.resources[name]["Properties"]["FunctionName"]["Ref"]
        role = prod.resources[reference]["Properties"]["Role"]["Fn::GetAtt"][0]
        named = [
            policy
            for policy in _of_type(prod, "AWS::IAM::Policy")
            if {"Ref": role} in prod.resources[policy]["Properties"]["Roles"] and "DefaultPolicy" in policy
        ]
        assert len(named) == 1, name
        assert set(named) <= _before(prod, name), name


def test_ses_may_publish_before_it_is_told_to(prod: Synthesised) -> None:
    [destination] = _of_type(prod, "AWS::SES::ConfigurationSetEventDestination")

    assert set(_of_type(prod, "AWS::SNS::TopicPolicy")) & _before(prod, destination)


def test_the_account_may_log_and_there_is_a_route_before_sockets_have_a_stage(prod: Synthesised) -> None:
    [stage] = [name for name in _of_type(prod, "AWS::ApiGatewayV2::Stage") if name.startswith("Realtime")]
    before = _before(prod, stage)

    assert set(_of_type(prod, "AWS::ApiGateway::Account")) <= before
    assert "$connect" in {
        prod.resources[each]["Properties"]["RouteKey"]
        for each in before
        if prod.resources[each]["Type"] == "AWS::ApiGatewayV2::Route"
    }


def test_queues_let_schedules_in_before_those_begin(prod: Synthesised) -> None:
    for name in _of_type(prod, "AWS::Events::Rule"):
        queue = prod.resources[name]["Properties"]["Targets"][0]["DeadLetterConfig"]["Arn"]["Fn::GetAtt"][0]
        policies = [json.dumps(prod.resources[each]["Properties"]) for each in _of_type(prod, "AWS::SQS::QueuePolicy")]
        assert [each for each in policies if queue in each and name in each], name
