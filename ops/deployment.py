"""A deployment that an operator works on: in AWS with their own credentials, or the local stack."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError, ProfileNotFound

from infra.settings import LOCAL, Settings, read_context
from ops.failure import Failure

ROOT = Path(__file__).resolve().parent.parent
_CONFIG = Config(connect_timeout=5, read_timeout=30, retries={"total_max_attempts": 3, "mode": "standard"})


class NotDeployed(Failure):
    """There is no such stack, or an older or a broken one."""


class Outputs(dict[str, str]):
    """A stack's outputs by name; what is not there raises NotDeployed."""

    def __missing__(self, name: str) -> str:
        raise NotDeployed(f"the stack has no output {name}, so it is older than this or was never whole: deploy it")


@dataclass(frozen=True)
class Deployment:
    """One stage's stack. `gateway` is MiniStack's address for the local stage, None for AWS."""

    settings: Settings
    session: boto3.Session
    gateway: str | None = None
    address: str | None = None
    """Where browsers find it, if the stack's outputs do not say."""

    @classmethod
    def of(cls, stage: str) -> Deployment:
        """The deployment that `cdk.json` describes under `stage`. Raises SettingsError and Failure."""
        if stage != LOCAL:
            settings = Settings.from_context({**read_context(), "stage": stage})
            return cls(settings, _session(settings.region))
        folder = ROOT / (os.environ.get("STATE") or ".local/state")
        record = folder / "running/deployed.json"
        if not record.exists():
            raise NotDeployed(f"no local stack runs on {folder}: start one with `make run`")
        try:
            port = int(json.loads(record.read_text())["port"])
        except (ValueError, KeyError, TypeError) as error:
            raise NotDeployed(f"{record} is broken: stop `make run` and start it again") from error
        return cls.local(f"http://127.0.0.1:{port}", f"http://localhost:{os.environ.get('PORT') or 8080}")

    @classmethod
    def local(cls, gateway: str, address: str) -> Deployment:
        """The local stack in the MiniStack at `gateway`, whose front door is at `address`."""
        settings = Settings.from_context({**read_context(), "stage": LOCAL, "gateway": gateway})
        return cls(settings, boto3.Session("test", "test", region_name=settings.region), gateway, address)

    @property
    def name(self) -> str:
        """The stack's name."""
        return f"Snowfight-{self.settings.stage}"

    def client(self, service: str, *, config: Config | None = None, **options: Any) -> Any:
        """A client of an AWS service; what `config` says counts before what all have."""
        return self.session.client(  # pyright: ignore[reportCallIssue, reportUnknownMemberType]
            service,  # pyright: ignore[reportArgumentType]
            endpoint_url=self.gateway,
            config=_CONFIG.merge(config) if config else _CONFIG,
            **options,
        )

    @cached_property
    def outputs(self) -> Mapping[str, str]:
        """The stack's outputs. Raises NotDeployed where there is none."""
        stack = self._stack()
        if stack is None:
            raise NotDeployed(f"{self.name} does not exist yet: run `make deploy STAGE={self.settings.stage}`")
        return Outputs({each["OutputKey"]: each["OutputValue"] for each in stack.get("Outputs", [])})

    def stands(self) -> bool:
        """Whether the stack is there at this moment."""
        return self._stack() is not None

    def _stack(self) -> dict[str, Any] | None:
        try:
            [stack] = self.client("cloudformation").describe_stacks(StackName=self.name)["Stacks"]
        except ClientError as error:
            if "does not exist" not in str(error):
                raise
            return None
        return stack

    @property
    def site(self) -> str:
        """The address of the chat."""
        return self.address or self.outputs["SiteUrl"]


def _session(region: str) -> boto3.Session:
    try:
        return boto3.Session(region_name=region)
    except ProfileNotFound as error:
        raise Failure(f"{error}: `aws configure list-profiles` names those that there are") from error
