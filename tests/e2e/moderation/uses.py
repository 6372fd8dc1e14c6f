"""Whatever the functions of moderation may do about reports is done once: what least privilege is held against."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from snowfight.storage.messages.log import INDEXED_EVERY
from tests.e2e.moderation import test_reports, test_sanctions
from tests.e2e.moderation.test_reports import Scene, played

if TYPE_CHECKING:
    from tests.e2e.test_permissions import World


async def reports_of_every_kind(world: World) -> None:
    """Made and decided in every way, about messages of every place; and somebody looks at how many wait."""
    base = world.base
    await test_reports.test_a_report_is_a_copy_that_nothing_changes(base)
    await test_reports.test_a_decision_is_done_at_once_and_both_sides_are_told(base)
    await test_reports.test_an_author_is_muted_and_banned_by_reports(base)
    await test_reports.test_of_two_moderators_at_once_one_decides(base)
    await test_reports.test_anybody_reports_without_an_account_and_reads_the_rules(base)
    async with played(base) as scene:
        await _in_a_long_log(world, scene)
        await _in_public(world, scene)
        await asyncio.to_thread(world.call, "FunctionReportGauge", "{}")


async def sanctions_of_every_kind(world: World) -> None:
    """Roles, mutes, bans, what moderators take away; a call of whoever is banned, and connections that are gone."""
    base = world.base
    await test_sanctions.test_a_muted_user_reads_and_deletes_their_own_and_nothing_else(base)
    await test_sanctions.test_a_ban_ends_what_is_open_at_once_and_says_why_at_the_door(base)
    await test_sanctions.test_nobody_acts_on_their_like_and_everything_is_written_down(base)
    await test_sanctions.test_moderators_keep_the_public_chat_clean(base)
    await test_sanctions.test_a_group_is_as_slow_as_its_admin_says(base)


async def _in_a_long_log(world: World, scene: Scene) -> None:
    """A reply, whose thread loses it, and which the search index has to be told of."""
    await scene.his.frame("ack", client_id=await scene.his.say("to the first", scene.room, reply_to=1))
    world.lengthen(scene.room, 7, INDEXED_EVERY)
    report = await scene.report(6)
    assert (await scene.decide(report["id"], "delete"))[0] == 200


async def _in_public(world: World, scene: Scene) -> None:
    """What is told to those who show the public chat, and where they are very many, by workers."""
    await scene.hers.join()
    await _deleted_in_public(scene)
    world.set_public_chat(shards=4, filling=4, resized=0)
    try:
        await _deleted_in_public(scene)
    finally:
        world.set_public_chat(shards=1, filling=1)


async def _deleted_in_public(scene: Scene) -> None:
    ack = await scene.his.frame("ack", client_id=await scene.his.say("to everybody"))
    await scene.ann.ok("POST", "/api/chat/public-chat/report", {"seq": ack["seq"], "reason": "spam"})
    [report] = [each for each in await scene.listed() if (each["room"], each["seq"]) == ("public-chat", ack["seq"])]
    assert (await scene.decide(report["id"], "delete"))[0] == 200
