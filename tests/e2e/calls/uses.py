"""Whatever the functions of calls may do is done once: what least privilege is held against."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from snowfight.clock import milliseconds
from tests.e2e.client import PASSWORD, Connection, Person, new_name
from tests.e2e.pushing import Device

if TYPE_CHECKING:
    from tests.e2e.test_permissions import World


TRIES = 20
"""Calls until the function of their frames, or their watcher, was the first to find a connection gone."""


class Phone:
    """A page of somebody's that calls."""

    def __init__(self, connection: Connection, room: str, call: str) -> None:
        self.connection = connection
        self.device = str(uuid4())
        self._about = {"room": room, "call": call, "device": self.device}

    async def say(self, kind: str, **fields: Any) -> None:
        await self.connection.send({"type": kind, **self._about, **fields})

    async def hears(self, state: str, **fields: Any) -> Any:
        return await self.connection.frame("call_state", call=self._about["call"], state=state, **fields)


async def calls_of_every_kind(world: World) -> None:
    """One is answered, one missed; members leave one, by removal and with their account; somebody away is rung."""
    base = world.base
    async with Person(base, new_name()) as ann, Person(base, new_name()) as bob, Person(base, new_name()) as eve:
        for person in (ann, bob, eve):
            await (await person.sign_up()).verify()
        here, there = await ann.connect(), await bob.connect()
        room = (await ann.ok("POST", f"/api/chat/private/{bob.username}"))["chat"]["name"]
        await _answered(world, room, ann, bob, here, there)
        for _ in range(TRIES):  # presence may be the first to find the connection gone
            await _missed(world, room, ann, bob, here)
            if not any("Functionscallwatcher" in role and "CONNECTION" in what for role, what, _ in world.unused()):
                break
        await world.until_used("callwatcher")
        await _left(world, ann, bob, eve, here, there)


async def _answered(world: World, room: str, ann: Person, bob: Person, here: Connection, there: Connection) -> None:
    call = str(uuid4())
    caller, called = Phone(here, room, call), Phone(there, room, call)
    # Somebody's message lies where the call's is to be.
    await here.frame("ack", client_id=await here.say("ready?", room))
    world.lengthen(room, 2, 2, known=1)
    await caller.say("call_start", video=False)
    await there.frame("call_ring", call=call)
    page = await bob.connect()
    await page.send({"type": "join", "room": room})
    await page.frame("call_ring", call=call)
    await called.say("call_accept", video=False)
    await caller.hears("live")
    await caller.say("call_signal", to=called.device, data={"candidates": []})
    await there.frame("call_signal", call=call)
    await caller.say("call_sync")
    await called.say("call_leave")
    await caller.say("call_leave")
    await caller.hears("over")
    # One that is cancelled has been missed. A connection of Bob's is gone: whoever posts there first cleans up.
    for _ in range(TRIES):
        call = str(uuid4())
        caller = Phone(here, room, call)
        world.ghost(bob.username)
        await caller.say("call_start", video=False)
        await caller.hears("ringing")
        await caller.say("call_leave")
        await caller.hears("over", reason="cancelled")
        if not any("Functionscallframes" in role for role, _, _ in world.unused()):
            break


async def _missed(world: World, room: str, ann: Person, bob: Person, here: Connection) -> None:
    call = str(uuid4())
    caller = Phone(here, room, call)
    await caller.say("call_start", video=True)
    await caller.hears("ringing")
    last = (await ann.ok("GET", f"/api/chat/{room}"))["chat"]["last_seq"]
    world.lengthen(room, last + 1, last + 1, known=last)
    end_ringing(world, room)
    world.ghost(bob.username)
    key = {"pk": {"S": f"CALL#{room}"}, "sk": {"S": "WATCH"}}
    record = {"eventName": "MODIFY", "dynamodb": {"Keys": key}}
    await asyncio.to_thread(world.call, "FunctionCallWatcher", json.dumps({"Records": [record]}))
    await caller.hears("over", reason="missed")


async def _left(world: World, ann: Person, bob: Person, eve: Person, here: Connection, there: Connection) -> None:
    phone = Device(world.base, f"{eve.username}/phone")
    await eve.ok("POST", "/api/push/subscribe", phone.subscription)
    group = (await ann.ok("POST", "/api/chat/new", {"groupchat_name": "callers"}))["chat"]["name"]
    members = [bob.username, eve.username]
    await ann.ok("POST", f"/api/chat/{group}/edit", {"add_members": members})
    call = str(uuid4())
    caller, called = Phone(here, group, call), Phone(there, group, call)
    await caller.say("call_start", video=False)
    await there.frame("call_ring", call=call)
    await phone.received(1)
    await called.say("call_accept", video=False)
    await caller.hears("live")
    away = await eve.connect()
    late = Phone(away, group, call)
    await late.say("call_accept", video=False)
    await late.hears("live")
    await ann.ok("POST", f"/api/chat/{group}/edit", {"remove_members": [bob.username]})
    await _until_in_call(caller, {ann.username, eve.username})
    world.forget_purges()  # its files go before it leaves its groups
    await eve.ok("POST", "/api/me/delete", {"password": PASSWORD})
    await _until_in_call(caller, {ann.username})
    await caller.say("call_leave")
    await caller.hears("over")


async def _until_in_call(phone: Phone, usernames: set[str]) -> None:
    """Return when those alone are in the call, as its device was told."""
    while True:
        states = [frame for frame in phone.connection.frames if frame["type"] == "call_state"]
        if {each["username"] for each in states[-1]["participants"]} == usernames:
            return
        await phone.connection.frame("call_state", since=phone.connection.frames.index(states[-1]) + 1)


def end_ringing(world: World, room: str) -> None:
    """Have the call of the chat ring no longer from now on, and its watcher look when it is next woken."""
    dynamodb: Any = world.client("dynamodb")
    key = {"pk": {"S": f"CALL#{room}"}, "sk": {"S": "NEWEST"}}
    table = world.stack.outputs["EphemeralTable"]
    state = json.loads(dynamodb.get_item(TableName=table, Key=key)["Item"]["state"]["S"])
    state["expires"] = milliseconds(datetime.now(UTC) - timedelta(seconds=1))
    dynamodb.update_item(
        TableName=table,
        Key=key,
        UpdateExpression="SET #state = :state",
        ExpressionAttributeNames={"#state": "state"},
        ExpressionAttributeValues={":state": {"S": json.dumps(state)}},
    )
    dynamodb.update_item(
        TableName=world.stack.outputs["RoomsTable"],
        Key={"pk": key["pk"], "sk": {"S": "WATCH"}},
        UpdateExpression="SET due = :due",
        ExpressionAttributeValues={":due": {"N": "0"}},
    )
