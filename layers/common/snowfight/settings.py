"""What a deployment decides, read once from a function's environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field

LOCAL = "local"
"""The stage of the stack on one's own machine."""

SITE_NAME = "Monkey Snowfight"
"""What people know the chat as."""

MESSAGE_LENGTH = 300
"""Code points of a message body unless the deployment raises it (reference, Message Types)."""

UPLOAD_LIMIT = 25 * 1024 * 1024
"""Bytes of a file unless the deployment says otherwise."""


@dataclass(frozen=True)
class Settings:
    """Each function is given only what it uses; what is missing is empty, and using it fails at AWS, not silently."""

    rooms_table: str = ""
    messages_table: str = ""
    ephemeral_table: str = ""
    user_pool_id: str = ""
    user_pool_client_id: str = ""
    site_origins: tuple[str, ...] = field(default=())
    callback_url: str = ""
    sender_address: str = ""
    message_length: int = MESSAGE_LENGTH
    edit_hours: float | None = 24
    """For so long its author may edit a message; 0: not at all, None: without end."""
    rate_burst: int = 20
    rate_per_second: float = 2.0
    retention_days: int = 0
    """Messages are kept for so many days; 0: for ever."""
    sign_ups_per_address: int = 0
    """Accounts that one address may make within an hour; 0: as many as it likes."""
    codes_per_hour: int = 1000
    """Codes that the whole deployment mails within an hour."""
    worker_function: str = ""
    """The Lambda function that serves parts of large audiences."""
    search_bucket: str = ""
    """The bucket that holds the search index."""
    indexer_function: str = ""
    event_sender_function: str = ""
    """The Lambda function that keeps it up to date."""
    viewers_per_worker: int = 100
    presence_interval: float = 5.0
    presence_users_per_second: float = 50.0

    stage: str = ""
    """The deployment's name; its files lie in a folder of that name."""
    cloudinary_parameter: str = ""
    """The secret that holds the Cloudinary account; empty: no files."""
    upload_limit: int = UPLOAD_LIMIT
    secret_parameter: str = ""
    """The secret that every deployment has: what its keyed hashes are made with."""
    push_parameter: str = ""
    """The secret that push and mail of notices are signed with; empty: there are none."""
    mail_after_minutes: float = 15
    """Who has not been there for so long after a message is mailed."""
    mail_every_minutes: float = 60
    """At most one such mail in so many."""
    calls: bool = True
    call_video: int = 4
    call_voice: int = 6
    """So many are in one call at most, with video and with voice alone: each sends to each of the others."""
    stun_urls: tuple[str, ...] = field(default=())
    turn: str = "none"
    """Whose relays media go through where there is no other way: `none`, `coturn` or `kvs`."""
    turn_urls: tuple[str, ...] = field(default=())
    turn_parameter: str = ""
    """The secret that coturn shares with the deployment."""
    turn_channel: str = ""
    """The signalling channel whose relays Kinesis Video Streams lends, as an ARN."""
    relay_only: bool = False
    """Whether media go through relays alone."""
    mail_configuration_set: str = ""
    """By which SES tells what became of such mail; empty: it does not."""

    @property
    def secure_cookies(self) -> bool:
        """Cookies are Secure but on the local stack, which speaks plain HTTP; no origin that is let in changes that."""
        return self.stage != LOCAL


def from_environment(environment: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings from variables named as the fields, in capitals; raises ValueError for no number."""
    return Settings(
        rooms_table=environment.get("ROOMS_TABLE", ""),
        messages_table=environment.get("MESSAGES_TABLE", ""),
        ephemeral_table=environment.get("EPHEMERAL_TABLE", ""),
        user_pool_id=environment.get("USER_POOL_ID", ""),
        user_pool_client_id=environment.get("USER_POOL_CLIENT_ID", ""),
        site_origins=_listed(environment.get("SITE_ORIGINS", "")),
        callback_url=environment.get("CALLBACK_URL", ""),
        sender_address=environment.get("SENDER_ADDRESS", ""),
        message_length=int(environment.get("MESSAGE_LENGTH", MESSAGE_LENGTH)),
        edit_hours=_hours(environment.get("EDIT_HOURS", "24")),
        stage=environment.get("STAGE", ""),
        cloudinary_parameter=environment.get("CLOUDINARY_PARAMETER", ""),
        upload_limit=int(environment.get("UPLOAD_LIMIT", UPLOAD_LIMIT)),
        secret_parameter=environment.get("SECRET_PARAMETER", ""),
        push_parameter=environment.get("PUSH_PARAMETER", ""),
        mail_after_minutes=float(environment.get("MAIL_AFTER_MINUTES", 15)),
        mail_every_minutes=float(environment.get("MAIL_EVERY_MINUTES", 60)),
        calls=environment.get("CALLS", "on") == "on",
        call_video=int(environment.get("CALL_VIDEO", 4)),
        call_voice=int(environment.get("CALL_VOICE", 6)),
        stun_urls=_listed(environment.get("STUN_URLS", "")),
        turn=environment.get("TURN", "none"),
        turn_urls=_listed(environment.get("TURN_URLS", "")),
        turn_parameter=environment.get("TURN_PARAMETER", ""),
        turn_channel=environment.get("TURN_CHANNEL", ""),
        relay_only=environment.get("RELAY_ONLY", "") == "yes",
        mail_configuration_set=environment.get("MAIL_CONFIGURATION_SET", ""),
        rate_burst=int(environment.get("RATE_BURST", 20)),
        rate_per_second=float(environment.get("RATE_PER_SECOND", 2)),
        retention_days=int(environment.get("RETENTION_DAYS", 0)),
        sign_ups_per_address=int(environment.get("SIGN_UPS_PER_ADDRESS", 0)),
        codes_per_hour=int(environment.get("CODES_PER_HOUR", 1000)),
        worker_function=environment.get("WORKER_FUNCTION", ""),
        search_bucket=environment.get("SEARCH_BUCKET", ""),
        indexer_function=environment.get("INDEXER_FUNCTION", ""),
        event_sender_function=environment.get("EVENT_SENDER_FUNCTION", ""),
        viewers_per_worker=int(environment.get("VIEWERS_PER_WORKER", 100)),
        presence_interval=float(environment.get("PRESENCE_INTERVAL", 5)),
        presence_users_per_second=float(environment.get("PRESENCE_USERS_PER_SECOND", 50)),
    )


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _hours(text: str) -> float | None:
    """So many hours; an empty text: without end."""
    return float(text) if text else None
