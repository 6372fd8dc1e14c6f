"""Every statement of every policy beside AWS's Service Authorization Reference.

Each service has a page there, "Actions, resources, and condition keys for …", below
https://docs.aws.amazon.com/service-authorization/latest/reference/ with the name that stands at its table here. A
statement that names a resource or a condition key which an action does not know is no error to IAM: it allows nothing,
or holds nothing back. What the tables say of resources is compared with what cfn-lint has of the same pages.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import resources
from typing import Any

import pytest

from tests.infra.conftest import COMBINATIONS, Resource, Synthesised

ITEM = frozenset({"dynamodb:Attributes", "dynamodb:LeadingKeys", "dynamodb:ReturnConsumedCapacity"})
WRITING = ITEM | {"dynamodb:EnclosingOperation", "dynamodb:ReturnValues"}
MAIL = frozenset({"ses:ApiVersion", "ses:FeedbackAddress", "ses:FromAddress", "ses:FromDisplayName", "ses:Recipients"})


@dataclass(frozen=True)
class Action:
    """What one action knows."""

    resources: frozenset[str]
    """Types of resources, as `FORMS` has them; none: "*" alone."""
    keys: frozenset[str] = frozenset()
    """Condition keys of its own; those that begin with aws: are everywhere."""


def action(*kinds: str, keys: frozenset[str] = frozenset()) -> Action:
    return Action(frozenset(kinds), keys)


# list_amazondynamodb.html. TransactWriteItems and TransactGetItems are no actions: each part of a transaction asks for
# its own, ConditionCheckItem for a check. BatchWriteItem asks for itself alone, and neither for PutItem nor DeleteItem.
DYNAMODB = {
    "dynamodb:BatchGetItem": action("dynamodb:table", keys=ITEM | {"dynamodb:Select"}),
    "dynamodb:BatchWriteItem": action("dynamodb:table", keys=ITEM),
    "dynamodb:ConditionCheckItem": action("dynamodb:table", keys=ITEM | {"dynamodb:ReturnValues"}),
    "dynamodb:DeleteItem": action("dynamodb:table", keys=WRITING),
    "dynamodb:PutItem": action("dynamodb:table", keys=WRITING),
    "dynamodb:UpdateItem": action("dynamodb:table", keys=WRITING),
    "dynamodb:Query": action(
        "dynamodb:table", "dynamodb:index", keys=ITEM | {"dynamodb:ReturnValues", "dynamodb:Select"}
    ),
    "dynamodb:DescribeStream": action("dynamodb:stream"),
    "dynamodb:GetRecords": action("dynamodb:stream"),
    "dynamodb:GetShardIterator": action("dynamodb:stream"),
    "dynamodb:ListStreams": action(),
}

OTHERS = {
    # list_amazonapigatewaymanagement.html
    "execute-api:ManageConnections": action("execute-api:execute-api-general"),
    # list_amazonses.html; the identity is asked for, and the configuration set where there is one
    "ses:SendEmail": action("ses:identity", "ses:configuration-set", "ses:template", keys=MAIL),
    "ses:SendRawEmail": action("ses:identity", "ses:configuration-set", keys=MAIL),
    # list_awssystemsmanager.html; the key aws/ssm, which AWS manages, lets in whoever SSM lets in
    "ssm:GetParameter": action("ssm:parameter"),
    # list_amazonkinesisvideostreams.html
    "kinesisvideo:GetIceServerConfig": action("kinesisvideo:channel"),
    "kinesisvideo:GetSignalingChannelEndpoint": action("kinesisvideo:channel"),
    # list_amazoncognitouserpools.html
    "cognito-idp:AdminDeleteUser": action("cognito-idp:userpool"),
    "cognito-idp:AdminUpdateUserAttributes": action("cognito-idp:userpool"),
    "cognito-idp:AdminUserGlobalSignOut": action("cognito-idp:userpool"),
    # list_awslambda.html
    "lambda:InvokeFunction": action("lambda:function"),
    # list_amazonsqs.html, list_amazonsns.html
    "sqs:SendMessage": action("sqs:queue"),
    "sns:Publish": action("sns:topic"),
    # list_amazons3.html
    "s3:GetObject": action("s3:object", "s3:accesspointobject"),
    "s3:PutObject": action("s3:object", "s3:accesspointobject"),
    "s3:DeleteObject": action("s3:object", "s3:accesspointobject"),
    "s3:ListBucket": action("s3:bucket", "s3:accesspoint"),
    # list_amazoncloudwatchlogs.html
    "logs:CreateLogStream": action("logs:log-stream"),
    "logs:PutLogEvents": action("logs:log-stream"),
    # list_awsx-ray.html
    "xray:PutTraceSegments": action(),
    "xray:PutTelemetryRecords": action(),
}
ACTIONS = DYNAMODB | OTHERS

FORMS = {
    "dynamodb:table": r"arn:aws:dynamodb:REGION:ACCOUNT:table/[^/]+",
    "dynamodb:stream": r"arn:aws:dynamodb:REGION:ACCOUNT:table/[^/]+/stream/[^/]+",
    "execute-api:execute-api-general": r"arn:aws:execute-api:REGION:ACCOUNT:\w+/ws/(GET|POST|DELETE)/@connections/\*",
    "ses:identity": r"arn:aws:ses:REGION:ACCOUNT:identity/.+",
    "ses:configuration-set": r"arn:aws:ses:REGION:ACCOUNT:configuration-set/.+",
    "ssm:parameter": r"arn:aws:ssm:REGION:ACCOUNT:parameter/[^/].*",
    "kinesisvideo:channel": r"arn:aws:kinesisvideo:REGION:ACCOUNT:channel/[^/]+/[^/]+",
    "cognito-idp:userpool": r"arn:aws:cognito-idp:REGION:ACCOUNT:userpool/[^/]+",
    "lambda:function": r"arn:aws:lambda:REGION:ACCOUNT:function:[^:]+",
    "sqs:queue": r"arn:aws:sqs:REGION:ACCOUNT:[^:]+",
    "sns:topic": r"arn:aws:sns:REGION:ACCOUNT:[^:]+",
    "s3:object": r"arn:aws:s3:::[^/]+/\*",
    "s3:bucket": r"arn:aws:s3:::[^/]+",
    "logs:log-stream": r"arn:aws:logs:REGION:ACCOUNT:log-group:[^:]+:\*",
}
"""ARNs of each type, in the narrowest form that is used here."""

ATTRIBUTES = {
    ("AWS::DynamoDB::Table", "Arn"): "arn:aws:dynamodb:REGION:ACCOUNT:table/{}",
    ("AWS::DynamoDB::Table", "StreamArn"): "arn:aws:dynamodb:REGION:ACCOUNT:table/{}/stream/label",
    ("AWS::KinesisVideo::SignalingChannel", "Arn"): "arn:aws:kinesisvideo:REGION:ACCOUNT:channel/{}/1",
    ("AWS::Cognito::UserPool", "Arn"): "arn:aws:cognito-idp:REGION:ACCOUNT:userpool/{}",
    ("AWS::Lambda::Function", "Arn"): "arn:aws:lambda:REGION:ACCOUNT:function:{}",
    ("AWS::SQS::Queue", "Arn"): "arn:aws:sqs:REGION:ACCOUNT:{}",
    ("AWS::SNS::Topic", "Ref"): "arn:aws:sns:REGION:ACCOUNT:{}",
    ("AWS::S3::Bucket", "Arn"): "arn:aws:s3:::{}",
    ("AWS::Logs::LogGroup", "Arn"): "arn:aws:logs:REGION:ACCOUNT:log-group:{}:*",
}
"""What CloudFormation gives for an attribute of a resource."""

HELPERS = ("CustomResource", "CustomCDK", "CustomS3")
"""Of the CDK, which makes their policies."""


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _text(stack: Synthesised, value: Any) -> str:
    """What CloudFormation would make of a value in a policy, with account and region as words."""
    match value:
        case str():
            return re.sub(r"^(arn:aws:[\w-]+):[a-z]{2}-[a-z]+-\d:", r"\1:REGION:", value)
        case {"Ref": "AWS::AccountId"}:
            return "ACCOUNT"
        case {"Ref": name}:
            return ATTRIBUTES.get((stack.resources[name]["Type"], "Ref"), "{}").format(name)
        case {"Fn::GetAtt": [name, attribute]}:
            return ATTRIBUTES[stack.resources[name]["Type"], attribute].format(name)
        case {"Fn::Join": [separator, parts]}:
            return str(separator).join(_text(stack, part) for part in parts)
        case _:
            raise AssertionError(value)


def _allowed(stack: Synthesised) -> Iterator[tuple[str, Resource]]:
    """Every statement of ours about single actions, in policies of roles and of resources."""
    for name, statement in stack.statements():
        if name.startswith(HELPERS) or any("*" in each for each in _list(statement["Action"])):
            continue
        yield name, statement


@pytest.fixture(params=COMBINATIONS)
def statements(
    request: pytest.FixtureRequest, combined: Callable[[str], Synthesised]
) -> tuple[Synthesised, list[tuple[str, Resource]]]:
    stack = combined(request.param)
    return stack, list(_allowed(stack))


Statements = tuple[Synthesised, list[tuple[str, Resource]]]


def test_every_action_is_one_of_the_reference(statements: Statements) -> None:
    _, found = statements
    actions = {each for _, statement in found for each in _list(statement["Action"])}

    assert len(actions) > 20
    assert actions <= set(ACTIONS)


def test_every_resource_fits_an_action_of_its_statement_and_every_action_a_resource(statements: Statements) -> None:
    stack, found = statements
    for name, statement in found:
        arns = {_text(stack, each) for each in _list(statement["Resource"])}
        reached: set[str] = set()
        for each in _list(statement["Action"]):
            if arns == {"*"}:
                # MiniStack asks for mail so; test_permissions.py holds that nothing else does in the cloud.
                assert not ACTIONS[each].resources or each.startswith("ses:"), (name, each)
                continue
            forms = [FORMS[kind] for kind in ACTIONS[each].resources if kind in FORMS]
            fitting = {arn for arn in arns if any(re.fullmatch(form, arn) for form in forms)}
            assert fitting, (name, each, arns)
            reached |= fitting
        assert arns in ({"*"}, reached), (name, arns - reached)


def test_every_condition_is_one_that_each_action_of_its_statement_knows(statements: Statements) -> None:
    _, found = statements
    for name, statement in found:
        keys = {key for condition in statement.get("Condition", {}).values() for key in condition}
        own = {key for key in keys if not key.lower().startswith("aws:")}
        for each in _list(statement["Action"]):
            assert own <= ACTIONS[each].keys, (name, each)


def test_sets_are_compared_as_sets_and_single_values_as_such(statements: Statements) -> None:
    _, found = statements
    for name, statement in found:
        for operator, condition in statement.get("Condition", {}).items():
            # Of all of ours, only the partitions of a request are several.
            assert operator.startswith("ForAllValues:") == ("dynamodb:LeadingKeys" in condition), name


def test_the_tables_here_say_of_resources_what_the_reference_does() -> None:
    text = resources.files("cfnlint.data.AdditionalSpecs").joinpath("Policies.json").read_text()
    reference: dict[str, Any] = json.loads(text)

    for name, known in ACTIONS.items():
        service, operation = name.split(":")
        entry = reference[service]["Actions"][operation.lower()]
        assert {f"{service}:{kind}" for kind in entry.get("Resources", [])} == known.resources, name


def test_streams_are_listed_of_all_tables(combined: Callable[[str], Synthesised]) -> None:
    # The reference knows no resource for it, an example in DynamoDB's guide names the streams: this is both.
    listing = [each for _, each in _allowed(combined("dev")) if "dynamodb:ListStreams" in _list(each["Action"])]

    assert len(listing) == len({"call_watcher", "jobs", "notifier", "presence"})
    assert all(each["Resource"] == "*" for each in listing)
