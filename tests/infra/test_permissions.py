"""Least privilege, as far as a template shows it; the local stack enforces the rest."""

import json

import pytest

from tests.infra.conftest import Resource, Synthesised

TOOLS = ("CustomResource", "CustomCDK", "CustomS3")
"""Helpers of the CDK that copy the client into its bucket and empty that."""


def _actions(statement: Resource) -> list[str]:
    action = statement["Action"]
    return action if isinstance(action, list) else [action]


def _resources(statement: Resource) -> list[object]:
    resource = statement["Resource"]
    return resource if isinstance(resource, list) else [resource]


def _own(stack: Synthesised) -> list[tuple[str, Resource]]:
    return [
        (name, statement)
        for name, statement in stack.statements()
        if statement["Effect"] == "Allow" and "Principal" not in statement and not name.startswith(TOOLS)
    ]


def test_nothing_may_scan(stack: Synthesised) -> None:
    actions = [action for _, statement in stack.statements() for action in _actions(statement)]

    assert not [action for action in actions if action.startswith("dynamodb:") and ("Scan" in action or "*" in action)]


def test_no_function_has_a_wildcard_action(stack: Synthesised) -> None:
    assert not [(name, action) for name, each in _own(stack) for action in _actions(each) if "*" in action]


def test_no_function_may_touch_what_is_not_its_deployments(prod: Synthesised) -> None:
    open_to_all = [each for _, each in _own(prod) if "*" in _resources(each)]

    # Traces belong to nobody, and streams are listed of all tables: IAM knows no narrower permission.
    assert {action for each in open_to_all for action in _actions(each)} == {
        "dynamodb:ListStreams",
        "xray:PutTraceSegments",
        "xray:PutTelemetryRecords",
    }


def test_the_local_stack_is_open_in_one_place_only(local: Synthesised) -> None:
    # MiniStack checks the sending of mail against no identity; streams are listed as in the cloud.
    open_to_all = [action for _, each in _own(local) if "*" in _resources(each) for action in _actions(each)]
    mail = [each for each in open_to_all if each != "dynamodb:ListStreams"]

    assert sorted(mail) == [*["ses:SendEmail"] * 3, "ses:SendRawEmail"]


def test_every_function_has_a_role_of_its_own_without_managed_policies(stack: Synthesised) -> None:
    roles = [json.dumps(function["Role"]) for function in stack.functions().values()]
    managed = [name for name, each in stack.resources.items() if "ManagedPolicyArns" in each.get("Properties", {})]

    assert len(set(roles)) == len(roles)
    # The roles in whose names AWS Backup copies, and the account's WebSocket APIs log, are no function's.
    others = ("RealtimeGatewayLogsRole", "BackupsPlanDurableRole")
    assert not [name for name in managed if not name.startswith((*TOOLS, *others))]


def test_the_door_may_only_use_tickets_up_and_look_at_accounts(stack: Synthesised) -> None:
    actions = {
        action
        for name, each in stack.statements()
        for action in _actions(each)
        if "authorizerRole" in name and action.startswith("dynamodb:")
    }

    assert actions == {"dynamodb:DeleteItem", "dynamodb:BatchGetItem"}


def test_every_permission_on_a_table_of_kinds_names_the_kinds(stack: Synthesised) -> None:
    unnamed = [
        (name, each)
        for name, each in _own(stack)
        if "dynamodb:UpdateItem" in _actions(each) and "dynamodb:LeadingKeys" not in json.dumps(each)
    ]

    assert not unnamed


@pytest.mark.parametrize(("action", "keys"), [("DeleteItem", "TICKET#*"), ("BatchGetItem", "USER#*")])
def test_the_door_may_only_touch_tickets_and_see_users(stack: Synthesised, action: str, keys: str) -> None:
    [statement] = [
        each for name, each in _own(stack) if "authorizerRole" in name and f"dynamodb:{action}" in _actions(each)
    ]

    assert statement["Condition"] == {"ForAllValues:StringLike": {"dynamodb:LeadingKeys": [keys]}}
