"""The firewall, where it is switched on."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from tests.infra.conftest import Synthesised


@pytest.fixture(scope="module")
def guarded(synthesise: Callable[..., Synthesised]) -> Synthesised:
    return synthesise(stage="dev", waf="true", waf_sign_ins="50")


def test_there_is_none_unless_it_is_switched_on(stack: Synthesised) -> None:
    assert not stack.of_type("AWS::WAFv2::WebACL")
    assert "WebACLId" not in stack.only("AWS::CloudFront::Distribution")["DistributionConfig"]


def test_it_stands_before_the_site_with_the_managed_rules(guarded: Synthesised) -> None:
    acl = guarded.only("AWS::WAFv2::WebACL")
    groups = [each["Statement"].get("ManagedRuleGroupStatement") for each in acl["Rules"]]

    assert acl["Scope"] == "CLOUDFRONT"
    assert acl["DefaultAction"] == {"Allow": {}}
    assert len([group for group in groups if group and group["VendorName"] == "AWS"]) == 3
    assert "Firewall" in json.dumps(guarded.only("AWS::CloudFront::Distribution")["DistributionConfig"]["WebACLId"])


def test_sign_ups_and_log_ins_from_one_address_are_limited(guarded: Synthesised) -> None:
    [rule] = [each for each in guarded.only("AWS::WAFv2::WebACL")["Rules"] if each["Name"] == "SignIns"]
    rate = rule["Statement"]["RateBasedStatement"]
    paths = [
        each["ByteMatchStatement"]["SearchString"] for each in rate["ScopeDownStatement"]["OrStatement"]["Statements"]
    ]

    assert (rate["Limit"], rate["AggregateKeyType"], rate["EvaluationWindowSec"]) == (50, "IP", 300)
    assert paths == ["/api/auth/signup", "/api/auth/login"]
    assert rule["Action"]["Block"]["CustomResponse"]["ResponseCode"] == 429


def test_what_people_write_is_counted_and_not_refused(guarded: Synthesised) -> None:
    rules = guarded.only("AWS::WAFv2::WebACL")["Rules"]
    overridden = json.dumps([each["Statement"] for each in rules])

    assert '{"ActionToUse": {"Count": {}}, "Name": "CrossSiteScripting_BODY"}' in overridden
    assert all(each["VisibilityConfig"]["SampledRequestsEnabled"] is False for each in rules)
