"""The deploy drill: given a conversation, when a new version of every function is deployed, then nothing is lost."""

from __future__ import annotations

import asyncio
import shutil
import sys
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from pathlib import Path
from uuid import uuid4

import aiohttp

from infra.bundle.steps import BUILD
from local.deploy import STACK
from local.ministack import MiniStack
from local.processes import environment, run
from local.settings import ROOT, Settings
from local.stack import Running, running
from tests.e2e.client import PATIENCE, Connection, Json, Person, new_name

RESEND_AFTER = 5.0
"""Seconds without an ack (wire contract, Order and loss)."""

GIVE_UP_AFTER = 60.0
BETWEEN = 0.6
"""Seconds between two words: about as fast as a user may talk."""

WORDS = 200
"""More than anybody says while one is waited for."""

CONTRACT = "X-Snowfight-Contract"


def newer_version(folder: Path) -> Path:
    """A bundle whose code says that it is of the contract's version 2."""
    bundle = folder / "newer"
    shutil.copytree(BUILD / "local", bundle)
    package = bundle / "layers/common/python/snowfight"
    source = package / "contract.py"
    text = source.read_text()
    assert "CONTRACT = 1" in text
    source.write_text(text.replace("CONTRACT = 1", "CONTRACT = 2"))
    for compiled in package.glob("__pycache__/contract.*"):
        compiled.unlink()
    return bundle


async def deploy(stack: Running, bundle: Path, folder: Path) -> None:
    """The CDK's deploy of `bundle` into the stack that runs."""
    settings = Settings(int(stack.base_url.rpartition(":")[2]), stack.folder)
    ministack = MiniStack(settings, lock=0)
    ministack.port = int(stack.endpoint_url.rpartition(":")[2])
    await run(
        [
            str(ROOT / "infra/node_modules/.bin/cdk"),
            *("deploy", STACK, "--app", f"{sys.executable} -m tests.support.newer {bundle}"),
            *("--output", str(folder / "cdk.out"), "--require-approval", "never", "--no-notices"),
            *("-c", "stage=local", "-c", f"gateway={ministack.gateway}"),
            *("-c", f"site_origins={settings.origins}", "-c", f"file_hosts={settings.file_host}"),
        ],
        log=folder / "deploy.log",
        env=environment(**ministack.client_environment, CDK_DISABLE_CLI_TELEMETRY="true", NODE_NO_WARNINGS="1"),
        failure="The deploy of the newer version failed.",
    )


class Talker:
    """Says one thing after the other, each until it is acknowledged, and notes what became its number."""

    def __init__(self, name: str, connection: Connection) -> None:
        self.name = name
        self.connection = connection
        self.acked: dict[str, int] = {}

    async def talk(self, enough: asyncio.Event) -> None:
        while not enough.is_set():
            client_id = str(uuid4())
            self.acked[client_id] = await asyncio.wait_for(self._say(client_id), GIVE_UP_AFTER)
            with suppress(TimeoutError):
                await asyncio.wait_for(enough.wait(), BETWEEN)

    async def _say(self, client_id: str) -> int:
        body = f"{self.name} {len(self.acked)}"
        while True:
            await self.connection.say(body, client_id=client_id)
            try:
                ack = await asyncio.wait_for(self.connection.frame("ack", client_id=client_id), RESEND_AFTER)
            except TimeoutError:
                continue
            return int(ack["seq"])


@asynccontextmanager
async def talkers(base: str, count: int) -> AsyncGenerator[tuple[Person, list[Talker]]]:
    """People who have the public chat open, and one of them who can be asked."""
    async with AsyncExitStack() as everybody:
        people = [await everybody.enter_async_context(Person(base, new_name())) for _ in range(count)]
        talking: list[Talker] = []
        for person in people:
            await person.sign_up()
            connection = await person.connect()
            await connection.join()
            talking.append(Talker(person.username, connection))
        yield people[0], talking
        for talker in talking:
            await talker.connection.close()


async def version(base: str) -> str | None:
    async with aiohttp.ClientSession() as session, session.get(f"{base}/api/health") as answer:
        assert answer.ok
        return answer.headers.get(CONTRACT)


async def test_a_deploy_in_the_middle_of_a_conversation_loses_nothing_and_doubles_nothing(tmp_path: Path) -> None:
    with running(state=tmp_path / "state") as stack:
        bundle = newer_version(tmp_path)
        async with talkers(stack.base_url, 3) as (ann, talking):
            # Given
            enough = asyncio.Event()
            talk = [asyncio.create_task(talker.talk(enough)) for talker in talking]
            assert await version(stack.base_url) == "1"
            # When
            await deploy(stack, bundle, tmp_path)
            said_during = [len(talker.acked) for talker in talking]
            marks = [await heard(*each) for each in zip(talking, said_during, strict=True)]
            enough.set()
            await asyncio.gather(*talk)
            # Then the new version answers, and people have talked before, during and after the deploy
            assert await version(stack.base_url) == "2"
            assert min(said_during) > 0
            assert marks
            # And what was acknowledged is stored once, under the number that was told, without holes
            log = await read(ann)
            assert [message["seq"] for message in log] == list(range(1, len(log) + 1))
            stored = {message["client_id"]: message["seq"] for message in log}
            assert len(stored) == len(log)
            assert stored == {client_id: seq for talker in talking for client_id, seq in talker.acked.items()}
            # And every connection still stands
            for talker in talking:
                await talker.connection.answered()


async def heard(talker: Talker, count: int) -> Json:
    """Something that the talker said after so much, as it is told. The very next may be told to nobody: its function
    may have ended with the old version, and readers find it by its hole (wire contract, Order and loss)."""
    later = {f"{talker.name} {number}" for number in range(count, count + WORDS)}
    seen = 0
    async with asyncio.timeout(PATIENCE):
        while True:
            frame = await talker.connection.frame("message_handler", since=seen)
            seen = talker.connection.after(frame)
            if frame["message"]["body"] in later:
                return frame["message"]


async def read(person: Person) -> list[dict[str, object]]:
    """The public chat from its first message."""
    log: list[dict[str, object]] = []
    while True:
        page = await person.ok("GET", f"/api/chat/older/public-chat?after={len(log)}&limit=200")
        log += page["messages"]
        if not page["has_newer"]:
            return log
