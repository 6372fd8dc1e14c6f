"""Quotas of AWS that a template could break, which only a deploy would tell."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
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
READERS = 2
"""Of one shard of a stream at once (DynamoDB); each event source mapping is one."""
FILTERS, PATTERN = 5, 4096
"""Of an event source mapping, and characters of each (Lambda)."""
PERMISSIONS = 20 * 1024
"""Bytes of a function's own policy (Lambda), of which each permission takes some …"""
PERMISSION = 350
"""… with the ARNs that it names, at most."""
ROUTES = 300
"""Of an API, and as many integrations (API Gateway)."""
HEADER = 1783
"""Characters of a header's value that the CDN sets (CloudFront)."""
WCU = {"AWSManagedRulesAmazonIpReputationList": 25, "AWSManagedRulesKnownBadInputsRuleSet": 200}
WCU["AWSManagedRulesCommonRuleSet"] = 700
WCU_RATE, WCU_MATCH, WCU_TRANSFORMATION = 2, 2, 10
WCU_INCLUDED = 1500
"""Capacity units of AWS's rule groups, of a limit by address, of a path's beginning and of each way of reading it; and
how many a firewall has before it costs more (WAF)."""


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


def test_no_stream_has_more_readers_than_two(stack: Synthesised) -> None:
    mappings = stack.of_type("AWS::Lambda::EventSourceMapping")
    readers = Counter(json.dumps(each["EventSourceArn"]) for each in mappings)

    assert readers
    assert max(readers.values()) <= READERS


def test_what_wakes_functions_is_filtered_by_few_and_short_patterns(stack: Synthesised) -> None:
    for each in stack.of_type("AWS::Lambda::EventSourceMapping"):
        patterns = [one["Pattern"] for one in each["FilterCriteria"]["Filters"]]
        assert 0 < len(patterns) <= FILTERS
        assert all(len(one) <= PATTERN for one in patterns)


def test_the_policy_of_a_function_fits(stack: Synthesised) -> None:
    permissions = Counter(json.dumps(each["FunctionName"]) for each in stack.of_type("AWS::Lambda::Permission"))

    assert max(permissions.values()) * PERMISSION < PERMISSIONS


def test_an_api_has_no_more_routes_and_integrations_than_it_may(stack: Synthesised) -> None:
    for kind in ("Route", "Integration"):
        numbers = Counter(json.dumps(each["ApiId"]) for each in stack.of_type(f"AWS::ApiGatewayV2::{kind}"))
        assert max(numbers.values()) <= ROUTES


def test_access_logs_name_their_group_and_not_its_streams(prod: Synthesised) -> None:
    named = [json.dumps(each["AccessLogSettings"]) for each in prod.of_type("AWS::ApiGatewayV2::Stage")]

    assert len(named) == 2
    assert all(":log-group:" in each for each in named)
    assert not [each for each in named if "Fn::GetAtt" in each or ":*" in each]


def test_headers_of_the_cdn_fit(stack: Synthesised) -> None:
    [policy] = stack.of_type("AWS::CloudFront::ResponseHeadersPolicy")
    config = policy["ResponseHeadersPolicyConfig"]
    values = [each["Value"] for each in config["CustomHeadersConfig"]["Items"]]
    values.append(config["SecurityHeadersConfig"]["ContentSecurityPolicy"]["ContentSecurityPolicy"])

    assert max(map(len, values)) <= HEADER


def _units(statement: dict[str, Any]) -> int:
    match statement:
        case {"ManagedRuleGroupStatement": {"Name": name}}:
            return WCU[name]
        case {"RateBasedStatement": {"ScopeDownStatement": inner}}:
            return WCU_RATE + _units(inner)
        case {"OrStatement": {"Statements": several}}:
            return sum(map(_units, several))
        case {"ByteMatchStatement": {"TextTransformations": readings}}:
            return WCU_MATCH + WCU_TRANSFORMATION * len(readings)
        case _:
            raise AssertionError(statement)


def test_the_firewall_costs_no_more_than_its_rules(combined: Callable[[str], Synthesised]) -> None:
    rules = combined("everything").only("AWS::WAFv2::WebACL")["Rules"]

    assert sum(_units(each["Statement"]) for each in rules) <= WCU_INCLUDED


def test_accounts_are_on_the_plan_that_has_what_is_used(stack: Synthesised) -> None:
    # Unless told, a pool is on "Essentials", which costs nearly three times as much beyond its free users.
    assert stack.only("AWS::Cognito::UserPool")["UserPoolTier"] == "LITE"


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
