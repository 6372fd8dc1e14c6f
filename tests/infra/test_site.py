"""One origin, its headers, and what is cached."""

import subprocess
from collections.abc import Callable
from functools import reduce
from typing import Any

import pytest
from aws_cdk import aws_cloudfront as cloudfront

from tests.infra.conftest import ROOT, Resource, Synthesised


def _distribution(stack: Synthesised) -> Resource:
    return stack.only("AWS::CloudFront::Distribution")["DistributionConfig"]


def _behaviours(stack: Synthesised) -> dict[str, Resource]:
    distribution = _distribution(stack)
    others = {each["PathPattern"]: each for each in distribution["CacheBehaviors"]}
    return {"*": distribution["DefaultCacheBehavior"], **others}


def test_the_client_both_apis_and_nothing_else_share_one_origin(stack: Synthesised) -> None:
    assert set(_behaviours(stack)) == {"*", "/api/*", "/ws"}


@pytest.mark.parametrize("path", ["/api/*", "/ws"])
def test_calls_are_passed_on_whole_and_never_cached(stack: Synthesised, path: str) -> None:
    behaviour = _behaviours(stack)[path]

    assert behaviour["CachePolicyId"] == cloudfront.CachePolicy.CACHING_DISABLED.cache_policy_id
    policy = cloudfront.OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER
    assert behaviour["OriginRequestPolicyId"] == policy.origin_request_policy_id
    assert set(behaviour["AllowedMethods"]) == {"GET", "HEAD", "OPTIONS", "PUT", "PATCH", "POST", "DELETE"}


def test_a_function_sees_calls_first_where_the_gateway_knows_no_slashes(prod: Synthesised, local: Synthesised) -> None:
    [before] = _behaviours(prod)["/api/*"]["FunctionAssociations"]

    assert before["EventType"] == "viewer-request"
    assert "FunctionAssociations" not in _behaviours(prod)["/ws"]
    assert "FunctionAssociations" not in _behaviours(local)["/api/*"]


def test_every_behaviour_wants_tls_and_sends_the_security_headers(stack: Synthesised) -> None:
    behaviours = _behaviours(stack).values()

    assert all(each["ViewerProtocolPolicy"] in {"redirect-to-https", "https-only"} for each in behaviours)
    assert all("ResponseHeadersPolicyId" in each for each in behaviours)


def test_the_security_headers_are_strict(stack: Synthesised) -> None:
    headers = stack.only("AWS::CloudFront::ResponseHeadersPolicy")["ResponseHeadersPolicyConfig"]
    security = headers["SecurityHeadersConfig"]
    policy = security["ContentSecurityPolicy"]["ContentSecurityPolicy"]

    directives = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert directives["default-src"] == "'none'"
    assert directives["script-src"] == "'self'"
    assert directives["frame-ancestors"] == "'none'"
    assert directives["require-trusted-types-for"] == "'script'"
    assert directives["trusted-types"] == "worker"
    assert "unsafe" not in policy
    own = {each["Header"]: each["Value"] for each in headers["CustomHeadersConfig"]["Items"]}
    assert dict(each.split("=") for each in own["Permissions-Policy"].split(", ")) == dict.fromkeys(
        ("camera", "microphone", "display-capture"), "(self)"
    ) | dict.fromkeys(("geolocation", "payment", "usb", "browsing-topics"), "()")
    assert security["FrameOptions"] == {"FrameOption": "DENY", "Override": True}
    assert security["ContentTypeOptions"] == {"Override": True}
    assert security["ReferrerPolicy"]["ReferrerPolicy"] == "no-referrer"
    assert security["StrictTransportSecurity"]["AccessControlMaxAgeSec"] >= 365 * 24 * 3600


def test_the_bucket_is_private_and_read_by_the_cdn_alone(stack: Synthesised) -> None:
    name = stack.id_of("AWS::S3::Bucket", "Site")
    bucket = stack.resources[name]["Properties"]
    access = stack.only("AWS::CloudFront::OriginAccessControl")

    assert set(bucket["PublicAccessBlockConfiguration"].values()) == {True}
    assert access["OriginAccessControlConfig"]["SigningBehavior"] == "always"
    [policy] = [each for each in stack.of_type("AWS::S3::BucketPolicy") if each["Bucket"] == {"Ref": name}]
    refused = [each for each in policy["PolicyDocument"]["Statement"] if each["Effect"] == "Deny"]
    assert [each["Condition"] for each in refused] == [{"Bool": {"aws:SecureTransport": "false"}}]


def test_errors_are_not_masked_by_the_clients_page_and_are_kept_for_nobody(stack: Synthesised) -> None:
    errors = _distribution(stack)["CustomErrorResponses"]

    kept = {each["ErrorCode"]: each["ErrorCachingMinTTL"] for each in errors}
    assert kept == dict.fromkeys((400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504), 0)
    assert not [each for each in errors if "ResponsePagePath" in each or "ResponseCode" in each]


GLOBAL = {
    "AWS::CloudFront::OriginAccessControl": ("OriginAccessControlConfig", "Name"),
    "AWS::CloudFront::ResponseHeadersPolicy": ("ResponseHeadersPolicyConfig", "Name"),
    "AWS::CloudFront::Function": ("Name",),
    "AWS::CloudFront::CachePolicy": ("CachePolicyConfig", "Name"),
    "AWS::CloudFront::OriginRequestPolicy": ("OriginRequestPolicyConfig", "Name"),
    "AWS::IAM::Role": ("RoleName",),
    "AWS::IAM::ManagedPolicy": ("ManagedPolicyName",),
    "AWS::Budgets::Budget": ("Budget", "BudgetName"),
    "AWS::S3::Bucket": ("BucketName",),
}
"""What has one namespace for all regions, and where its name stands; without one, CloudFormation finds a free one."""


def test_one_stage_fits_into_two_regions_of_an_account(synthesise: Callable[..., Synthesised]) -> None:
    # Given the same stage in two regions
    def names(region: str) -> set[str]:
        stack = synthesise(stage="prod", region=region, alarm_address="me@example.org", monthly_budget="20")
        found = set[str]()
        for kind, path in GLOBAL.items():
            for resource in stack.of_type(kind):
                name: Any = reduce(lambda value, key: value.get(key, {}), path, resource)
                if isinstance(name, str):
                    found.add(name)
        return found

    here, there = names("us-east-1"), names("eu-central-1")

    assert len(here) == 4
    assert not here & there
    assert all(len(name) <= 64 for name in here)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/", "/index.html"),
        ("/chat/public-chat", "/index.html"),
        ("/chat/some-name/", "/index.html"),
        ("/chat/public-chat.", "/index.html"),
        ("/assets/index-4f2a.js", "/assets/index-4f2a.js"),
        ("/favicon.svg", "/favicon.svg"),
    ],
)
def test_every_path_of_the_client_is_its_one_page(path: str, expected: str) -> None:
    assert _passed("spa.js", path) == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/api/health", "/api/health"),
        ("/api/health/", "/api/health"),
        ("/api/health//", "/api/health"),
        ("/api//health/", "/api//health"),
        ("/api/chat/%2F/", "/api/chat/%2F"),
        ("/api/", "/api"),
        ("/", "/"),
        ("/api" + "/" * 8000, "/api"),
    ],
)
def test_a_call_is_passed_on_without_the_slash_at_its_end(path: str, expected: str) -> None:
    assert _passed("api.js", path) == expected


def _passed(source: str, path: str) -> str:
    """The path that a function of the CDN leaves."""
    code = (ROOT / "infra/edge" / source).read_text()
    call = f"{code}\nconsole.log(handler({{request: {{uri: {path!r}}}}}).uri)"
    return subprocess.run(["node", "-e", call], capture_output=True, text=True, check=True).stdout.strip()


def test_the_cloud_copies_the_client_into_the_bucket_itself(prod: Synthesised, local: Synthesised) -> None:
    kind = "Custom::CDKBucketDeployment"

    controls = {str(each["SystemMetadata"]["cache-control"]) for each in prod.of_type(kind)}

    assert controls == {"no-cache", "public, max-age=31536000, immutable"}
    assert not local.of_type(kind)


def test_the_rules_of_the_community_go_with_the_pages(
    prod: Synthesised, synthesise: Callable[..., Synthesised]
) -> None:
    def pages(stack: Synthesised) -> Resource:
        [found] = [each for each in stack.of_type("Custom::CDKBucketDeployment") if "DistributionPaths" in each]
        return found

    ruled, without = pages(synthesise(stage="prod", rules="docs/examples/rules.txt")), pages(prod)

    assert ruled["SystemMetadata"]["cache-control"] == "no-cache"
    assert ruled["DistributionPaths"] == ["/index.html", "/rules.txt"]
    (client, rules), (same, nothing) = ruled["SourceObjectKeys"], without["SourceObjectKeys"]
    assert (client == same, rules == nothing) == (True, False)  # there are always some, and they may be empty


def test_the_cdn_finds_the_apis_in_the_cloud_or_at_the_emulator(prod: Synthesised, local: Synthesised) -> None:
    cloud, here = (
        [each["CustomOriginConfig"] for each in _distribution(stack)["Origins"] if "CustomOriginConfig" in each]
        for stack in (prod, local)
    )

    assert {each["OriginProtocolPolicy"] for each in cloud} == {"https-only"}
    assert {(each["OriginProtocolPolicy"], each["HTTPPort"]) for each in here} == {("http-only", 4566)}


def test_a_domain_of_ones_own_is_the_sites_origin(synthesise: Callable[..., Synthesised]) -> None:
    certificate = "arn:aws:acm:us-east-1:123456789012:certificate/abc"

    stack = synthesise(stage="dev", domain="chat.example.org", certificate_arn=certificate)

    assert _distribution(stack)["Aliases"] == ["chat.example.org"]
    assert stack.functions()["authorizer"]["Environment"]["Variables"]["SITE_ORIGINS"] == "https://chat.example.org"


def test_the_domain_is_entered_in_its_zone_where_that_is_given(synthesise: Callable[..., Synthesised]) -> None:
    certificate = "arn:aws:acm:us-east-1:123456789012:certificate/abc"
    name = {"domain": "chat.example.org", "certificate_arn": certificate}

    with_zone = synthesise(stage="dev", **name, hosted_zone_id="Z0123456789").of_type("AWS::Route53::RecordSet")

    assert {(each["Name"], each["Type"]) for each in with_zone} == {
        ("chat.example.org", "A"),
        ("chat.example.org", "AAAA"),
    }
    assert all(each["AliasTarget"]["HostedZoneId"] == "Z2FDTNDATAQYW2" for each in with_zone)
    assert not synthesise(stage="dev", **name).of_type("AWS::Route53::RecordSet")
