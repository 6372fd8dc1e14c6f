"""Reports over the wire: made by anybody, decided by moderators, told to everybody whom they concern."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import boto3

from local.ministack import ROOT_KEY
from local.settings import REGION
from local.stack import Stack
from tests.e2e.client import Connection, Person, new_name

REPORT = {
    *("id", "reporter", "room", "seq", "url", "message", "context", "author", "reason", "text", "created", "state"),
    *("decision", "decided_by", "statement"),
}


@dataclass
class Scene:
    """Ann and Bob in a private chat of five messages of his, and somebody who decides and is in no chat of theirs."""

    ann: Person
    bob: Person
    mod: Person
    room: str
    hers: Connection
    his: Connection

    @property
    def path(self) -> str:
        return f"/api/chat/{self.room}/report"

    async def report(self, seq: int, reason: str = "abuse", **body: Any) -> dict[str, Any]:
        """Ann reports; the report as it is listed."""
        status, _ = await self.ann.call("POST", self.path, {"seq": seq, "reason": reason, **body})
        assert status == 204
        return next(each for each in await self.listed() if each["room"] == self.room and each["seq"] == seq)

    async def listed(self, state: str = "open") -> list[dict[str, Any]]:
        return (await self.mod.ok("GET", f"/api/moderation/reports?state={state}"))["reports"]

    async def decide(self, identifier: str, decision: str, **body: Any) -> tuple[int, Any]:
        path = f"/api/moderation/reports/{identifier}"
        return await self.mod.call("POST", path, {"decision": decision, **body})


@asynccontextmanager
async def played(base: str) -> AsyncGenerator[Scene]:
    async with AsyncExitStack() as stack:
        people = [await stack.enter_async_context(Person(base, new_name(name))) for name in ("ann", "bob", "mod")]
        ann, bob, mod = [await person.sign_up() for person in people]
        await ann.verify()
        await mod.ok("POST", "/_local/owner", {"username": mod.username})
        room = (await ann.ok("POST", f"/api/chat/private/{bob.username}"))["chat"]["name"]
        hers, his = await ann.connect(), await bob.connect()
        for number in range(1, 6):
            await his.frame("ack", client_id=await his.say(f"number {number}", room))
        yield Scene(ann, bob, mod, room, hers, his)
        for connection in (hers, his):
            await connection.close()


async def test_a_report_is_a_copy_that_nothing_changes(base: str) -> None:
    async with played(base) as scene:
        report = await scene.report(3, text="always")
        assert set(report) == REPORT
        assert (report["reporter"], report["author"]) == (scene.ann.username, scene.bob.username)
        assert (report["reason"], report["text"], report["state"], report["url"]) == ("abuse", "always", "open", None)
        assert report["message"]["body"] == "number 3"
        assert [each["body"] for each in report["context"]] == ["number 1", "number 2", "number 4", "number 5"]

        # When Bob takes everything back, and Ann reports it once more
        for seq in (2, 3):
            frame = {"type": "delete", "room": scene.room, "seq": seq, "client_id": str(uuid4())}
            await scene.his.send(frame)
            await scene.his.frame("changed", client_id=frame["client_id"])
        assert await scene.report(3) == report

        # Then what is deleted, not there or not hers to read is not reported
        for seq, code in ((2, "no_such_message"), (99, "no_such_message")):
            status, problem = await scene.ann.call("POST", scene.path, {"seq": seq, "reason": "spam"})
            assert (status, problem["code"]) == (404, code)
        status, problem = await scene.mod.call("POST", scene.path, {"seq": 1, "reason": "spam"})
        assert (status, problem["code"]) == (404, "no_such_chat")


async def test_a_decision_is_done_at_once_and_both_sides_are_told(base: str) -> None:
    async with played(base) as scene:
        report = await scene.report(3)
        hers, his = len(scene.hers.frames), len(scene.his.frames)

        status, decided = await scene.decide(report["id"], "delete", statement="Insults are against the rules.")

        assert status == 200
        assert decided == {
            **report,
            "state": "closed",
            "decision": "delete",
            "decided_by": scene.mod.username,
            "statement": "Insults are against the rules.",
        }
        for connection, since in ((scene.hers, hers), (scene.his, his)):
            change = await connection.frame("change_handler", since=since, seq=3)
            assert (change["kind"], change["message"]["deleted_by"]) == ("delete", scene.mod.username)
        told = (await scene.hers.frame("notice", since=hers))["notice"]
        assert (told["kind"], told["text"], told["room"], told["seq"]) == (
            "decided",
            decided["statement"],
            scene.room,
            3,
        )
        assert (await scene.ann.ok("GET", "/api/me/notices"))["notices"] == [told]
        assert await scene.ann.mail("(Insults are against the rules.)")
        his_notice = (await scene.his.frame("notice", since=his))["notice"]
        assert (his_notice["kind"], his_notice["text"]) == ("deleted", decided["statement"])
        assert scene.ann.username not in str(his_notice)

        # And it is decided once, lies with the closed ones, and is written down
        status, problem = await scene.decide(report["id"], "none")
        assert (status, problem["code"]) == (409, "decided")
        assert report["id"] not in [each["id"] for each in await scene.listed()]
        assert decided in await scene.listed("closed")
        assert (await scene.mod.ok("GET", f"/api/moderation/reports?author={scene.bob.username}"))["reports"] == [
            decided
        ]
        log = (await scene.mod.ok("GET", "/api/moderation/log"))["entries"]
        assert {each["action"] for each in log if each["report"] == report["id"]} == {"decide", "delete"}


async def test_an_author_is_muted_and_banned_by_reports(base: str) -> None:
    async with played(base) as scene:
        first, second = await scene.report(1), await scene.report(2)

        status, problem = await scene.decide(first["id"], "mute")
        assert (status, problem["errors"][0]["field"]) == (422, "minutes")
        assert (await scene.decide(first["id"], "mute", minutes=5, statement="Be kind."))[0] == 200
        await scene.his.frame("error", client_id=await scene.his.say("and yet", scene.room), code="muted")
        assert (await scene.decide(second["id"], "ban", statement="Enough."))[0] == 200

        await scene.his.ended()
        assert (await scene.bob.call("GET", "/api/me"))[0] == 401


async def test_of_two_moderators_at_once_one_decides(base: str) -> None:
    async with played(base) as scene:
        report = await scene.report(4)

        answers = await asyncio.gather(*(scene.decide(report["id"], "none", statement=f"{n}") for n in range(4)))

        assert sorted(status for status, _ in answers) == [200, 409, 409, 409]
        notices = (await scene.ann.ok("GET", "/api/me/notices"))["notices"]
        assert len([each for each in notices if each["seq"] == 4]) == 1


async def test_who_is_no_moderator_sees_and_decides_nothing(base: str) -> None:
    async with played(base) as scene:
        report = await scene.report(5)

        for method, path, body in (
            ("GET", "/api/moderation/reports", None),
            ("POST", f"/api/moderation/reports/{report['id']}", {"decision": "none"}),
        ):
            status, problem = await scene.bob.call(method, path, body)
            assert (status, problem["code"]) == (403, "not_allowed")
        assert report in await scene.listed()
        status, problem = await scene.decide("1769860800000-0123456789abcdef", "none")
        assert (status, problem["code"]) == (404, "no_such_report")


async def test_anybody_reports_without_an_account_and_reads_the_rules(base: str) -> None:
    body = {"url": f"{base}/chat/public-chat", "reason": "illegal", "text": f"A lie, {secrets.token_hex(4)}."}
    async with played(base) as scene, Person(base, new_name()) as nobody:
        status, receipt = await nobody.call("POST", "/api/report", {**body, "name": "Zoe", "email": nobody.email})
        assert status == 202

        [report] = [each for each in await scene.listed() if each["id"] == receipt["id"]]
        assert (report["url"], report["text"], report["reporter"]) == (body["url"], body["text"], None)
        assert (report["message"], report["context"], report["author"]) == (None, [], None)
        assert (await scene.decide(receipt["id"], "none", statement="We found nothing."))[0] == 200
        assert await nobody.mail("(We found nothing)")
        assert "Rules of this chat" in await nobody.ok("GET", "/rules.txt")


async def test_five_reports_an_hour_come_from_one_address(base: str, stack: Stack) -> None:
    body = {"url": base, "reason": "other", "text": "Look."}
    async with Person(base, new_name()) as nobody:
        statuses = [(await nobody.call("POST", "/api/report", body))[0] for _ in range(6)]
        told = {"X-Forwarded-For": "203.0.113.7"}  # what a browser says of itself does not count
        statuses.append((await nobody.call("POST", "/api/report", body, headers=told))[0])

    assert statuses[-2:] == [429, 429]
    assert set(statuses[:-2]) <= {202, 429}
    forget(stack)


def forget(stack: Stack) -> None:
    """Let others report from this address."""
    dynamodb: Any = boto3.Session(*ROOT_KEY.values(), region_name=REGION).client(  # pyright: ignore[reportUnknownMemberType]
        "dynamodb", endpoint_url=stack.endpoint_url
    )
    key = {"pk": {"S": "RATE#address#127.0.0.1"}, "sk": {"S": "reports"}}
    dynamodb.delete_item(TableName=stack.outputs["EphemeralTable"], Key=key)
