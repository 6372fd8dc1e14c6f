"""The settings of a deployment: what `cdk.json` says under `stages`, checked.

Any setting can be overridden for one run, e.g. `cdk deploy -c stage=prod -c message_length=500`. What is said of each
below is what docs/settings.md says, and what somebody reads who gets one wrong.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

LOCAL = "local"
EDGE_REGION = "us-east-1"
"""Where CloudFront looks for certificates and firewalls, wherever the rest is."""

LOG_DAYS = (1, 7, 30, 90, 365)


class SettingsError(Exception):
    """A setting is missing or wrong; the message is one line for the operator."""


def _split(value: object) -> object:
    return [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value


Host = Annotated[str, Field(pattern=r"^https?://[\w.-]+(:\d+)?$")]
Address = Annotated[str, Field(pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$")]
PerSecond = Annotated[int, Field(ge=1, le=10_000)]


class Settings(BaseModel):
    """One deployment's settings."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)

    stage: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{0,19}$")]
    """The deployment's name: lower-case letters, digits and hyphens, 20 at most. Several live side by side."""
    region: Annotated[str, Field(pattern=r"^[a-z]{2}(-[a-z]+)+-\d$")]
    """The AWS region, e.g. `eu-central-1`."""
    sender_address: Address
    """Mail comes from here; SES must know the address or its domain as verified."""
    keep_data: bool = True
    """Tables and accounts outlive `make destroy`, and deleting them needs a deliberate step."""
    retention_days: Annotated[int, Field(ge=0, le=36_500)] = 0
    """Messages are kept for so many days; 0 keeps them for ever."""

    alarm_address: Address | None = None
    """Alarms are mailed here, once the address has confirmed that it wants them; without one there are none."""
    monthly_budget: Annotated[float, Field(gt=0)] | None = None
    """US dollars a month that the AWS account is meant to cost; mail goes out at 80 %, and when 100 % is forecast."""
    log_retention_days: int = 30
    """Logs are kept for so many days: 1, 7, 30, 90 or 365."""

    domain: Annotated[str, Field(pattern=r"^([a-z0-9-]+\.)+[a-z]{2,}$")] | None = None
    """The site's own name, e.g. `chat.example.com`; it needs `certificate_arn`."""
    certificate_arn: Annotated[str, Field(pattern=r"^arn:aws:acm:us-east-1:\d{12}:certificate/.+$")] | None = None
    """The name's certificate in ACM, which has to be in us-east-1 for CloudFront."""
    hosted_zone_id: Annotated[str, Field(pattern=r"^Z[A-Z0-9]{5,31}$")] | None = None
    """The Route 53 zone that `domain` is entered in; without one you enter it yourself."""

    message_length: Annotated[int, Field(ge=1, le=4000)] = 300
    """The longest message, in Unicode code points, up to 4000."""
    rate_burst: Annotated[int, Field(ge=1, le=1000)] = 20
    """A user may send so many messages at once …"""
    rate_per_second: Annotated[float, Field(gt=0, le=1000)] = 2
    """… and so many a second after that."""
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
    viewers_per_worker: Annotated[int, Field(ge=10, le=5000)] = 100
    """Viewers of a large public chat that one invocation serves; more of them take more invocations at once."""

    calls_per_second: PerSecond = 500
    """HTTP calls that the deployment takes a second, twice as many at once; more get 429."""
    sign_ins_per_second: PerSecond = 20
    """As above, of each open call: sign up, log in, and what else takes no token."""
    frames_per_second: PerSecond = 2000
    """Frames that the deployment takes a second, twice as many at once."""
    connects_per_second: PerSecond = 200
    """Connections that may be opened a second, twice as many at once."""
    codes_per_hour: Annotated[int, Field(ge=10, le=10_000)] = 1000
    """Codes that the deployment mails within an hour, whoever asks; one address gets five."""
    waf: bool = False
    """A firewall before the site: AWS's managed rules, and a limit of sign-ups and log-ins. It costs about 9 US dollars
    a month, and needs `region` us-east-1, where CloudFront's firewalls are."""
    waf_sign_ins: Annotated[int, Field(ge=10)] = 100
    """With the firewall: sign-ups and log-ins from one address in five minutes."""

    site_origins: Annotated[tuple[str, ...], BeforeValidator(_split)] = ()
    """Origins that browsers may come from, besides the site's own."""
    gateway: Annotated[str, Field(pattern=r"^http://[^/]+:\d+$")] | None = None
    """Local only: where MiniStack listens, e.g. `http://127.0.0.1:4566`."""

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        if self.log_retention_days not in LOG_DAYS:
            raise ValueError(f"log_retention_days is one of {', '.join(map(str, LOG_DAYS))}")
        if (self.domain is None) != (self.certificate_arn is None):
            raise ValueError("domain and certificate_arn go together")
        if self.hosted_zone_id is not None and self.domain is None:
            raise ValueError("hosted_zone_id needs the domain that is to be entered in it")
        if self.monthly_budget is not None and self.alarm_address is None:
            raise ValueError("monthly_budget needs an alarm_address to write to")
        if self.waf and self.region != EDGE_REGION:
            raise ValueError(f"waf needs region {EDGE_REGION}, where CloudFront's firewalls are")
        if (self.stage == LOCAL) != (self.gateway is not None):
            raise ValueError("gateway belongs to the local stage, and to no other")
        return self

    @classmethod
    def from_context(cls, context: Mapping[str, Any]) -> Self:
        """The settings of the stage that the CDK context names. Raises SettingsError with one clear line."""
        stages: dict[str, dict[str, object]] = context.get("stages") or {}
        stage = context.get("stage")
        if stage not in stages:
            raise SettingsError(f"stage {stage!r} is unknown; cdk.json has {', '.join(stages) or 'none'}")
        if unknown := [name for name in context if not _is_known(name, cls)]:
            raise SettingsError(f"{unknown[0]}: there is no such setting")
        overrides = {name: context[name] for name in cls.model_fields if name in context}
        try:
            return cls.model_validate({**stages[stage], **overrides})
        except ValidationError as error:
            raise SettingsError(_line(stage, error)) from error


def _is_known(name: str, settings: type[Settings]) -> bool:
    """Whether an entry of the context is ours, or the CDK's own: those have @ or : in their names."""
    return name in settings.model_fields or name == "stages" or "@" in name or ":" in name


def _line(stage: str, error: ValidationError) -> str:
    """The first thing that is wrong, where it is, and what belongs there."""
    first = error.errors()[0]
    where = ".".join(["stages", stage, *map(str, first["loc"])])
    said = f"{where}: {first['msg'].removeprefix('Value error, ')}"
    field = Settings.model_fields.get(str(first["loc"][0])) if first["loc"] else None
    return f"{said}. {' '.join(field.description.split())}" if field and field.description else said
