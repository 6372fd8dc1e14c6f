"""The settings of a deployment: what `cdk.json` says under `stages`, checked.

Any setting can be overridden for one run, e.g. `cdk deploy -c stage=prod -c message_length=500`.

The local stack is the cloud's, deployed into MiniStack. All that differs is the values of its stage in `cdk.json`
and the properties that read `is_local` below.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Self
from urllib.parse import urlsplit

from aws_cdk import Aws, CliCredentialsStackSynthesizer, DefaultStackSynthesizer, IStackSynthesizer, RemovalPolicy
from aws_cdk import aws_logs as logs
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

LOCAL = "local"
MEGABYTE = 1024 * 1024
RETENTION = {
    1: logs.RetentionDays.ONE_DAY,
    7: logs.RetentionDays.ONE_WEEK,
    30: logs.RetentionDays.ONE_MONTH,
    90: logs.RetentionDays.THREE_MONTHS,
    365: logs.RetentionDays.ONE_YEAR,
}


class SettingsError(Exception):
    """A setting is missing or wrong; the message is one line for the operator."""


def _split(value: object) -> object:
    return [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value


Host = Annotated[str, Field(pattern=r"^https?://[\w.-]+(:\d+)?$")]


class Parameters(BaseModel):
    """One deployment's settings."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    stage: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{0,19}$")]
    region: Annotated[str, Field(pattern=r"^[a-z]{2}(-[a-z]+)+-\d$")]
    sender_address: Annotated[str, Field(pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$")]
    """Mail comes from here; SES must know the address or its domain as verified."""
    message_length: Annotated[int, Field(ge=1, le=4000)] = 300
    """The longest message, in Unicode code points."""
    viewers_per_worker: Annotated[int, Field(ge=10, le=5000)] = 250
    """Viewers of a large public chat that one invocation serves; more of them take more invocations at once."""
    cloudinary_parameter: Annotated[str, Field(pattern=r"^(|/?[\w.-]+(/[\w.-]+)*)$")] = ""
    """The SSM SecureString with the Cloudinary account, `cloudinary://key:secret@cloud`; empty: no files."""
    upload_limit_mb: Annotated[int, Field(ge=1, le=1000)] = 25
    """The largest file, in MB of 1,048,576 bytes; the Cloudinary plan has limits of its own."""
    file_hosts: Annotated[tuple[Host, ...], BeforeValidator(_split)] = (
        "https://api.cloudinary.com",
        "https://res.cloudinary.com",
    )
    """Origins that browsers bring files to and read them from; without an account, none is."""
    presence_interval: Annotated[float, Field(ge=1, le=600)] = 5
    """Seconds: a connection is sent counts, and statuses, at most once in so many …"""
    presence_users_per_second: Annotated[float, Field(gt=0)] = 50
    """… and counts at most once in users ÷ this: about the posts a second that presence may cost, whoever is there."""
    log_retention_days: int
    keep_data: bool
    """Tables and accounts outlive `cdk destroy`, and deleting them needs a deliberate step."""
    domain: str | None = None
    """The site's own name, e.g. chat.example.com; with it goes `certificate_arn`."""
    certificate_arn: Annotated[str, Field(pattern=r"^arn:aws:acm:us-east-1:\d{12}:certificate/.+$")] | None = None
    site_origins: Annotated[tuple[str, ...], BeforeValidator(_split)] = ()
    """Origins that browsers may come from, besides the site's own."""
    gateway: Annotated[str, Field(pattern=r"^http://[^/]+:\d+$")] | None = None
    """Local only: where MiniStack listens, e.g. http://127.0.0.1:4566."""

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        if self.log_retention_days not in RETENTION:
            raise ValueError(f"log_retention_days is one of {', '.join(map(str, RETENTION))}")
        if (self.domain is None) != (self.certificate_arn is None):
            raise ValueError("domain and certificate_arn go together")
        if self.is_local != (self.gateway is not None):
            raise ValueError("gateway belongs to the local stage, and to no other")
        return self

    @classmethod
    def from_context(cls, context: Mapping[str, Any]) -> Parameters:
        """The settings of the stage that the CDK context names. Raises SettingsError with one clear line."""
        stages: dict[str, dict[str, object]] = context.get("stages") or {}
        stage = context.get("stage")
        if stage not in stages:
            raise SettingsError(f"stage {stage!r} is unknown; cdk.json has {', '.join(stages) or 'none'}")
        overrides = {name: context[name] for name in cls.model_fields if name in context}
        try:
            return cls.model_validate({**stages[stage], **overrides})
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(["stages", stage, *map(str, first["loc"])])
            raise SettingsError(f"{where}: {first['msg'].removeprefix('Value error, ')}") from error

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
    def declares_route_responses(self) -> bool:
        """The replies of a WebSocket route have to be declared; MiniStack's CloudFormation does not know the type and
        sends replies without."""
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

    @property
    def mail_identities(self) -> list[str]:
        """The resources that sending mail is checked against. SES asks for the identity that covers the sender: the
        address, or its domain where only that is verified. MiniStack names none in its checks."""
        if self.is_local:
            return ["*"]
        identities = f"arn:aws:ses:{self.region}:{Aws.ACCOUNT_ID}:identity"
        return [f"{identities}/{name}" for name in (self.sender_address, self.sender_address.partition("@")[2])]

    # What follows from the settings, the same everywhere.

    @property
    def file_sources(self) -> tuple[str, ...]:
        """The origins that the client may bring files to and read them from."""
        return self.file_hosts if self.cloudinary_parameter else ()

    @property
    def upload_limit(self) -> int:
        """The largest file in bytes."""
        return self.upload_limit_mb * MEGABYTE

    @property
    def removal_policy(self) -> RemovalPolicy:
        return RemovalPolicy.RETAIN if self.keep_data else RemovalPolicy.DESTROY

    @property
    def log_retention(self) -> logs.RetentionDays:
        return RETENTION[self.log_retention_days]
