"""The settings of a deployment: what `cdk.json` says under `stages`, checked.

Any setting can be overridden for one run, e.g. `cdk deploy -c stage=prod -c message_length=500`. What is said of each
below is what docs/settings.md says, and what somebody reads who gets one wrong.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, Self, cast

from pydantic import BaseModel, ConfigDict, Field, ValidationError, ValidationInfo, field_validator, model_validator

from infra import regions
from infra.values import Address, Origin, ParameterName, PerSecond, Region, RulesFile, Split, StunUrl, TurnUrl, WafLimit

FILE = Path(__file__).resolve().parent.parent / "cdk.json"
LOCAL = "local"

LOG_DAYS = (1, 7, 30, 90, 365)


class SettingsError(Exception):
    """A setting is missing or wrong; the message is one line for the operator."""


class Settings(BaseModel):
    """One deployment's settings."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False, use_attribute_docstrings=True)

    stage: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{0,19}$")]
    """The deployment's name: lower-case letters, digits and hyphens, 20 at most. Several live side by side."""
    region: Region
    """The AWS region, e.g. `eu-central-1`; not one of China's, GovCloud's or another partition than `aws`, and none
    that has no SES."""
    sender_address: Address
    """Mail comes from here; SES must have verified it, as the next line says."""
    sender_identity: Literal["address", "domain"] = "address"
    """What SES has verified and mail is sent by: the `address` itself, or its `domain`."""
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

    rules: RulesFile = ""
    """The file with the rules of the community, e.g. `docs/examples/rules.txt`: plain text in the markup of messages,
    up to 64 KB. The page `/rules` shows it, with `contact`; `docs/moderation.md` says what belongs there."""

    message_length: Annotated[int, Field(ge=1, le=4000)] = 300
    """The longest message, in Unicode code points, up to 4000."""
    edit_hours: Annotated[float, Field(ge=0, le=876_000)] | None = 24
    """For so many hours its author may edit a message; 0: never, null: without end."""
    rate_burst: Annotated[int, Field(ge=1, le=1000)] = 20
    """A user may send so many messages at once …"""
    rate_per_second: Annotated[float, Field(gt=0, le=1000)] = 2
    """… and so many a second after that."""
    cloudinary_parameter: ParameterName = ""
    """The SSM SecureString with the Cloudinary account, `cloudinary://key:secret@cloud`; empty: no files."""
    upload_limit_mb: Annotated[int, Field(ge=1, le=1000)] = 25
    """The largest file, in MB of 1,048,576 bytes; the Cloudinary plan has limits of its own."""
    file_hosts: Annotated[tuple[Origin, ...], Split] = (
        "https://api.cloudinary.com",
        "https://res.cloudinary.com",
    )
    """Origins that browsers bring files to and read them from; without an account, none is."""

    push_parameter: ParameterName = ""
    """The SSM SecureString that notices are signed with, which `make deploy` makes once; empty: no push, and no mail of
    what was missed."""
    mail_after_minutes: Annotated[float, Field(ge=0, le=1440)] = 15
    """Who is mentioned or written to privately, and is not there for so many minutes after it, gets a mail …"""
    mail_every_minutes: Annotated[float, Field(ge=0, le=1440)] = 60
    """… and at most one in so many."""

    calls: bool = True
    """Whether people can call each other, in private chats and in groups of up to 20."""
    call_video: Annotated[int, Field(ge=2, le=8)] = 4
    """So many are in one call with video at most: each sends to each of the others …"""
    call_voice: Annotated[int, Field(ge=2, le=12)] = 6
    """… and so many in one with voice alone."""
    stun_urls: Annotated[tuple[StunUrl, ...], Split, Field(max_length=4)] = ("stun:stun.cloudflare.com:3478",)
    """Servers that tell a browser its address on the Internet, as `stun:…`, 4 at most; without one, calls reach no
    further than one network, but through `turn`."""
    turn: Literal["none", "coturn", "kvs"] = "none"
    """Whose relays carry calls that find no other way, which are about a fifth: nobody's, your own `coturn`'s, or those
    of Kinesis Video Streams; `docs/calls.md` says what each costs."""
    turn_urls: Annotated[tuple[TurnUrl, ...], Split, Field(max_length=4)] = ()
    """With coturn: its addresses, 4 at most, e.g. `turn:turn.example.com:3478`,
    `turns:turn.example.com:443?transport=tcp`."""
    turn_parameter: ParameterName = ""
    """With coturn: the SSM SecureString with the secret that it shares with the deployment."""
    relay_only: bool = False
    """Calls go through relays alone, so that nobody in one learns another's address; it needs `turn`."""

    presence_interval: Annotated[float, Field(ge=1, le=600)] = 5
    """Seconds: a connection is sent counts, and statuses, at most once in so many …"""
    presence_users_per_second: Annotated[float, Field(gt=0)] = 50
    """… and counts at most once in users ÷ this: about the posts a second that presence may cost, whoever is there."""
    viewers_per_worker: Annotated[int, Field(ge=10, le=5000)] = 100
    """Viewers of a large public chat that one invocation serves; more of them take more invocations at once."""

    calls_per_second: PerSecond = 1300
    """Calls of each route that the deployment takes a second, twice as many at once but 5,000 at most; more get 429."""
    frames_per_second: PerSecond = 2000
    """As above, of frames."""
    connects_per_second: PerSecond = 500
    """As above, of connections that are opened, and of tickets for them; AWS allows an account no more unless asked."""
    sign_ups_per_address: Annotated[int, Field(ge=0, le=1000)] = 100
    """Accounts that may be made from one address within an hour; 0: as many as it likes."""
    codes_per_hour: Annotated[int, Field(ge=10, le=10_000)] = 1000
    """Codes that the deployment mails within an hour, whoever asks; one address gets five."""
    waf: bool = False
    """A firewall before the site: AWS's managed rules, and limits by address. Without it nothing keeps one address from
    using up what the whole deployment takes. It costs about 10 US dollars a month, and needs `region` us-east-1, where
    CloudFront's firewalls are."""
    waf_sign_ins: WafLimit = 100
    """With the firewall: sign-ups and log-ins from one address in five minutes."""
    waf_calls: WafLimit = 3000
    """With the firewall: calls and handshakes of all kinds from one address in five minutes."""

    site_origins: Annotated[tuple[Origin, ...], Split] = ()
    """Origins that browsers may come from, besides the site's own: `https://…`, or `http://localhost:…`."""
    gateway: Annotated[str, Field(pattern=r"^http://[^/]+:\d+$")] | None = None
    """Local only: where MiniStack listens, e.g. `http://127.0.0.1:4566`."""

    @field_validator("*", mode="before")
    @classmethod
    def _is_what_it_looks_like(cls, value: object, info: ValidationInfo) -> object:
        """A number may be given as text, as the command line does; true is no number."""
        if isinstance(value, bool) and cls.model_fields[str(info.field_name)].annotation is not bool:
            raise ValueError(f"{str(value).lower()} is no value for it")
        return value

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
        if (self.stage == LOCAL) != (self.gateway is not None):
            raise ValueError("gateway belongs to the local stage, and to no other")
        return self

    @model_validator(mode="after")
    def _calls_fit_together(self) -> Self:
        if self.call_video > self.call_voice:
            raise ValueError("call_video is at most call_voice")
        if len({self.turn == "coturn", bool(self.turn_urls), bool(self.turn_parameter)}) > 1:
            raise ValueError("turn coturn, turn_urls and turn_parameter go together")
        if self.relay_only and self.turn == "none":
            raise ValueError("relay_only needs relays: set turn")
        return self

    @model_validator(mode="after")
    def _region_has_it(self) -> Self:
        if self.waf and self.region != regions.EDGE:
            raise ValueError(f"waf needs region {regions.EDGE}, where CloudFront's firewalls are")
        if self.monthly_budget is not None and self.region in regions.WITHOUT_BUDGETS:
            raise ValueError(f"monthly_budget: CloudFormation makes none from {self.region}; make it in the console")
        if self.turn == "kvs" and self.region in regions.WITHOUT_RELAYS:
            raise ValueError(f"turn kvs: {self.region} has no signalling channels of Kinesis Video Streams")
        return self

    @property
    def secret_parameter(self) -> str:
        return secret_parameter(self.stage)

    @property
    def sender_domain(self) -> str:
        return self.sender_address.partition("@")[2]

    @property
    def mail_identity(self) -> str:
        """The name of what SES must have verified, and what the user pool sends by."""
        return self.sender_domain if self.sender_identity == "domain" else self.sender_address

    @classmethod
    def from_context(cls, context: Mapping[str, Any]) -> Self:
        """The settings of the stage that the CDK context names. Raises SettingsError with one clear line."""
        stages = _object(context.get("stages"), "stages")
        stage = context.get("stage")
        if not isinstance(stage, str) or stage not in stages:
            raise SettingsError(f"stage {stage!r} is unknown; cdk.json has {', '.join(stages) or 'none'}")
        settings = _object(stages[stage], f"stages.{stage}")
        if unknown := [name for name in context if not _is_known(name, cls)]:
            raise SettingsError(f"{unknown[0]}: there is no such setting")
        overrides = {name: context[name] for name in cls.model_fields if name in context}
        try:
            return cls.model_validate({**settings, **overrides})
        except ValidationError as error:
            raise SettingsError(_line(stage, error)) from error


def secret_parameter(stage: str) -> str:
    """The SSM SecureString with the secret that every deployment has, which `make deploy` makes once: what keyed hashes
    are made with."""
    return f"/snowfight/{stage}/secret"


def read_context(file: Path | None = None) -> Mapping[str, Any]:
    """The context that cdk.json, or another `file`, gives. Raises SettingsError where it cannot be read."""
    file = file or FILE
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise SettingsError(f"{file.name} cannot be read: {error}") from error
    return _object(_object(content, file.name).get("context"), f"context of {file.name}")


def _object(value: object, name: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise SettingsError(f"{name}: an object is wanted, and this is {json.dumps(value)[:40]}")
    return cast("Mapping[str, Any]", value)


def _is_known(name: str, settings: type[Settings]) -> bool:
    """Whether an entry of the context is ours, or the CDK's own: those have @ or : in their names."""
    return name in settings.model_fields or name == "stages" or "@" in name or ":" in name


def _line(stage: str, error: ValidationError) -> str:
    """The first thing that is wrong, where it is, and what belongs there."""
    first = error.errors()[0]
    where = ".".join(["stages", stage, *map(str, first["loc"])])
    complaint = f"{where}: {first['msg'].removeprefix('Value error, ')}"
    field = Settings.model_fields.get(str(first["loc"][0])) if first["loc"] else None
    return f"{complaint}. {' '.join(field.description.split())}" if field and field.description else complaint
