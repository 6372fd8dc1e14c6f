"""What a deployment's settings mean for the CDK.

The local stack is the cloud's, deployed into MiniStack. All that differs is the values of its stage in `cdk.json`
and the properties that read `is_local` below.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from aws_cdk import CliCredentialsStackSynthesizer, DefaultStackSynthesizer, IStackSynthesizer, RemovalPolicy
from aws_cdk import aws_logs as logs

from infra.settings import LOCAL, Settings, SettingsError
from infra.values import ROOT

__all__ = ["Parameters", "SettingsError"]

MEGABYTE = 1024 * 1024
LOG_RETENTION = {
    1: logs.RetentionDays.ONE_DAY,
    7: logs.RetentionDays.ONE_WEEK,
    30: logs.RetentionDays.ONE_MONTH,
    90: logs.RetentionDays.THREE_MONTHS,
    365: logs.RetentionDays.ONE_YEAR,
}


class Parameters(Settings):
    """One deployment's settings, and what follows from them."""

    # What follows is the whole difference between the local stack and the cloud's.

    @property
    def is_local(self) -> bool:
        return self.stage == LOCAL

    @property
    def target(self) -> str:
        """The folder below build/ with the code for this deployment: wheels for this machine or for Lambda on arm64."""
        return "local" if self.is_local else "cloud"

    @property
    def synthesizer(self) -> IStackSynthesizer:
        """Under enforced IAM, MiniStack refuses the roles of the CDK's bootstrap: locally the caller does it all."""
        return CliCredentialsStackSynthesizer() if self.is_local else DefaultStackSynthesizer()

    @property
    def uploads_site(self) -> bool:
        """Whether the stack copies web/dist into the bucket itself. That takes a Lambda with the AWS CLI in a layer at
        a fixed place, which MiniStack has not: locally `local.deploy` copies."""
        return not self.is_local

    @property
    def empties_buckets(self) -> bool:
        """Whether buckets are emptied when their stack goes. A function of the CDK's does that; MiniStack's state is
        simply forgotten."""
        return not self.is_local

    @property
    def declares_route_responses(self) -> bool:
        """The replies of a WebSocket route have to be declared; MiniStack's CloudFormation does not know the type and
        sends replies without."""
        return not self.is_local

    @property
    def tells_slashes_apart(self) -> bool:
        """Whether a path with a slash at its end, which is optional, takes a route of its own. API Gateway knows no
        route that ends with a slash, so the CDN cuts it off (`edge/api.js`); MiniStack has no such CDN, and would let
        it fall to the route of all the rest, which wants a token."""
        return self.is_local

    @property
    def requires_tls(self) -> bool:
        """Whether tables, queues and topics refuse plain HTTP, which is what MiniStack speaks on this machine."""
        return not self.is_local

    @property
    def is_watched(self) -> bool:
        """Whether there are alarms and a dashboard: MiniStack's alarms know no arithmetic."""
        return not self.is_local

    @property
    def hears_of_mail(self) -> bool:
        """Whether SES tells what became of mail: MiniStack delivers none."""
        return not self.is_local

    @property
    def is_backed_up(self) -> bool:
        """Whether AWS Backup takes a copy a day, of a deployment that keeps its data; MiniStack knows no such plans."""
        return self.keep_data and not self.is_local

    @property
    def sockets_need_a_role(self) -> bool:
        """Whether the account has to name a role for the access logs of WebSocket APIs."""
        return not self.is_local

    @property
    def traces(self) -> bool:
        """Whether X-Ray samples what functions do. Here nobody reads it, and it takes a permission on everything."""
        return not self.is_local

    def api_origin(self, api_id: str) -> tuple[str, int | None, str]:
        """Host, port (None: HTTPS) and path prefix at which the CDN finds an API."""
        if self.gateway is None:
            return f"{api_id}.execute-api.{self.region}.amazonaws.com", None, ""
        address = urlsplit(self.gateway)
        return address.hostname or "", address.port, f"/_aws/execute-api/{api_id}"

    def callback_url(self, api_id: str, stage: str) -> str:
        """Base of the API that posts to the connections of a WebSocket API."""
        if self.gateway is None:
            return f"https://{api_id}.execute-api.{self.region}.amazonaws.com/{stage}"
        return f"{self.gateway}/_aws/execute-api/{api_id}/{stage}"

    # What follows from the settings, the same everywhere.

    @property
    def file_sources(self) -> tuple[str, ...]:
        """The origins that the client may bring files to and read them from."""
        return self.file_hosts if self.cloudinary_parameter else ()

    @property
    def rules_text(self) -> str:
        """What the file of `rules` says; empty where there is none."""
        return (ROOT / self.rules).read_text(encoding="utf-8") if self.rules else ""

    @property
    def upload_limit(self) -> int:
        """The largest file in bytes."""
        return self.upload_limit_mb * MEGABYTE

    @property
    def removal_policy(self) -> RemovalPolicy:
        return RemovalPolicy.RETAIN if self.keep_data else RemovalPolicy.DESTROY

    @property
    def metrics(self) -> str:
        """The CloudWatch namespace of the deployment's own metrics."""
        return f"MonkeySnowfight/{self.stage}"

    @property
    def log_retention(self) -> logs.RetentionDays:
        return LOG_RETENTION[self.log_retention_days]
