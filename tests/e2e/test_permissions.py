"""Least privilege: every role has what it was seen to use, on a stack that enforces it, and nothing else.

Features are driven until every permission of every function was used, on every kind of partition that it names. What
other tests have used on the same stack counts.
"""

from __future__ import annotations

import asyncio
import json
import secrets
import time
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import boto3
import pytest
from pynamodb.connection import Connection as DynamoDB

from local.ministack import ROOT_KEY
from local.settings import REGION
from local.stack import Stack
from snowfight.models.records import Link
from snowfight.models.shard_tasks import ShardTask
from snowfight.settings import Settings
from snowfight.storage.database import Database
from snowfight.storage.jobs.queue import Job, JobRows
from snowfight.storage.presence.connections import LIFE, Connections
from tests.e2e import test_accounts, test_conversation, test_files, test_groups, test_presence
from tests.e2e.client import PASSWORD, Person, new_name
from tests.support.dynamodb import bound_elsewhere

PATIENCE = 60.0
"""Seconds for what happens after the answer, by streams and jobs."""

BY_THE_SERVICE = {
    "logs:CreateLogStream",
    "logs:PutLogEvents",
    "dynamodb:DescribeStream",
    "dynamodb:GetRecords",
    "dynamodb:GetShardIterator",
    "dynamodb:ListStreams",
    "sqs:SendMessage",
}
"""What Lambda does in a function's name: its log, its streams, its dead letters. MiniStack does them without asking."""

Permission = tuple[str, str, str]
"""Role, action or partition, resource."""


@dataclass
class World:
    """The stack from behind: its rows, its functions, its log of authorizations."""

    stack: Stack
    connections: Connections
    jobs: JobRows

    @property
    def base(self) -> str:
        return self.stack.base_url

    def client(self, service: str) -> Any:
        return boto3.Session(*ROOT_KEY.values(), region_name=REGION).client(  # pyright: ignore[reportCallIssue]
            service,  # pyright: ignore[reportArgumentType]
            endpoint_url=self.stack.endpoint_url,
        )

    def uses(self) -> tuple[set[Permission], list[str]]:
        """What was used, and what was refused."""
        used: set[Permission] = set()
        refused: list[str] = []
        for line in (self.stack.folder / "log/authorizations.jsonl").read_text().splitlines():
            told = json.loads(line)
            if not told["allowed"]:
                refused.append(line)
                continue
            for what in (told["action"], *told["keys"]):
                used.add((told["role"], what, _kind(told["resource"])))
        return used, refused

    def grants(self) -> set[Permission]:
        """What the functions' roles allow."""
        iam = self.client("iam")
        granted: set[Permission] = set()
        for role in [each["RoleName"] for each in iam.list_roles(MaxItems=1000)["Roles"]]:
            for name in iam.list_role_policies(RoleName=role)["PolicyNames"]:
                document = iam.get_role_policy(RoleName=role, PolicyName=name)["PolicyDocument"]
                for statement in document["Statement"]:
                    keys = _list(statement.get("Condition", {}).get(_CONDITION, {}).get("dynamodb:LeadingKeys", []))
                    actions = set(_list(statement["Action"])) - BY_THE_SERVICE
                    for resource in _list(statement["Resource"]) if actions else []:
                        granted |= {(role, what, _kind(resource)) for what in (*actions, *keys)}
        return granted

    def unused(self) -> set[Permission]:
        return self.grants() - self.uses()[0]

    def ghost(self, username: str, shard: int = 0, age: timedelta = timedelta(minutes=5)) -> None:
        """A connection that is gone, and whose end nobody told: it shows the public chat."""
        link = Link(f"ghost-{secrets.token_hex(6)}", username, datetime.now(UTC) - age)
        self.connections.open(link)
        assert self.connections.view(link, "public-chat", shard)

    def set_public_chat(self, **numbers: int) -> None:
        names = ", ".join(f"{name} = :{name}" for name in numbers)
        self.client("dynamodb").update_item(
            TableName=self.stack.outputs["RoomsTable"],
            Key={"pk": {"S": "ROOM#public-chat"}, "sk": {"S": "META"}},
            UpdateExpression=f"SET {names}",
            ExpressionAttributeValues={f":{name}": {"N": str(value)} for name, value in numbers.items()},
        )

    def call(self, output: str, payload: str) -> None:
        """Call the function that the output names, and wait for it."""
        answer = self.client("lambda").invoke(FunctionName=self.stack.outputs[output], Payload=payload)
        assert "FunctionError" not in answer, answer["Payload"].read()

    async def until_used(self, function: str = "", nudge: Callable[[], object] = lambda: None) -> None:
        """Return when that function (or each) has used all that it has, or PATIENCE is over."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline and any(f"Functions{function}" in role for role, _, _ in self.unused()):
            await asyncio.to_thread(nudge)
            await asyncio.sleep(1)


_CONDITION = "ForAllValues:StringLike"


def _list(value: Any) -> list[str]:
    return value if isinstance(value, list) else [value]


def _kind(resource: str) -> str:
    """A resource without what it is about: connections by their method, all else by its name."""
    return resource.partition("/@connections/")[0]


@pytest.fixture
def world(stack: Stack) -> Iterator[World]:
    settings = Settings(ephemeral_table=stack.outputs["EphemeralTable"])
    key, secret = ROOT_KEY.values()
    dynamodb = DynamoDB(REGION, stack.endpoint_url, aws_access_key_id=key, aws_secret_access_key=secret)
    with bound_elsewhere():
        database = Database(settings, dynamodb)
        yield World(stack, Connections(database), JobRows(database))


async def _everything_usual(world: World) -> None:
    base = world.base
    await test_accounts.test_the_address_is_proven_with_the_mailed_code(base)
    await test_accounts.test_a_forgotten_password_is_reset_by_mail_and_ends_every_session(base)
    await test_conversation.test_two_talk_and_the_log_is_without_holes(base)
    await test_conversation.test_a_retry_over_another_connection_gets_the_same_ack(base)
    await test_conversation.test_history_is_paged_from_every_side(base)
    await test_groups.test_a_group_from_its_making_to_its_end(base)
    await test_groups.test_a_private_chat_is_one_whoever_starts_it_and_tells_who_has_read(base)
    await test_groups.test_an_open_group_is_found_and_joined_without_an_invitation(base)
    await test_groups.test_own_data_can_be_taken_along_and_the_account_deleted(base)
    await test_presence.test_three_see_each_other_come_hide_and_go(base)
    await test_presence.test_an_open_chat_shows_how_many_show_it_and_a_closed_one_what_is_new(base)
    await test_files.test_a_picture_reaches_members_small_and_whole_and_nobody_else(base)
    await test_files.test_a_picture_of_oneself_is_shown_small_and_once(base)
    await test_files.test_a_deleted_chat_takes_its_files_along(base)
    await test_files.test_a_deleted_account_takes_its_files_along_and_its_messages_stay(base)


async def _connections_that_are_gone(world: World) -> None:
    """Each function that posts finds one, and cleans up after it."""
    async with Person(world.base, new_name()) as ann, Person(world.base, new_name()) as bob:
        for person in (ann, bob):
            await (await person.sign_up()).verify()
        chat = (await ann.ok("POST", f"/api/chat/private/{bob.username}"))["chat"]["name"]
        here, there = await ann.connect(), await bob.connect()
        world.ghost(bob.username)
        for body in ("to a ghost", "and another"):
            await here.say(body, chat)
            await there.message(body)
        # A heartbeat looks at the log itself.
        await there.send({"type": "ping", "seqs": {chat: 0}})
        await there.frame("pong")
        # The first reading is told at once, the next by a job.
        await there.send({"type": "read", "room": chat, "seq": 1})
        await here.frame("read_handler", seq=1)
        world.ghost(ann.username)
        await there.send({"type": "read", "room": chat, "seq": 2})
        await here.frame("read_handler", seq=2)
        # Of a group's new member the HTTP API tells, of a tab that is hidden presence.
        world.ghost(bob.username)
        group = await _group(ann, bob)
        world.ghost(ann.username)
        await there.send({"type": "presence", "state": "inactive"})
        await here.frame("online_status_handler", changes=[{"username": bob.username, "status": "inactive"}])
        # Whoever deletes their account hands groups over, or takes them along; a job does that.
        await _group(ann, bob)
        await ann.ok("POST", "/api/chat/new", {"groupchat_name": "alone", "open": True})
        await ann.ok("POST", f"/api/chat/{group}/delete")
        await ann.ok("POST", "/api/me/delete", {"password": PASSWORD})
        await there.frame("system", event="left", username=ann.username)

        def once_more() -> None:
            """A connection that came while the account went is ended, if the job is faster than presence."""
            world.ghost(ann.username)
            world.jobs.put(Job("delete-account", ann.username, datetime.now(UTC)))
            world.call("FunctionJobs", "{}")

        await world.until_used("jobs", once_more)


async def _group(owner: Person, member: Person) -> str:
    name = (await owner.ok("POST", "/api/chat/new", {"groupchat_name": "ghosts"}))["chat"]["name"]
    await owner.ok("POST", f"/api/chat/{name}/edit", {"add_members": [member.username]})
    return name


async def _a_large_audience(world: World) -> None:
    """Workers serve it, ask others, and tell how many they are; then it shrinks."""
    async with Person(world.base, new_name()) as ann:
        connection = await (await ann.sign_up()).connect()
        world.set_public_chat(shards=4, filling=4, resized=0)
        try:
            await connection.join()
            await connection.say("to everybody")
            await connection.frame("ack")

            def part() -> None:
                """A worker's part of the audience, with a connection in it that is gone, if nobody cleans up before."""
                world.ghost(ann.username, shard=1)
                task = ShardTask(room="public-chat", end=2, frame='{"type":"pong","behind":{}}')
                world.call("FunctionWorker", task.model_dump_json())

            await world.until_used("worker", part)
            await world.until_used("presence")
        finally:
            world.set_public_chat(shards=1, filling=1)


async def _what_the_sweep_finds(world: World) -> None:
    async with Person(world.base, new_name()) as ann:
        connection = await (await ann.sign_up()).connect()
        await connection.join()
        world.ghost(ann.username, age=LIFE + timedelta(minutes=1))

        def sweep() -> None:
            """Find somebody who came and went unseen, if the sweep is faster than presence."""
            world.ghost(new_name(), age=timedelta(minutes=30))
            world.call("FunctionSweeper", "{}")

        await world.until_used("sweeper", sweep)
        await asyncio.to_thread(world.call, "FunctionJobs", "{}")


FEATURES: list[Callable[[World], Awaitable[None]]] = [
    _everything_usual,
    _connections_that_are_gone,
    _what_the_sweep_finds,
    _a_large_audience,
]


async def test_every_role_has_what_it_uses_and_nothing_else(world: World) -> None:
    for feature in FEATURES:
        if world.unused():
            await feature(world)
    await world.until_used()

    used, refused = world.uses()
    assert not refused
    assert not [f"{role}: {what} on {kind}" for role, what, kind in sorted(world.unused())]
    assert used
