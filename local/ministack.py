"""MiniStack as a child process: start, health, stop."""

from __future__ import annotations

import asyncio
import os
import shutil
import socket
from asyncio.subprocess import Process
from collections.abc import Mapping
from pathlib import Path

import aiohttp

from local.processes import environment, kill_group
from local.settings import EMULATOR_PYTHON, HOST, REGION, ROOT, Failure, Settings

START_SECONDS = 60
STOP_SECONDS = 60
"""A machine that is busy takes its time to save; what is killed before has lost it."""
ACCOUNT = "000000000000"
ROOT_KEY = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test"}


def free_port(wanted: int | None = None) -> int:
    """A port that nobody listens on: `wanted`, if it is free."""
    for port in (wanted, 0):
        if port is not None:
            with socket.socket() as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                try:
                    probe.bind((HOST, port))
                except OSError:
                    continue
                return probe.getsockname()[1]
    raise Failure("No port is free on this machine.")


class MiniStack:
    """One MiniStack."""

    def __init__(self, settings: Settings, lock: int) -> None:
        self.port = 0
        self._lock = lock
        self._log = settings.log / "ministack.log"
        self._authorizations = settings.log / "authorizations.jsonl"
        self._scratch = settings.folder / "scratch"
        self._process: Process | None = None

    @property
    def gateway(self) -> str:
        """Its address, once it has started."""
        return f"http://{HOST}:{self.port}"

    @property
    def client_environment(self) -> Mapping[str, str]:
        """What AWS tools need to talk to it, and to nothing else."""
        nowhere = os.devnull
        return {
            **ROOT_KEY,
            "AWS_ENDPOINT_URL": self.gateway,
            "AWS_REGION": REGION,
            "AWS_DEFAULT_REGION": REGION,
            "AWS_CONFIG_FILE": nowhere,
            "AWS_SHARED_CREDENTIALS_FILE": nowhere,
            "AWS_EC2_METADATA_DISABLED": "true",
        }

    async def start(self, folder: Path, wanted_port: int | None) -> None:
        """Start it on the state in `folder`, at the port if it is free, and wait until it answers. Raises Failure."""
        self.port = free_port(wanted_port)
        if not EMULATOR_PYTHON.exists():
            raise Failure("MiniStack is not installed: run `make setup`.")
        shutil.rmtree(self._scratch, ignore_errors=True)
        self._scratch.mkdir(parents=True)
        with self._log.open("wb") as log:
            self._process = await asyncio.create_subprocess_exec(
                str(EMULATOR_PYTHON),
                "-m",
                "local.launcher",
                cwd=ROOT,
                env=self._environment(folder),
                stdin=asyncio.subprocess.PIPE,  # it stops when this closes
                stdout=log,
                stderr=log,
                pass_fds=(self._lock,),  # should this process be killed, the folder stays taken until all is saved
                start_new_session=True,  # Ctrl-C is for us to handle: it stops last, when nobody needs it
            )
        try:
            async with asyncio.timeout(START_SECONDS), aiohttp.ClientSession() as session:
                while self._process.returncode is None and not await self._is_ready(session):  # noqa: ASYNC110 -- it does not announce it
                    await asyncio.sleep(0.05)
        except TimeoutError as error:
            raise Failure(f"MiniStack did not answer within {START_SECONDS} s.", self._log) from error
        if self._process.returncode is not None:
            raise Failure("MiniStack, which stands in for AWS, did not start.", self._log)

    async def ended(self) -> None:
        """Return when the process has ended, for whatever reason."""
        if self._process:
            await self._process.wait()

    async def stop(self) -> bool:
        """Stop cleanly, which saves the state; kill what does not stop in time. False where it does not run."""
        process = self._process
        if process is None or process.returncode is not None:
            return False
        try:
            if process.stdin:
                process.stdin.close()
            async with asyncio.timeout(STOP_SECONDS):
                await process.wait()
        except TimeoutError:
            pass
        finally:
            kill_group(process)
            shutil.rmtree(self._scratch, ignore_errors=True)
        return True

    async def _is_ready(self, session: aiohttp.ClientSession) -> bool:
        try:
            async with session.get(f"{self.gateway}/_ministack/ready") as answer:
                return answer.ok
        except aiohttp.ClientError:
            return False

    def _environment(self, folder: Path) -> dict[str, str]:
        return environment(
            AUTH="true",  # IAM policies are enforced
            BIND_HOST=HOST,
            GATEWAY_PORT=str(self.port),
            MINISTACK_REGION=REGION,
            PERSIST_STATE="1",
            STATE_DIR=str(folder),
            AUTHORIZATIONS=str(self._authorizations),
            S3_PERSIST="1",
            S3_DATA_DIR=str(folder / "s3"),
            TMPDIR=str(self._scratch),  # where it unpacks functions and layers
            # Listeners and helpers that this stack has no use for.
            IOT_MTLS_ENABLED="0",
            SFTP_ENABLED="0",
            DOCKER_HOST="unix:///nonexistent",
            LAMBDA_EXECUTOR="local",
        )
