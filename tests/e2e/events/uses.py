"""Whatever the functions may do about events is done once: what least privilege is held against."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from snowfight.domain.jobs.queue import SECOND_LOOK
from tests.e2e.calls.uses import Phone, end_ringing
from tests.e2e.events import test_events
from tests.e2e.events.test_events import Scene, played

if TYPE_CHECKING:
    from tests.e2e.test_permissions import World


async def events_of_every_kind(world: World) -> None:
    """Told, tried again and ended, in the public chat too; of calls, and of what a moderator takes away; and with a
    group its subscriptions go."""
    base = world.base
    await test_events.test_a_group_tells_to_its_end(base)
    await test_events.test_what_happens_is_told_signed_and_in_order_and_tried_again(base)
    await test_events.test_who_says_that_they_are_gone_is_told_no_more_until_enabled(base)
    async with played(base) as scene:
        await scene.ann.ok("POST", f"/api/chat/{scene.room}/edit", {"add_members": [scene.bob.username]})
        await scene.ann.ok("POST", "/_local/owner", {"username": scene.ann.username})
        await _taken_away(scene)
        await _called(world, scene)
        await _in_public(scene)
        await _behind(world, scene)
        await asyncio.to_thread(world.call, "FunctionEventSender", "{}")
    world.nudge("jobs", lambda: _hurry(world))


def _hurry(world: World) -> None:
    """Have deleted groups looked at for the second time now, at which their subscriptions go."""
    now = datetime.now(UTC)
    for job in world.jobs.due(now + 2 * SECOND_LOOK):
        if job.kind == "delete-chat" and job.runs and job.due > now:
            world.jobs.put(replace(job, due=now))


async def _taken_away(scene: Scene) -> None:
    """A moderator decides about a report of the group."""
    seq = await scene.say("spam")
    await scene.bob.ok("POST", f"/api/chat/{scene.room}/report", {"seq": seq, "reason": "spam"})
    reports = (await scene.ann.ok("GET", "/api/moderation/reports"))["reports"]
    [report] = [each for each in reports if (each["room"], each["seq"]) == (scene.room, seq)]
    await scene.ann.ok("POST", f"/api/moderation/reports/{report['id']}", {"decision": "delete"})


async def _called(world: World, scene: Scene) -> None:
    """A call that its starter ends, and one that nobody accepts, which the watcher ends."""
    phone = Phone(scene.hers, scene.room, str(uuid4()))
    await phone.say("call_start", video=False)
    await phone.hears("ringing")
    await phone.say("call_leave")
    await phone.hears("over")
    phone = Phone(scene.hers, scene.room, str(uuid4()))
    await phone.say("call_start", video=False)
    await phone.hears("ringing")
    end_ringing(world, scene.room)
    key = {"pk": {"S": f"CALL#{scene.room}"}, "sk": {"S": "WATCH"}}
    record = {"eventName": "MODIFY", "dynamodb": {"Keys": key}}
    await asyncio.to_thread(world.call, "FunctionCallWatcher", json.dumps({"Records": [record]}))
    await phone.hears("over", reason="missed")


async def _in_public(scene: Scene) -> None:
    path = "/api/chat/public-chat/subscriptions"
    made = await scene.ann.ok("POST", path, {"url": scene.receiver.url, "events": ["message", "change"]})
    await scene.hers.frame("ack", client_id=await scene.hers.say("to everybody and a program"))
    await scene.receiver.until_of("public-chat")
    await scene.ann.ok("POST", f"{path}/{made['id']}/delete")


async def _behind(world: World, scene: Scene) -> None:
    """Somebody died between storing and telling: a new subscription begins behind what they said."""
    last = (await scene.ann.ok("GET", f"/api/chat/{scene.room}"))["chat"]["last_seq"]
    world.lengthen(scene.room, last + 1, last + 1, known=last)
    await scene.ann.ok("POST", scene.path, {"url": scene.receiver.url, "events": ["message"]})
