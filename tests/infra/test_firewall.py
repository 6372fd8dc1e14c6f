"""The firewall, where it is switched on."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from posixpath import normpath
from urllib.parse import unquote

import pytest

from tests.infra.conftest import ROOT, Resource, Synthesised


@pytest.fixture(scope="module")
def guarded(synthesise: Callable[..., Synthesised]) -> Synthesised:
    return synthesise(stage="dev", waf="true", waf_sign_ins="50", waf_calls="600")


def _limit(stack: Synthesised, name: str) -> Resource:
    [rule] = [each for each in stack.only("AWS::WAFv2::WebACL")["Rules"] if each["Name"] == name]
    assert rule["Action"]["Block"]["CustomResponse"]["ResponseCode"] == 429
    return rule["Statement"]["RateBasedStatement"]


def _matches(rate: Resource) -> list[Resource]:
    return [each["ByteMatchStatement"] for each in rate["ScopeDownStatement"]["OrStatement"]["Statements"]]


def _read(path: str, transformations: list[Resource]) -> str:
    """A path as AWS's firewall compares it."""
    ways = {"URL_DECODE": unquote, "NORMALIZE_PATH": normpath, "LOWERCASE": str.lower}
    for each in sorted(transformations, key=lambda each: each["Priority"]):
        path = ways[each["Type"]](path)
    return path


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
    rate = _limit(guarded, "SignIns")

    assert (rate["Limit"], rate["AggregateKeyType"], rate["EvaluationWindowSec"]) == (50, "IP", 300)
    assert [each["SearchString"] for each in _matches(rate)] == ["/api/auth/signup", "/api/auth/login"]


def test_all_calls_and_handshakes_from_one_address_are_limited(guarded: Synthesised) -> None:
    rate = _limit(guarded, "Calls")

    assert (rate["Limit"], rate["AggregateKeyType"], rate["EvaluationWindowSec"]) == (600, "IP", 300)
    assert [each["SearchString"] for each in _matches(rate)] == ["/api/", "/ws"]


@pytest.mark.parametrize(
    "path",
    [
        "/api/auth/login",
        "/api/auth/login/",
        "/api/auth/log%69n",
        "/%61pi/auth/%6Cogin",
        "/api/Auth/LOGIN",
        "/api/./auth//login",
        "/api/chats/../auth/login",
        "/api/auth%2Flogin",
    ],
)
def test_a_path_is_counted_however_it_is_written(guarded: Synthesised, path: str) -> None:
    for name in ("SignIns", "Calls"):
        assert any(
            _read(path, match["TextTransformations"]).startswith(match["SearchString"])
            for match in _matches(_limit(guarded, name))
            if match["PositionalConstraint"] == "STARTS_WITH"
        )


def test_who_deploys_without_it_is_told_what_that_means(synthesise: Callable[..., Synthesised]) -> None:
    warned = {
        waf: [each for each in synthesise(stage="dev", waf=waf).warnings if "The firewall is off" in each]
        for waf in ("true", "false")
    }

    assert (len(warned["true"]), len(warned["false"])) == (0, 1)
    assert (ROOT / re.findall(r"docs/adr/[\w-]+\.md", warned["false"][0])[0]).exists()


def test_what_people_write_is_counted_and_not_refused(guarded: Synthesised) -> None:
    rules = guarded.only("AWS::WAFv2::WebACL")["Rules"]
    overridden = json.dumps([each["Statement"] for each in rules])

    assert '{"ActionToUse": {"Count": {}}, "Name": "CrossSiteScripting_BODY"}' in overridden
    assert all(each["VisibilityConfig"]["SampledRequestsEnabled"] is False for each in rules)
