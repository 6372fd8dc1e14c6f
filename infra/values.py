"""What the values of settings look like: types that check what they are given."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from botocore.loaders import create_loader
from pydantic import AfterValidator, BeforeValidator, Field

from infra.regions import WITHOUT_MAIL

PARTITION = "aws"
"""China, GovCloud and the sovereign clouds are partitions of their own, with other hosts and ARNs."""
DEFAULT_PORTS = {"http": 80, "https": 443}
THIS_MACHINE = ("localhost", "127.0.0.1")
HOST_NAME = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*")
ROOT = Path(__file__).resolve().parent.parent
MAX_RULES = 64 * 1024
"""Bytes of the text of rules: a browser has it at once, and nobody reads more."""
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_ICE_HOST = r"(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9.-]{1,253})(:[0-9]{1,5})?"


def _split(value: object) -> object:
    return [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value


def _origin(value: str) -> str:
    """An origin exactly as browsers name it, or it never matches; over plain HTTP this machine alone."""
    try:
        parts = urlsplit(value)
        port = parts.port
    except ValueError:
        parts, port = urlsplit(""), None
    host = parts.hostname or ""
    plain = f"{parts.scheme}://{host}" + (f":{port}" if port not in (None, DEFAULT_PORTS.get(parts.scheme)) else "")
    safe = parts.scheme == "https" or (parts.scheme == "http" and host in THIS_MACHINE)
    if value != plain or not safe or not HOST_NAME.fullmatch(host):
        raise ValueError(f"{value!r} is no origin such as https://chat.example.com or http://localhost:8080")
    return value


def _in_partition(region: str) -> str:
    """A region that this is made for."""
    partitions = create_loader().load_data("partitions")["partitions"]  # as boto3 knows them, newer regions too
    partition = next((each["id"] for each in partitions if re.fullmatch(each["regionRegex"], region)), None)
    if partition is None:
        raise ValueError(f"{region!r} is no region of AWS")
    if partition != PARTITION:
        raise ValueError(f"{region} is in the partition {partition}, and the chat is made for {PARTITION} alone")
    if region in WITHOUT_MAIL:
        raise ValueError(f"{region} has no SES, and without mail nobody can sign up")
    return region


def _rules(name: str) -> str:
    """A file of the project with a text that a browser can show."""
    if not name:
        return name
    file = (ROOT / name).resolve()
    if not file.is_relative_to(ROOT):
        raise ValueError(f"{name!r} is not in this project")
    try:
        content = file.read_bytes()
        text = content.decode()
    except (OSError, UnicodeDecodeError) as error:
        raise ValueError(f"{name!r} is no text that can be read: {error}") from None
    if len(content) > MAX_RULES:
        raise ValueError(f"{name!r} is longer than {MAX_RULES} bytes")
    if _UNPRINTABLE.search(text):
        raise ValueError(f"{name!r} has control characters in it")
    return name


Origin = Annotated[str, AfterValidator(_origin)]
Region = Annotated[str, AfterValidator(_in_partition)]
Address = Annotated[str, Field(pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$")]
ParameterName = Annotated[str, Field(pattern=r"^(|/?[\w.-]+(/[\w.-]+)*)$")]
"""Of the parameter store's; empty: none."""
RulesFile = Annotated[str, AfterValidator(_rules)]
"""A text of the project's, by its path there; empty: none."""
StunUrl = Annotated[str, Field(pattern=rf"^stuns?:{_ICE_HOST}$")]
"""RFC 7064."""
TurnUrl = Annotated[str, Field(pattern=rf"^turns?:{_ICE_HOST}(\?transport=(udp|tcp))?$")]
"""RFC 7065."""
Split = BeforeValidator(_split)
"""A list may be given as one string, with commas, as the command line does."""
PerSecond = Annotated[int, Field(ge=1, le=10_000)]
"""At most what AWS gives an account and region."""
WafLimit = Annotated[int, Field(ge=10, le=2_000_000_000)]
"""What AWS's firewall takes as a limit."""
