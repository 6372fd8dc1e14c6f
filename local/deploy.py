"""The CDK's deploy into MiniStack: the same command that an operator runs against AWS."""

from __future__ import annotations

import asyncio
import json
import mimetypes
import shutil
import sys
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import boto3
from botocore.config import Config

from infra.bundle.steps import BUILD, fingerprint
from infra.settings import LOCAL, secret_parameter
from local.cloudinary import API_KEY, API_SECRET, CLOUD
from local.events import HARMLESS_EVENTS
from local.ministack import ACCOUNT, ROOT_KEY, MiniStack
from local.processes import environment, run
from local.progress import say
from local.settings import CLOUDINARY, REGION, ROOT, Settings
from ops.secrets.deployment_secret import DeploymentSecret
from ops.secrets.notice_keys import NoticeKeys

STACK = "Snowfight-local"
CLIENT = ROOT / "web/dist"
INFRA = [
    *(path for path in sorted((ROOT / "infra").iterdir()) if path.name != "node_modules"),
    *(ROOT / "cdk.json", ROOT / "requirements-dev.lock"),
]
RECORD = "deployed.json"


@dataclass
class Deployed:
    """What is deployed; saved with the state, as it is true of that state only."""

    port: int | None = None
    sources: str = ""
    site: dict[str, str] = field(default_factory=dict[str, str])
    outputs: dict[str, str] = field(default_factory=dict[str, str])

    @classmethod
    def load(cls, folder: Path) -> Deployed:
        file = folder / RECORD
        return cls(**json.loads(file.read_text())) if file.exists() else cls()

    def save(self, folder: Path) -> None:
        (folder / RECORD).write_text(json.dumps(asdict(self)))


async def build(settings: Settings) -> None:
    """Bring build/local and web/dist up to date, saying what takes time. Raises Failure."""
    await run(
        [sys.executable, "-m", "infra.bundle", "local"],
        log=settings.log / "build.log",
        env=environment(),
        failure="The build failed.",
        tell=lambda line: say(f"  {line}"),
    )


class Deployer:
    """Brings MiniStack to what the sources say."""

    def __init__(self, settings: Settings, ministack: MiniStack) -> None:
        self._settings = settings
        self._ministack = ministack
        self._folder = settings.folder
        self.deployed = Deployed()

    def resume(self, folder: Path) -> None:
        """Go on from what is deployed according to the state in `folder`."""
        self._folder = folder
        self.deployed = Deployed.load(folder)

    def is_stale(self) -> bool:
        """Whether the stack differs from the sources as they were last built."""
        return self.deployed.sources != self._sources()

    async def deploy(self) -> None:
        """Deploy with the CDK. Raises Failure."""
        await asyncio.to_thread(self._prepare)
        outputs = self._settings.folder / "outputs.json"
        assembly = self._settings.folder / "cdk.out"
        # An interrupted deploy leaves half-copied assets there, which the next one would take for whole.
        shutil.rmtree(assembly, ignore_errors=True)
        sources = self._sources()
        await run(
            [
                str(ROOT / "infra/node_modules/.bin/cdk"),
                *("deploy", STACK, "--build", "true", "--output", str(assembly)),
                *("--require-approval", "never", "--no-notices", "--outputs-file", str(outputs)),
                *("--method", "direct"),  # a change set is looked for every five seconds, and looked at by nobody
                *("-c", "stage=local", "-c", f"gateway={self._ministack.gateway}"),
                *("-c", f"site_origins={self._settings.origins}"),
                *("-c", f"file_hosts={self._settings.file_host}"),
            ],
            log=self._settings.log / "deploy.log",
            env=environment(
                **self._ministack.client_environment, CDK_DISABLE_CLI_TELEMETRY="true", NODE_NO_WARNINGS="1"
            ),
            failure="The deploy into MiniStack failed.",
        )
        self.deployed.port = self._ministack.port
        self.deployed.sources = sources
        self.deployed.outputs = json.loads(outputs.read_text())[STACK]
        self.deployed.save(self._folder)

    async def upload(self) -> None:
        """Copy the built client's changed files into the site's bucket, with the headers that the CDK gives them."""
        await asyncio.to_thread(self._upload)

    async def wake(self) -> None:
        """Have every function start its first worker, so that nobody waits for it; wait for those that the first person
        who comes needs: the HTTP API's, and Cognito's at sign-up."""
        api, trigger, *others = HARMLESS_EVENTS
        for name in (api, trigger):
            await asyncio.to_thread(self._wake, name, "RequestResponse")
        for name in others:
            await asyncio.to_thread(self._wake, name, "Event")

    def _prepare(self) -> None:
        # What `cdk bootstrap`, `make deploy`, the operator's requests to SES and their Cloudinary account are to AWS.
        self._client("s3").create_bucket(Bucket=f"cdk-hnb659fds-assets-{ACCOUNT}-{REGION}")
        ses = self._client("sesv2")
        stage = _stage()
        self._client("ssm").put_parameter(
            Name=stage["cloudinary_parameter"], Value=self._cloudinary_url(), Type="SecureString", Overwrite=True
        )
        DeploymentSecret(self._client("ssm"), secret_parameter(LOCAL)).make()
        NoticeKeys(self._client("ssm"), stage["push_parameter"]).make()
        sender = stage["sender_address"]
        self._client("ses").verify_email_identity(EmailAddress=sender)
        ses.put_account_details(
            MailType="TRANSACTIONAL", WebsiteURL=self._settings.address, ProductionAccessEnabled=True
        )

    def _cloudinary_url(self) -> str:
        address = f"{self._settings.file_host}{CLOUDINARY}"
        options = f"upload_prefix={address}&secure=false&cname={address.removeprefix('http://')}"
        return f"cloudinary://{API_KEY}:{API_SECRET}@{CLOUD}?{options}"

    def _upload(self) -> None:
        bucket = self.deployed.outputs["SiteBucket"]
        client = self._client("s3")
        files = {str(path.relative_to(CLIENT)): path for path in CLIENT.rglob("*") if path.is_file()}
        files["rules.txt"] = ROOT / _stage()["rules"]
        # Pages last: they name the files that must be there by then.
        for key in sorted(files, key=lambda key: (key.endswith(".html"), key)):
            content = fingerprint([files[key]], bucket)
            if self.deployed.site.get(key) != content:
                client.put_object(
                    Bucket=bucket,
                    Key=key,
                    Body=files[key].read_bytes(),
                    ContentType=mimetypes.guess_type(key)[0] or "application/octet-stream",
                    CacheControl="public, max-age=31536000, immutable" if key.startswith("assets/") else "no-cache",
                )
                self.deployed.site[key] = content
        self.deployed.save(self._folder)

    def _wake(self, name: str, kind: str) -> None:
        self._client("lambda").invoke(
            FunctionName=self.deployed.outputs[name], InvocationType=kind, Payload=json.dumps(HARMLESS_EVENTS[name])
        )

    def _sources(self) -> str:
        return fingerprint([*INFRA, BUILD / "local"], self._ministack.gateway, self._settings.origins)

    def _client(self, service: str) -> Any:
        return boto3.client(  # pyright: ignore[reportCallIssue, reportArgumentType, reportUnknownMemberType]
            service,
            endpoint_url=self._ministack.gateway,
            region_name=REGION,
            aws_access_key_id=ROOT_KEY["AWS_ACCESS_KEY_ID"],
            aws_secret_access_key=ROOT_KEY["AWS_SECRET_ACCESS_KEY"],
            config=Config(retries={"max_attempts": 0}, read_timeout=60),
        )


def _stage() -> dict[str, Any]:
    """The settings of the local stage."""
    return json.loads((ROOT / "cdk.json").read_text())["context"]["stages"]["local"]
