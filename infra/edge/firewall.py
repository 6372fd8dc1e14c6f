"""The firewall before the site, where it is switched on: what AWS knows as bad, and too much from one address."""

from __future__ import annotations

from collections.abc import Sequence

from aws_cdk import aws_wafv2 as waf
from constructs import Construct

from infra.parameters import Parameters

# Passwords and names may be of any characters, and nothing here runs what they say: odd bodies are only counted.
BODIES = (
    "SizeRestrictions_BODY",
    "CrossSiteScripting_BODY",
    "EC2MetaDataSSRF_BODY",
    "GenericLFI_BODY",
    "GenericRFI_BODY",
)
MANAGED: dict[str, tuple[str, ...]] = {
    "AWSManagedRulesAmazonIpReputationList": (),
    "AWSManagedRulesKnownBadInputsRuleSet": (),
    "AWSManagedRulesCommonRuleSet": BODIES,
}
"""Rule groups, and which of their rules only count."""

SIGN_INS = ("/api/auth/signup", "/api/auth/login")
CALLS = ("/api/", "/ws")
"""Open or not: the gateway counts a call against the whole deployment before it looks at a token (ADR 0026)."""

READING = ("URL_DECODE", "NORMALIZE_PATH", "LOWERCASE")
"""How a path is read before it is compared: the gateway decodes it as well, so that `/api/auth/log%69n` signs in."""


class Firewall(Construct):
    """A web ACL for CloudFront."""

    def __init__(self, scope: Construct, construct_id: str, parameters: Parameters) -> None:
        super().__init__(scope, construct_id)
        self._name = f"snowfight-{parameters.stage}"
        managed = [
            self._rule(
                place, name, statement=_managed(name, counted), override=waf.CfnWebACL.OverrideActionProperty(none={})
            )
            for place, (name, counted) in enumerate(MANAGED.items(), start=2)
        ]
        limits = [
            self._limit(0, "SignIns", parameters.waf_sign_ins, SIGN_INS),
            self._limit(1, "Calls", parameters.waf_calls, CALLS),
        ]
        self._acl = waf.CfnWebACL(
            self,
            "Acl",
            scope="CLOUDFRONT",
            default_action=waf.CfnWebACL.DefaultActionProperty(allow={}),
            visibility_config=self._seen("all"),
            rules=[*limits, *managed],
        )

    @property
    def arn(self) -> str:
        """What the distribution is told."""
        return self._acl.attr_arn

    def _limit(self, priority: int, name: str, limit: int, paths: Sequence[str]) -> waf.CfnWebACL.RuleProperty:
        return self._rule(
            priority,
            name,
            statement=waf.CfnWebACL.StatementProperty(rate_based_statement=_rate(limit, paths)),
            action=waf.CfnWebACL.RuleActionProperty(
                block=waf.CfnWebACL.BlockActionProperty(
                    custom_response=waf.CfnWebACL.CustomResponseProperty(response_code=429)
                )
            ),
        )

    def _rule(
        self,
        priority: int,
        name: str,
        *,
        statement: waf.CfnWebACL.StatementProperty,
        action: waf.CfnWebACL.RuleActionProperty | None = None,
        override: waf.CfnWebACL.OverrideActionProperty | None = None,
    ) -> waf.CfnWebACL.RuleProperty:
        return waf.CfnWebACL.RuleProperty(
            name=name,
            priority=priority,
            statement=statement,
            action=action,
            override_action=override,
            visibility_config=self._seen(name),
        )

    def _seen(self, name: str) -> waf.CfnWebACL.VisibilityConfigProperty:
        return waf.CfnWebACL.VisibilityConfigProperty(
            cloud_watch_metrics_enabled=True,
            metric_name=f"{self._name}-{name}",
            sampled_requests_enabled=False,  # samples hold addresses and headers
        )


def _managed(name: str, counted: tuple[str, ...]) -> waf.CfnWebACL.StatementProperty:
    return waf.CfnWebACL.StatementProperty(
        managed_rule_group_statement=waf.CfnWebACL.ManagedRuleGroupStatementProperty(
            vendor_name="AWS",
            name=name,
            rule_action_overrides=[
                waf.CfnWebACL.RuleActionOverrideProperty(
                    name=rule, action_to_use=waf.CfnWebACL.RuleActionProperty(count={})
                )
                for rule in counted
            ],
        )
    )


def _rate(limit: int, paths: Sequence[str]) -> waf.CfnWebACL.RateBasedStatementProperty:
    return waf.CfnWebACL.RateBasedStatementProperty(
        limit=limit,
        aggregate_key_type="IP",
        evaluation_window_sec=300,
        scope_down_statement=waf.CfnWebACL.StatementProperty(
            or_statement=waf.CfnWebACL.OrStatementProperty(statements=[_begins_with(path) for path in paths])
        ),
    )


def _begins_with(path: str) -> waf.CfnWebACL.StatementProperty:
    return waf.CfnWebACL.StatementProperty(
        byte_match_statement=waf.CfnWebACL.ByteMatchStatementProperty(
            field_to_match=waf.CfnWebACL.FieldToMatchProperty(uri_path={}),
            positional_constraint="STARTS_WITH",
            search_string=path,
            text_transformations=[
                waf.CfnWebACL.TextTransformationProperty(priority=place, type=kind)
                for place, kind in enumerate(READING)
            ],
        )
    )
