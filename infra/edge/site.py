"""The site: one origin for the client, the HTTP API and the WebSocket API."""

from collections.abc import Sequence
from pathlib import Path
from typing import cast

from aws_cdk import Annotations, Duration, RemovalPolicy, Stack
from aws_cdk import aws_certificatemanager as acm
from aws_cdk import aws_cloudfront as cloudfront
from aws_cdk import aws_cloudfront_origins as origins
from aws_cdk import aws_route53 as route53
from aws_cdk import aws_route53_targets as targets
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_s3_deployment as deployment
from aws_cdk.interfaces.aws_cloudfront import IOriginAccessControlRef
from constructs import Construct

from infra.apis.http import Http
from infra.apis.realtime import STAGE, Realtime
from infra.edge.firewall import Firewall
from infra.parameters import Parameters

ERRORS = (400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504)
"""All that CloudFront can be told of. Unless told, it keeps most of them for ten seconds, for everybody at an edge and
whatever `no-store` says."""

RULES = "rules.txt"
"""What the operator says of the community; there is always one, and it may be empty."""
FOREVER = "public, max-age=31536000, immutable"
NEVER = "no-cache"
NO_FIREWALL = (
    "The firewall is off (waf: false). One address may use up what the whole deployment takes, and lock everybody out; "
    "docs/adr/0026-limits-by-address.md says what that costs and what stands without it."
)
OWN = ("camera", "microphone", "display-capture")
"""What calls and voice messages ask a browser for: pages of ours may, and nothing that they embed."""
NONE = ("geolocation", "payment", "usb", "browsing-topics")
"""What no page of ours ever asks for."""
PERMISSIONS = ", ".join([*(f"{feature}=(self)" for feature in OWN), *(f"{feature}=()" for feature in NONE)])


def content_security_policy(file_hosts: Sequence[str]) -> str:
    """What pages may load: their own, and files from `file_hosts`, where uploads go as well.

    A picture on its way there, and a recording that is listened to, come from the page's own memory, `blob:`. Nothing
    that could run is made from a text, but for the address of the service worker, which the policy `worker` vouches
    for.
    """
    files = "".join(f" {host}" for host in file_hosts)
    media = f" blob:{files}" if files else ""
    return (
        f"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'{media}; "
        f"media-src 'self'{media}; font-src 'self'; "
        f"connect-src 'self'{files}; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'; "
        "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types worker"
    )


class Site(Construct):
    """A private bucket with the client, and the CDN in front of it and of both APIs."""

    def __init__(
        self, scope: Construct, construct_id: str, parameters: Parameters, http: Http, realtime: Realtime, client: Path
    ) -> None:
        super().__init__(scope, construct_id)
        self._parameters = parameters
        self.bucket = s3.Bucket(
            self,
            "Bucket",
            block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
            encryption=s3.BucketEncryption.S3_MANAGED,
            enforce_ssl=True,
            removal_policy=RemovalPolicy.DESTROY,  # it holds nothing that a deploy does not bring back
            auto_delete_objects=parameters.empties_buckets,
        )
        headers = self._headers()
        self.distribution = cloudfront.Distribution(
            self,
            "Distribution",
            default_behavior=self._pages(headers),
            additional_behaviors={
                "/api/*": self._passed_on(self._api(http.api.api_id), headers, self._calls()),
                f"/{STAGE}": self._passed_on(self._api(realtime.api.api_id), headers),
            },
            domain_names=[parameters.domain] if parameters.domain else None,
            certificate=self._certificate(),
            # Without a name of its own the CDN's certificate, and what it asks of TLS, is CloudFront's.
            minimum_protocol_version=cloudfront.SecurityPolicyProtocol.TLS_V1_2_2021 if parameters.domain else None,
            default_root_object="index.html",
            error_responses=[cloudfront.ErrorResponse(http_status=each, ttl=Duration.seconds(0)) for each in ERRORS],
            http_version=cloudfront.HttpVersion.HTTP2_AND_3,
            web_acl_id=Firewall(self, "Firewall", parameters).arn if parameters.waf else None,
            price_class=cloudfront.PriceClass.PRICE_CLASS_100,
        )
        Annotations.of(self.distribution).acknowledge_warning(
            "@aws-cdk/aws-cloudfront-origins:listBucketSecurityRisk",
            "No list can be had: the function answers every path without a file's name with the page.",
        )
        if not (parameters.waf or parameters.is_local):
            Annotations.of(self).add_warning_v2("monkey-snowfight:firewall", NO_FIREWALL)
        self._enter(parameters.domain, parameters.hosted_zone_id)
        if parameters.uploads_site:
            self._upload(client)

    @property
    def origins(self) -> str:
        """The origins that browsers come from, comma separated, the one that people are sent to first: locally the
        front door, since CloudFront's name leads nowhere from here."""
        own = f"https://{self._parameters.domain or self.distribution.distribution_domain_name}"
        others = self._parameters.site_origins
        return ",".join([*others, own] if self._parameters.is_local else [own, *others])

    def _pages(self, headers: cloudfront.ResponseHeadersPolicy) -> cloudfront.BehaviorOptions:
        access = cloudfront.S3OriginAccessControl(self, "Access", origin_access_control_name=self._global_name("site"))
        return cloudfront.BehaviorOptions(
            # With LIST a missing file is a 404; no list can be had, as the function answers every path without a name.
            origin=origins.S3BucketOrigin.with_origin_access_control(
                self.bucket,
                origin_access_control=cast("IOriginAccessControlRef", access),
                origin_access_levels=[cloudfront.AccessLevel.READ, cloudfront.AccessLevel.LIST],
            ),
            viewer_protocol_policy=cloudfront.ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
            cache_policy=cloudfront.CachePolicy.CACHING_OPTIMIZED,
            response_headers_policy=headers,
            function_associations=[self._before("OnePage", "one-page", "spa.js")],
        )

    def _calls(self) -> list[cloudfront.FunctionAssociation]:
        """What is done to a call before it is passed on; locally the gateway has routes for slashes itself."""
        return [] if self._parameters.tells_slashes_apart else [self._before("Calls", "calls", "api.js")]

    def _before(self, construct_id: str, name: str, source: str) -> cloudfront.FunctionAssociation:
        """Let a function see each request first."""
        function = cloudfront.Function(
            self,
            construct_id,
            function_name=self._global_name(name),
            runtime=cloudfront.FunctionRuntime.JS_2_0,
            code=cloudfront.FunctionCode.from_file(file_path=str(Path(__file__).with_name(source))),
        )
        return cloudfront.FunctionAssociation(function=function, event_type=cloudfront.FunctionEventType.VIEWER_REQUEST)

    def _passed_on(
        self,
        origin: cloudfront.IOrigin,
        headers: cloudfront.ResponseHeadersPolicy,
        before: list[cloudfront.FunctionAssociation] | None = None,
    ) -> cloudfront.BehaviorOptions:
        return cloudfront.BehaviorOptions(
            origin=origin,
            viewer_protocol_policy=cloudfront.ViewerProtocolPolicy.HTTPS_ONLY,
            allowed_methods=cloudfront.AllowedMethods.ALLOW_ALL,
            cache_policy=cloudfront.CachePolicy.CACHING_DISABLED,
            origin_request_policy=cloudfront.OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
            response_headers_policy=headers,
            function_associations=before or None,
        )

    def _api(self, api_id: str) -> cloudfront.IOrigin:
        host, port, prefix = self._parameters.api_origin(api_id)
        if port is None:
            return origins.HttpOrigin(host, protocol_policy=cloudfront.OriginProtocolPolicy.HTTPS_ONLY)
        return origins.HttpOrigin(
            host, protocol_policy=cloudfront.OriginProtocolPolicy.HTTP_ONLY, http_port=port, origin_path=prefix
        )

    def _headers(self) -> cloudfront.ResponseHeadersPolicy:
        return cloudfront.ResponseHeadersPolicy(
            self,
            "Headers",
            response_headers_policy_name=self._global_name("headers"),
            security_headers_behavior=cloudfront.ResponseSecurityHeadersBehavior(
                content_security_policy=cloudfront.ResponseHeadersContentSecurityPolicy(
                    content_security_policy=content_security_policy(self._parameters.file_sources), override=True
                ),
                frame_options=cloudfront.ResponseHeadersFrameOptions(
                    frame_option=cloudfront.HeadersFrameOption.DENY, override=True
                ),
                content_type_options=cloudfront.ResponseHeadersContentTypeOptions(override=True),
                referrer_policy=cloudfront.ResponseHeadersReferrerPolicy(
                    referrer_policy=cloudfront.HeadersReferrerPolicy.NO_REFERRER, override=True
                ),
                strict_transport_security=cloudfront.ResponseHeadersStrictTransportSecurity(
                    access_control_max_age=Duration.days(365), include_subdomains=True, override=True
                ),
            ),
            custom_headers_behavior=cloudfront.ResponseCustomHeadersBehavior(
                custom_headers=[
                    cloudfront.ResponseCustomHeader(header="Permissions-Policy", value=PERMISSIONS, override=True)
                ]
            ),
        )

    def _global_name(self, what: str) -> str:
        """CloudFront's names are the account's, wherever the stack is: the same stage may be in two regions."""
        return f"{Stack.of(self).stack_name}-{self._parameters.region}-{what}"

    def _certificate(self) -> acm.ICertificate | None:
        arn = self._parameters.certificate_arn
        return acm.Certificate.from_certificate_arn(self, "Certificate", arn) if arn else None

    def _enter(self, domain: str | None, zone: str | None) -> None:
        """Point the name at the CDN, where its zone is ours."""
        if domain and zone:
            target = route53.CfnRecordSet.AliasTargetProperty(
                dns_name=self.distribution.distribution_domain_name,
                hosted_zone_id=targets.CloudFrontTarget.CLOUDFRONT_ZONE_ID,
            )
            for kind in ("A", "AAAA"):
                route53.CfnRecordSet(
                    self, f"Name{kind}", hosted_zone_id=zone, name=domain, type=kind, alias_target=target
                )

    def _upload(self, client: Path) -> None:
        # Files below assets/ carry their hash in the name and never change; open tabs may still want the old ones.
        # Everything else is asked for anew each time.
        assets = deployment.Source.asset(str(client), exclude=["*", "!assets", "!assets/**"])
        self._deployment("Assets", [assets], control=FOREVER)
        rules = deployment.Source.data(RULES, self._parameters.rules_text)
        pages = deployment.Source.asset(str(client), exclude=["assets"])
        self._deployment("Pages", [pages, rules], control=NEVER, distribution=self.distribution)

    def _deployment(
        self,
        name: str,
        sources: Sequence[deployment.ISource],
        control: str,
        distribution: cloudfront.Distribution | None = None,
    ) -> None:
        deployment.BucketDeployment(
            self,
            name,
            sources=sources,
            destination_bucket=self.bucket,
            cache_control=[deployment.CacheControl.from_string(control)],
            prune=False,
            distribution=distribution,
            distribution_paths=["/index.html", f"/{RULES}"] if distribution else None,
        )
