"""Quotas of AWS that a template could break, which only a deploy would tell."""

from __future__ import annotations

import json
from typing import Any

from tests.infra.conftest import Synthesised

ENVIRONMENT = 4 * 1024
"""Bytes of all variables of a function (Lambda)."""
RESOLVED = 256
"""Bytes that a reference in a template stands for, at most: an ARN, an address, a name."""
CODE = 10 * 1024
"""Bytes of a function of CloudFront's."""
LOG_FORMAT = 3 * 1024
"""Bytes of an access log's format (API Gateway)."""
ROLE_POLICIES = 10_240
"""Characters of all policies that are in a role (IAM)."""


def _size(value: Any) -> int:
    return len(value.encode()) if isinstance(value, str) else RESOLVED


def test_what_functions_are_told_fits(stack: Synthesised) -> None:
    for name, function in stack.functions().items():
        variables: dict[str, Any] = function["Environment"]["Variables"]
        assert sum(len(key) + _size(value) for key, value in variables.items()) < ENVIRONMENT, name


def test_functions_have_five_layers_and_a_quarter_of_an_hour_at_most(stack: Synthesised) -> None:
    for function in stack.functions().values():
        assert len(function.get("Layers", [])) <= 5
        assert function["Timeout"] <= 900


def test_functions_of_the_cdn_are_short(stack: Synthesised) -> None:
    codes = [each["FunctionCode"] for each in stack.of_type("AWS::CloudFront::Function")]

    assert codes
    assert all(_size(code) < CODE for code in codes)


def test_formats_of_access_logs_fit(prod: Synthesised) -> None:
    formats = [
        stage["AccessLogSettings"]["Format"]
        for stage in prod.of_type("AWS::ApiGatewayV2::Stage")
        if "AccessLogSettings" in stage
    ]

    assert formats
    assert all(_size(each) < LOG_FORMAT for each in formats)


def test_the_policies_of_a_role_fit(stack: Synthesised) -> None:
    policies: dict[str, int] = {}
    for policy in stack.of_type("AWS::IAM::Policy"):
        for role in policy["Roles"]:
            written = len(json.dumps(policy["PolicyDocument"], separators=(",", ":")))
            policies[str(role)] = policies.get(str(role), 0) + written

    assert policies
    assert max(policies.values()) < ROLE_POLICIES


def test_the_template_is_one_that_cloudformation_takes(stack: Synthesised) -> None:
    assert len(stack.resources) <= 500
    assert len(stack.outputs) <= 200
    assert len(json.dumps(stack.resources)) < 1024 * 1024
