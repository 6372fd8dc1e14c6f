"""The site: one origin for the client, the HTTP API and the WebSocket API."""

from pathlib import Path

from aws_cdk import Duration, RemovalPolicy
from aws_cdk import aws_certificatemanager as acm
from aws_cdk import aws_cloudfront as cloudfront
from aws_cdk import aws_cloudfront_origins as origins
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_s3_deployment as deployment
from constructs import Construct

from infra.http import Http
from infra.parameters import Parameters
from infra.realtime import STAGE, Realtime

CONTENT_SECURITY_POLICY = "; ".join([
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
])  # fmt: skip


class Site(Construct):
    """A private bucket with the client, and the CDN in front of it and of both APIs."""

    def __init__(
        self, scope: Construct, id: str, parameters: Parameters, http: Http, realtime: Realtime, client: Path
    ) -> None:
        super().__init__(scope, id)
        self._parameters = parameters
        self.bucket = s3.Bucket(
            self,
            "Bucket",
            block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
            encryption=s3.BucketEncryption.S3_MANAGED,
            enforce_ssl=True,
            removal_policy=RemovalPolicy.DESTROY,  # it holds nothing that a deploy does not bring back
            auto_delete_objects=parameters.uploads_site,
        )
        self.distribution = cloudfront.Distribution(
            self,
            "Distribution",
            default_behavior=self._pages(),
            additional_behaviors={
                "/api/*": self._passed_on(self._api(http.api.api_id, "")),
                f"/{STAGE}": self._passed_on(self._api(realtime.api.api_id, "")),
            },
            domain_names=[parameters.domain] if parameters.domain else None,
            certificate=self._certificate(),
            minimum_protocol_version=cloudfront.SecurityPolicyProtocol.TLS_V1_2_2021,
            http_version=cloudfront.HttpVersion.HTTP2_AND_3,
            price_class=cloudfront.PriceClass.PRICE_CLASS_100,
        )
        if parameters.uploads_site:
            self._upload(client)

    @property
    def origins(self) -> str:
        """The origins that browsers come from, comma separated."""
        own = self._parameters.domain or self.distribution.distribution_domain_name
        return ",".join([f"https://{own}", *self._parameters.site_origins])

    def _pages(self) -> cloudfront.BehaviorOptions:
        one_page = cloudfront.Function(
            self,
            "OnePage",
            runtime=cloudfront.FunctionRuntime.JS_2_0,
            code=cloudfront.FunctionCode.from_file(file_path=str(Path(__file__).with_name("spa.js"))),
        )
        return cloudfront.BehaviorOptions(
            # With LIST a missing file is a 404; no list can be had, as the function answers every path without a name.
            origin=origins.S3BucketOrigin.with_origin_access_control(
                self.bucket, origin_access_levels=[cloudfront.AccessLevel.READ, cloudfront.AccessLevel.LIST]
            ),
            viewer_protocol_policy=cloudfront.ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
            cache_policy=cloudfront.CachePolicy.CACHING_OPTIMIZED,
            response_headers_policy=self._headers(),
            function_associations=[
                cloudfront.FunctionAssociation(
                    function=one_page, event_type=cloudfront.FunctionEventType.VIEWER_REQUEST
                )
            ],
        )

    def _passed_on(self, origin: cloudfront.IOrigin) -> cloudfront.BehaviorOptions:
        return cloudfront.BehaviorOptions(
            origin=origin,
            viewer_protocol_policy=cloudfront.ViewerProtocolPolicy.HTTPS_ONLY,
            allowed_methods=cloudfront.AllowedMethods.ALLOW_ALL,
            cache_policy=cloudfront.CachePolicy.CACHING_DISABLED,
            origin_request_policy=cloudfront.OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
            response_headers_policy=self._headers(),
        )

    def _api(self, api_id: str, stage: str) -> cloudfront.IOrigin:
        host, port, prefix = self._parameters.api_origin(api_id, stage)
        if port is None:
            return origins.HttpOrigin(host, protocol_policy=cloudfront.OriginProtocolPolicy.HTTPS_ONLY)
        return origins.HttpOrigin(
            host, protocol_policy=cloudfront.OriginProtocolPolicy.HTTP_ONLY, http_port=port, origin_path=prefix
        )

    def _headers(self) -> cloudfront.IResponseHeadersPolicy:
        if existing := self.node.try_find_child("Headers"):
            return existing  # type: ignore[return-value]
        return cloudfront.ResponseHeadersPolicy(
            self,
            "Headers",
            security_headers_behavior=cloudfront.ResponseSecurityHeadersBehavior(
                content_security_policy=cloudfront.ResponseHeadersContentSecurityPolicy(
                    content_security_policy=CONTENT_SECURITY_POLICY, override=True
                ),
                content_type_options=cloudfront.ResponseHeadersContentTypeOptions(override=True),
                referrer_policy=cloudfront.ResponseHeadersReferrerPolicy(
                    referrer_policy=cloudfront.HeadersReferrerPolicy.NO_REFERRER, override=True
                ),
                strict_transport_security=cloudfront.ResponseHeadersStrictTransportSecurity(
                    access_control_max_age=Duration.days(365), include_subdomains=True, override=True
                ),
            ),
        )

    def _certificate(self) -> acm.ICertificate | None:
        arn = self._parameters.certificate_arn
        return acm.Certificate.from_certificate_arn(self, "Certificate", arn) if arn else None

    def _upload(self, client: Path) -> None:
        # Files below assets/ carry their hash in the name and never change; open tabs may still want the old ones.
        # Everything else is asked for anew each time.
        for id, assets, control in (
            ("Assets", True, "public, max-age=31536000, immutable"),
            ("Pages", False, "no-cache"),
        ):
            deployment.BucketDeployment(
                self,
                id,
                sources=[
                    deployment.Source.asset(
                        str(client), exclude=["*", "!assets", "!assets/**"] if assets else ["assets"]
                    )
                ],
                destination_bucket=self.bucket,
                cache_control=[deployment.CacheControl.from_string(control)],
                prune=False,
                distribution=None if assets else self.distribution,
                distribution_paths=None if assets else ["/index.html"],
            )
