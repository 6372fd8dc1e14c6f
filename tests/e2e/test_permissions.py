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
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import uuid4

import boto3
import pytest
from pynamodb.connection import Connection as DynamoDB

from local.authorizations import pattern
from local.ministack import ROOT_KEY
from local.settings import REGION
from local.stack import Stack
from ops.batches import WRITTEN
from ops.deployment import Deployment
from snowfight.clock import milliseconds
from snowfight.domain.files.cleanup import EVERYBODY, PURGES
from snowfight.models.records import Link
from snowfight.models.tasks import ShardTask
from snowfight.settings import Settings
from snowfight.storage.database import Database
from snowfight.storage.jobs.queue import Job, JobRows
from snowfight.storage.messages.log import INDEXED_EVERY
from snowfight.storage.notices.mails import Mails
from snowfight.storage.presence.connections import Connections
from snowfight.storage.presence.lifetime import LIFE
from tests.e2e import (
    test_accounts,
    test_claiming,
    test_conversation,
    test_emoji,
    test_files,
    test_groups,
    test_mentions,
    test_message_changes,
    test_presence,
)
from tests.e2e.bot_uses import bots_of_every_kind
from tests.e2e.calls import test_ice
from tests.e2e.calls.uses import calls_of_every_kind
from tests.e2e.client import GUARD, PASSWORD, Connection, Person, new_name
from tests.e2e.events.uses import events_of_every_kind
from tests.e2e.hooks.uses import hooks_of_every_kind
from tests.e2e.moderation import test_blocks, test_sign_up
from tests.e2e.moderation.uses import reports_of_every_kind, sanctions_of_every_kind
from tests.e2e.pushing import Device
from tests.support.dynamodb import bound_elsewhere

UNINDEXED = 1100
"""Messages that are more than a search leaves to the next one to be indexed."""

PATIENCE = 60.0
"""Seconds for what happens after the answer, by streams and jobs."""

LAST_PATIENCE = 180.0
"""Seconds for what is left of that when every feature is done: nothing waits before for what a later one will use."""

MANY = ["🎉", 51, " ".join(f"fan_{number}" for number in range(50))]
"""Reactions of more people than a message names."""

GHOSTS = 20
"""Connections until one was not found gone right away."""

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
    mails: Mails
    nudges: dict[str, list[Callable[[], object]]] = field(default_factory=dict[str, list[Callable[[], object]]])
    """What has a function do again, at the end, what it has not yet."""

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
                for statement in (each for each in document["Statement"] if each["Effect"] == "Allow"):
                    keys = _list(statement.get("Condition", {}).get(_CONDITION, {}).get("dynamodb:LeadingKeys", []))
                    actions = set(_list(statement["Action"])) - BY_THE_SERVICE
                    for resource in _list(statement["Resource"]) if actions else []:
                        granted |= {(role, what, _kind(resource)) for what in (*actions, *map(pattern, keys))}
        return granted

    def unused(self) -> set[Permission]:
        return self.grants() - self.uses()[0]

    def ghost(self, username: str, shard: int = 0, age: timedelta = timedelta(minutes=5)) -> None:
        """A connection that is gone, and whose end nobody told: it shows the public chat. Whoever posts to it before it
        does has cleaned up after it: then there is another one."""
        for _ in range(GHOSTS):
            link = Link(f"ghost-{secrets.token_hex(6)}", username, datetime.now(UTC) - age)
            self.connections.open(link)
            if self.connections.view(link, "public-chat", shard):
                return
        raise AssertionError("every one was found before it showed the chat")

    def set_public_chat(self, **numbers: int) -> None:
        names = ", ".join(f"{name} = :{name}" for name in numbers)
        self.client("dynamodb").update_item(
            TableName=self.stack.outputs["RoomsTable"],
            Key={"pk": {"S": "ROOM#public-chat"}, "sk": {"S": "META"}},
            UpdateExpression=f"SET {names}",
            ExpressionAttributeValues={f":{name}": {"N": str(value)} for name, value in numbers.items()},
        )

    def lengthen(self, room: str, first: int, last: int, known: int | None = None) -> None:
        """Have the chat's first message said again, as its numbers `first` to `last`; its row knows of them, or up to
        `known`."""
        dynamodb, messages = self.client("dynamodb"), self.stack.outputs["MessagesTable"]
        row = dynamodb.get_item(TableName=messages, Key={"room": {"S": room}, "seq": {"N": "1"}})["Item"]
        puts = [{"PutRequest": {"Item": {**row, "seq": {"N": str(seq)}}}} for seq in range(first, last + 1)]
        for start in range(0, len(puts), WRITTEN):
            dynamodb.batch_write_item(RequestItems={messages: puts[start : start + WRITTEN]})
        dynamodb.update_item(
            TableName=self.stack.outputs["RoomsTable"],
            Key={"pk": {"S": f"ROOM#{room}"}, "sk": {"S": "META"}},
            UpdateExpression="SET last_seq = :last",
            ExpressionAttributeValues={":last": {"N": str(last if known is None else known)}},
        )

    def react(self, room: str, seq: int, reactions: list[list[Any]]) -> None:
        """Set the reactions that the message's row tells."""
        self.client("dynamodb").update_item(
            TableName=self.stack.outputs["MessagesTable"],
            Key={"room": {"S": room}, "seq": {"N": str(seq)}},
            UpdateExpression="SET reactions = :reactions",
            ExpressionAttributeValues={":reactions": {"S": json.dumps(reactions, ensure_ascii=False)}},
        )

    def be_missed(self, username: str, room: str, seq: int) -> None:
        """Have that message be half an hour old, and a mail of it due."""
        now = datetime.now(UTC)
        long_ago = now - timedelta(minutes=30)
        self.client("dynamodb").update_item(
            TableName=self.stack.outputs["MessagesTable"],
            Key={"room": {"S": room}, "seq": {"N": str(seq)}},
            UpdateExpression="SET created = :created",
            ExpressionAttributeValues={":created": {"N": str(milliseconds(long_ago))}},
        )
        known = self.mails.get(username, now)
        self.mails.put(known, replace(known, due=now, since=long_ago, claimed=None, sent=None), now)

    def forget_purges(self) -> None:
        """Have files be deleted as if none had been within the last hour."""
        key = {"pk": {"S": f"RATE#{EVERYBODY}"}, "sk": {"S": PURGES.name}}
        self.client("dynamodb").delete_item(TableName=self.stack.outputs["EphemeralTable"], Key=key)

    def is_looked_at_later(self, room: str) -> bool:
        """Whether the notifier is to come back to the chat."""
        key = {"room": {"S": f"NOTICE#{room}"}, "seq": {"N": "1"}}
        return "Item" in self.client("dynamodb").get_item(TableName=self.stack.outputs["MessagesTable"], Key=key)

    def call(self, output: str, payload: str) -> None:
        """Call the function that the output names, and wait for it."""
        answer = self.client("lambda").invoke(FunctionName=self.stack.outputs[output], Payload=payload)
        assert "FunctionError" not in answer, answer["Payload"].read()

    def lacks(self, function: str) -> bool:
        """Whether the function has something that it has not used."""
        return any(f"Functions{function}" in role for role, _, _ in self.unused())

    async def until_used(self, function: str, nudge: Callable[[], object] = lambda: None) -> None:
        """Return when the function has used all that it has, or PATIENCE is over: for what it uses in one feature."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline and self.lacks(function):
            await asyncio.to_thread(nudge)
            await asyncio.sleep(1)

    def nudge(self, function: str, again: Callable[[], object]) -> None:
        """Have `again` done, at the end, for as long as the function lacks something."""
        self.nudges.setdefault(function, []).append(again)

    async def until_all_is_used(self) -> None:
        """Return when each function has used all that it has, or LAST_PATIENCE is over."""
        deadline = time.monotonic() + LAST_PATIENCE
        while time.monotonic() < deadline and self.unused():
            for again in [each for function, nudges in self.nudges.items() if self.lacks(function) for each in nudges]:
                await asyncio.to_thread(again)
            await asyncio.sleep(1)


_CONDITION = "ForAllValues:StringLike"


def _list(value: Any) -> list[str]:
    return value if isinstance(value, list) else [value]


def _kind(resource: str) -> str:
    """A resource without what it is about: connections by their method, files by their bucket, all else by its name."""
    if resource.startswith("arn:aws:s3:::") and "/" in resource:
        return f"{resource.partition('/')[0]}/*"
    return resource.partition("/@connections/")[0]


@pytest.fixture
def world(stack: Stack) -> Iterator[World]:
    settings = Settings(ephemeral_table=stack.outputs["EphemeralTable"])
    key, secret = ROOT_KEY.values()
    dynamodb = DynamoDB(REGION, stack.endpoint_url, aws_access_key_id=key, aws_secret_access_key=secret)
    with bound_elsewhere():
        database = Database(settings, dynamodb)
        yield World(stack, Connections(database), JobRows(database), Mails(database))


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
    await test_emoji.test_a_picture_becomes_an_emoji_that_outlives_its_user(base)
    await test_sign_up.test_a_challenge_is_solved_once_for_each_account(base)
    await test_sign_up.test_a_moderators_invitation_lets_in_so_many(base)
    await test_sign_up.test_the_proven_address_of_a_banned_account_waits_until_the_ban_is_lifted(base)
    await test_mentions.test_who_is_mentioned_finds_it_so_until_it_is_read_or_gone(base)
    await test_message_changes.test_two_change_what_was_said_and_both_find_it_so(base)
    await test_message_changes.test_what_may_not_be_changed_is_refused_and_stays(base)
    await test_ice.test_a_device_is_told_by_which_servers_it_reaches_others(base)
    await test_blocks.test_each_is_gone_for_the_other_and_for_nobody_else(base)
    await test_blocks.test_their_private_chat_is_read_and_nothing_else(base)
    await test_blocks.test_a_group_goes_on_and_mentions_nobody_across_it(base)
    await test_blocks.test_whoever_blocks_somebody_hangs_up(base)
    await test_blocks.test_blocks_go_with_the_account(base)


async def _somebody_who_was_imported(world: World) -> None:
    """Takes their account over."""
    deployment = Deployment.local(world.stack.endpoint_url, world.base)
    with TemporaryDirectory() as folder:
        await test_claiming.test_an_imported_account_is_taken_over_by_the_address_it_came_with(
            world.base, deployment, Path(folder)
        )


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
        # What is left of a thread goes with the chat.
        for to in (None, 1, 1):
            await here.frame("ack", client_id=await here.say("in a thread", group, reply_to=to))
        await test_message_changes.change(here, "delete", group, 3)
        await ann.ok("POST", f"/api/chat/{group}/delete")
        for seq in (1, 2):
            await test_message_changes.change(here, "react", chat, seq, emoji="👍", on=True)
        await test_message_changes.change(here, "delete", chat, 2)  # whose reactions a job clears away
        await _beyond_those_who_are_named(world, there, chat, others=["👍", 1, ann.username])
        await ann.ok("POST", "/api/me/delete", {"password": PASSWORD})
        await there.frame("system", event="left", username=ann.username)

        def once_more() -> None:
            """A connection that came while the account went is ended, if the job is faster than presence."""
            world.ghost(ann.username)
            world.jobs.put(Job("delete-account", ann.username, datetime.now(UTC)))
            world.call("FunctionJobs", "{}")

        world.nudge("jobs", once_more)


async def _beyond_those_who_are_named(world: World, connection: Connection, room: str, others: list[Any]) -> None:
    """A user takes a reaction back that so many have that the message does not name them."""
    await test_message_changes.change(connection, "react", room, 1, emoji="🎉", on=True)
    world.react(room, 1, [others, MANY])
    await test_message_changes.change(connection, "react", room, 1, emoji="🎉", on=False)


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
            client_id = await connection.say("to everybody")
            seq = (await connection.frame("ack", client_id=client_id))["seq"]
            # The first change is told at once, those of the same second by a job: they go out without a pause.
            about = {"type": "react", "room": "public-chat", "seq": seq, "on": True}
            frames = [about | {"client_id": str(uuid4()), "emoji": emoji} for emoji in "👍🎉🐒🔥👀🚀"]
            for frame in frames:
                await connection.send(frame)
            for frame in frames:
                await connection.frame("changed", client_id=frame["client_id"])

            def part() -> None:
                """A worker's part of the audience, with a connection in it that is gone, if nobody cleans up before."""
                world.ghost(ann.username, shard=1)
                task = ShardTask(room="public-chat", end=2, frame='{"type":"pong","behind":{}}')
                world.call("FunctionWorker", task.model_dump_json())

            reply = await connection.say("to everybody, again", reply_to=seq)
            told = (await connection.frame("ack", client_id=reply))["seq"] - 1

            def left_to_presence() -> None:
                """What somebody was to tell who is gone, once presence has counted how many look."""
                world.ghost(ann.username)
                world.set_public_chat(shards=4, filling=4, told=told, tells_at=1, quiet_at=1)

            await world.until_used("worker", part)
            await world.until_used("presence", left_to_presence)
        finally:
            world.set_public_chat(shards=1, filling=1)

    def told_later() -> None:
        """Have a job tell what has changed, if all of it was told at once."""
        world.set_public_chat(shards=4, filling=4, resized=0, announced_rev=0, announced_at=0)
        world.jobs.put(Job("tell-changes", "public-chat", datetime.now(UTC)))
        world.call("FunctionJobs", "{}")
        world.set_public_chat(shards=1, filling=1)

    world.nudge("jobs", told_later)


async def _a_chat_that_is_searched(world: World) -> None:
    """It is indexed as it grows, as it is searched, and anew when something in it changed; then it is deleted."""

    def index(**task: object) -> None:
        world.call("FunctionIndexer", json.dumps(task))

    async with Person(world.base, new_name()) as ann:
        await (await ann.sign_up()).verify()
        connection = await ann.connect()
        room = (await ann.ok("POST", "/api/chat/new", {"groupchat_name": "archive"}))["chat"]["name"]
        await connection.join(room)
        await connection.frame("ack", client_id=await connection.say("a snowflake", room))
        world.lengthen(room, 2, INDEXED_EVERY - 1)
        await connection.frame("ack", client_id=await connection.say("the last snowflake", room))
        await asyncio.to_thread(index, room=room)
        # What changed since is looked at again, by searches and by the sweep; what came since is added.
        await test_message_changes.change(connection, "edit", room, 2, body="a snowball")
        world.react(room, INDEXED_EVERY, [MANY])
        found = (await ann.ok("GET", "/api/search?q=snowflake"))["results"]
        assert found[0]["message"]["seq"] == INDEXED_EVERY
        await ann.ok("GET", f"/api/chat/{room}/files")
        world.lengthen(room, INDEXED_EVERY + 1, INDEXED_EVERY + UNINDEXED)
        await ann.ok("GET", f"/api/search?q=snowflake&room={room}")
        for task in ({}, {"room": room}, {"anew": True}):
            await asyncio.to_thread(index, **task)

        def at_once() -> None:
            """Two indexers want to write the same file, and one of them comes too late."""
            with ThreadPoolExecutor(2) as indexers:
                for _ in range(2):
                    indexers.submit(index, room=room, anew=True)

        await world.until_used("indexer", at_once)
        await ann.ok("POST", f"/api/chat/{room}/delete")


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


async def _people_who_are_away(world: World) -> None:
    """They are pushed to, or mailed; their browsers go with what ends them."""
    base = world.base
    async with Person(base, new_name()) as ann, Person(base, new_name()) as bob, Person(base, new_name()) as eve:
        for person in (ann, bob, eve):
            await (await person.sign_up()).verify()
        here = await bob.connect()
        room = (await bob.ok("POST", f"/api/chat/private/{ann.username}"))["chat"]["name"]
        phone, laptop = Device(base, f"{ann.username}/phone"), Device(base, f"{ann.username}/laptop")
        await _devices(ann, phone, laptop)
        # One browser is gone; at the other's service something is wrong, and that is tried again.
        await ann.ok("POST", f"{phone.path}/fail", {"status": 410})
        await ann.ok("POST", f"{laptop.path}/fail", {"status": 503})
        await here.frame("ack", client_id=await here.say("where are you?", room))
        await _until(lambda: ann.ok("GET", "/api/push/devices"), lambda found: len(found["devices"]) == 1)
        await ann.ok("POST", f"{laptop.path}/fail", {"status": 201})
        # What is read is taken back with the next notice; who is idle is told a little later.
        there = await ann.connect()
        await there.send({"type": "read", "room": room, "seq": 1})
        await there.send({"type": "presence", "state": "inactive"})
        await here.frame("online_status_handler", changes=[{"username": ann.username, "status": "inactive"}])
        await here.frame("ack", client_id=await here.say("still there?", room))
        await _until(lambda: asyncio.to_thread(world.is_looked_at_later, room), bool)
        await there.socket.close()
        await here.frame("ack", client_id=await here.say(f"I meant @{ann.username}"))
        await laptop.received(2)
        # Her last browser is gone. Whoever never comes is mailed.
        await ann.ok("POST", f"{laptop.path}/fail", {"status": 410})
        await here.frame("ack", client_id=await here.say("gone", room))
        await _until(lambda: ann.ok("GET", "/api/push/devices"), lambda found: not found["devices"])
        never = (await bob.ok("POST", f"/api/chat/private/{eve.username}"))["chat"]["name"]
        await here.frame("ack", client_id=await here.say("hello?", never))

        def half_an_hour_later() -> None:
            world.be_missed(eve.username, never, 1)
            world.call("FunctionNotifier", "{}")

        await asyncio.to_thread(half_an_hour_later)
        world.nudge("notifier", half_an_hour_later)
        # A browser goes when it is told to, with the session, and with the account.
        await _devices(ann, laptop)
        await ann.ok("POST", "/api/push/unsubscribe", {"endpoint": laptop.endpoint})
        await _devices(ann, laptop)
        await ann.ok("POST", "/api/auth/logout", headers=GUARD)
        await _devices(await ann.sign_in(), laptop)
        await ann.ok("POST", "/api/me/delete", {"password": PASSWORD})


async def _devices(person: Person, *devices: Device) -> None:
    """Push to those browsers, and try it."""
    await person.ok("GET", "/api/push/key")
    for device in devices:
        await person.ok("POST", f"{device.path}/fail", {"status": 201})
        await person.ok("POST", "/api/push/subscribe", device.subscription)
        await person.ok("POST", "/api/push/test", {"endpoint": device.endpoint})


async def _until(ask: Callable[[], Awaitable[Any]], is_so: Callable[[Any], bool]) -> None:
    """Ask until it is so, or PATIENCE is over."""
    deadline = time.monotonic() + PATIENCE
    while not is_so(found := await ask()):
        assert time.monotonic() < deadline, found
        await asyncio.sleep(0.2)


FEATURES: list[Callable[[World], Awaitable[None]]] = [
    _everything_usual,
    _somebody_who_was_imported,
    _connections_that_are_gone,
    _what_the_sweep_finds,
    _people_who_are_away,
    _a_large_audience,
    _a_chat_that_is_searched,
    events_of_every_kind,
    calls_of_every_kind,
    reports_of_every_kind,
    sanctions_of_every_kind,
    bots_of_every_kind,
    hooks_of_every_kind,
]
"""In an order in which none waits for what a later one is the first to use."""


@pytest.mark.timeout(2_400)  # it does everything that the functions can, one after the other
async def test_every_role_has_what_it_uses_and_nothing_else(world: World) -> None:
    for feature in FEATURES:
        if world.unused():
            world.forget_purges()  # accounts go only as fast as their files, of which other tests have deleted many
            await feature(world)
    await world.until_all_is_used()

    used, refused = world.uses()
    assert not refused
    assert [f"{role}: {what} on {kind}" for role, what, kind in sorted(world.unused())] == []
    assert used
