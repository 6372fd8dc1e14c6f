"""Notices of those who are not connected, over the wire: from a message to what a push service gets."""

from __future__ import annotations

import json
import time
from typing import Any

import aiohttp
import pytest

from tests.e2e.client import PASSWORD, Json, Person, new_name
from tests.e2e.pushing import Device

POINT = "BAWz1PKb9FSzPEFzEd9jqnhpFfIQJLEYvKZDpCg6lUb5x6g2-rxzv_iOX26mK0vrmk6Ar6uNIDbQXsqq6LCSJ_c"
"""On P-256."""

WITHIN = 10
"""Seconds from the message to the push, where nobody of the user is connected (wire contract)."""


async def subscribed(base: str, person: Person, name: str = "") -> Device:
    device = Device(base, name or new_name("device"))
    await person.ok("POST", "/api/push/subscribe", device.subscription)
    return device


async def private_chat(ann: Person, bob: Person) -> str:
    return str((await ann.ok("POST", f"/api/chat/private/{bob.username}"))["chat"]["name"])


async def fail(device: Device, status: int) -> None:
    async with aiohttp.ClientSession() as http, http.post(f"{device.endpoint}/fail", json={"status": status}) as answer:
        assert answer.ok


async def pushed(device: Device, number: int) -> list[Json]:
    return [json.loads(each) for each in await device.received(number)]


async def test_who_is_away_is_pushed_what_was_said_and_a_session_that_ends_ends_that(base: str) -> None:
    async with Person(base, new_name("ann")) as ann, Person(base, new_name("bob")) as bob:
        for person in (ann, bob):
            await person.sign_up()
        room = await private_chat(ann, bob)
        # Given Bob with a phone, and nowhere connected
        assert len((await bob.ok("GET", "/api/push/key"))["public_key"]) == 87
        phone = await subscribed(base, bob)
        [listed] = (await bob.ok("GET", "/api/push/devices"))["devices"]
        assert set(listed) == {"id", "created"}
        # When Ann writes, then it gets there, soon
        hers = await ann.connect()
        began = time.monotonic()
        await hers.say("||who|| brings the sledge?", room)
        [first] = await pushed(phone, 1)
        assert time.monotonic() - began < WITHIN
        assert first == {
            "kind": "message",
            "room": room,
            "seq": 1,
            "title": ann.username,
            "body": "▒▒▒ brings the sledge?",
            "icon": None,
            "url": f"/chat/{room}/1",
            "unread": 1,
        }
        # When he reads it elsewhere and is written to by somebody else, then it is taken back
        group = (await ann.ok("POST", f"/api/chat/private/{(await third(base)).username}"))["chat"]["name"]
        assert group != room
        his = await bob.connect()
        await his.send({"type": "read", "room": room, "seq": 1})
        await his.answered()
        await his.close()
        await hers.say(f"@{bob.username} come", "public-chat")
        back = {each["kind"]: each for each in (await pushed(phone, 3))[:2]}
        assert (back["read"]["room"], back["read"]["seq"]) == (room, 1)
        assert back["message"]["room"] == "public-chat"
        # When somebody else signs in at that browser, it is theirs
        await subscribed(base, ann, phone.endpoint.rpartition("/")[2])
        assert (await bob.ok("GET", "/api/push/devices"))["devices"] == []
        # When she logs out, it is nobody's
        await ann.ok("POST", "/api/auth/logout", headers={"X-Requested-With": "snowfight"})
        await ann.sign_in()
        assert (await ann.ok("GET", "/api/push/devices"))["devices"] == []


async def third(base: str) -> Person:
    async with Person(base, new_name("cem")) as cem:
        return await cem.sign_up()


async def test_a_device_that_is_gone_is_forgotten_and_one_to_try_answers(base: str) -> None:
    async with Person(base, new_name("bob")) as bob, Person(base, new_name("ann")) as ann:
        for person in (ann, bob):
            await person.sign_up()
        phone, tablet = await subscribed(base, bob), await subscribed(base, bob)
        await bob.ok("POST", "/api/push/test", {"endpoint": phone.endpoint})
        [test] = await pushed(phone, 1)
        assert (test["kind"], test["url"]) == ("message", "/me")
        # Given a phone whose push service knows it no more
        await fail(phone, 410)
        room = await private_chat(ann, bob)
        await (await ann.connect()).say("hello", room)
        assert (await pushed(tablet, 1))[0]["body"] == "hello"
        async with aiohttp.ClientSession() as http:
            devices: list[Any] = []
            while len(devices) != 1:
                devices = (await bob.ok("GET", "/api/push/devices"))["devices"]
            async with http.get(phone.endpoint) as answer:
                assert {each["status"] for each in await answer.json()} == {201, 410}
        await bob.ok("POST", "/api/push/unsubscribe", {"endpoint": tablet.endpoint})
        assert (await bob.ok("GET", "/api/push/devices"))["devices"] == []
        # And what is deleted leaves nothing behind
        await subscribed(base, bob)
        await bob.ok("POST", "/api/me/delete", {"password": PASSWORD})


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://fcm.googleapis.com/fcm/send/1",
        "https://fcm.googleapis.com.example.org/1",
        "https://user@fcm.googleapis.com/1",
        "https://fcm.googleapis.com:8443/1",
        "https://169.254.169.254/latest/meta-data",
        "https://localhost/_local/push/1",
        "{base}/_local/mailbox",
        "{base}/_local/push/../mailbox",
        "not an address",
        "",
    ],
)
async def test_an_endpoint_at_no_push_service_is_refused(base: str, endpoint: str) -> None:
    async with Person(base, new_name()) as ann:
        await ann.sign_up()
        body = {"endpoint": endpoint.format(base=base), "keys": Device(base, "x").subscription["keys"]}
        status, problem = await ann.call("POST", "/api/push/subscribe", body)
        assert (status, problem["errors"][0]["field"]) == (422, "endpoint")


@pytest.mark.parametrize(
    "keys",
    [
        {"p256dh": "A" * 87, "auth": "A" * 22},
        {
            "p256dh": "BAWz1PKb9FSzPEFzEd9jqnhpFfIQJLEYvKZDpCg6lUb5x6g2-rxzv_iOX26mK0vrmk6Ar6uNIDbQXsqq6LCSJ_c",
            "auth": "A",
        },
        {"p256dh": "?", "auth": "A" * 22},
        {"p256dh": "A" * 87},
        {},
    ],
)
async def test_keys_that_are_none_are_refused(base: str, keys: Json) -> None:
    async with Person(base, new_name()) as ann:
        await ann.sign_up()
        status, _ = await ann.call(
            "POST", "/api/push/subscribe", {"endpoint": Device(base, "x").endpoint, "keys": keys}
        )
        assert status == 422
