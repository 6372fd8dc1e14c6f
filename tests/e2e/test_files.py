"""Files over the wire: from the browser straight to where they are kept, and back to members alone."""

from __future__ import annotations

import io
import os
import time
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import aiohttp
import pytest
from PIL import Image

from tests.e2e.client import PASSWORD, PATIENCE, Json, Person, new_name

WHILE = 4 * PATIENCE
"""Seconds that deleted files may take to go; the emulator is slow to look into a stream for the first time."""

FORGED = {"signature": "0" * 40}


def picture(width: int = 1200, height: int = 800) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), "skyblue").save(out, "PNG")
    return out.getvalue()


async def grant(person: Person, room: str, name: str, data: bytes, content_type: str) -> Json:
    body = {"filename": name, "size": len(data), "content_type": content_type}
    return await person.ok("POST", f"/api/chat/upload/{room}", body)


async def send_to(address: Json, data: bytes, name: str = "blob") -> tuple[int, Json, Any]:
    """What a browser of another origin does with a grant."""
    form = aiohttp.FormData()
    for field, value in address["fields"].items():
        form.add_field(field, value)
    form.add_field("file", io.BytesIO(data), filename=name)
    async with (
        aiohttp.ClientSession() as session,
        session.post(address["upload_url"], data=form, headers={"Origin": "http://localhost:1"}) as answer,
    ):
        return answer.status, await answer.json(), answer.headers


async def uploaded(person: Person, room: str, name: str, data: bytes, content_type: str) -> Json:
    status, upload, headers = await send_to(await grant(person, room, name, data, content_type), data, name)
    assert (status, headers["Access-Control-Allow-Origin"]) == (200, "*"), upload
    return upload


async def get(url: str) -> tuple[int, bytes, Any]:
    async with aiohttp.ClientSession() as session, session.get(url) as answer:
        return answer.status, await answer.read(), answer.headers


async def posted(person: Person, room: str, upload: Json) -> Json:
    """The message that a file became."""
    connection = await person.connect()
    client_id = os.urandom(16).hex()
    frame = {"type": "file_upload", "room": room, "client_id": client_id, "file": upload}
    await connection.send(frame)
    ack = await connection.frame("ack")
    await connection.send(frame)
    await connection.answered()
    assert [each["seq"] for each in connection.frames if each["type"] == "ack"] == [ack["seq"]] * 2
    await connection.close()
    page = await person.ok("GET", f"/api/chat/older/{room}?after={ack['seq'] - 1}&limit=1")
    return page["messages"][0]


async def refusal(person: Person, room: str, upload: Json) -> str:
    connection = await person.connect()
    frame = {"type": "file_upload", "room": room, "client_id": os.urandom(16).hex(), "file": upload}
    await connection.send(frame)
    error = await connection.frame("error")
    await connection.close()
    return error["code"]


async def group_of(person: Person) -> str:
    made = await person.ok("POST", "/api/chat/new", {"groupchat_name": "files"})
    return made["chat"]["name"]


async def test_a_picture_reaches_members_small_and_whole_and_nobody_else(base: str) -> None:
    async with Person(base, new_name()) as ann, Person(base, new_name()) as eve:
        await (await ann.sign_up()).verify()
        await eve.sign_up()
        room = await group_of(ann)
        data = picture()
        # When
        upload = await uploaded(ann, room, "../../winter ❄.png", data, "image/png")
        message = await posted(ann, room, upload)
        # Then
        assert message["file"] == {
            "filename": "winter ❄.png",
            "resource_type": "image",
            "format": "png",
            "bytes": len(data),
            "width": 1200,
            "height": 800,
            "duration": None,
        }
        path = f"/api/chat/{room}/file/{message['seq']}"
        links = await ann.ok("GET", path)
        expires = datetime.fromisoformat(links["expires"]) - datetime.now(UTC)
        assert timedelta() < expires <= timedelta(minutes=10)
        status, body, headers = await get(links["url"])
        assert (status, body) == (200, data)
        assert headers["Content-Disposition"] == "attachment; filename*=UTF-8''winter%20%E2%9D%84.png"
        status, body, headers = await get(links["thumb_url"])
        small = Image.open(io.BytesIO(body))
        assert (status, small.size) == (200, (640, 427))
        assert "Content-Disposition" not in headers
        # And whoever only holds the message's link
        assert (await eve.call("GET", path))[0] == 404
        eve.token = None
        assert (await eve.call("GET", path))[0] == 401
        for missing in (f"/api/chat/{room}/file/999", f"/api/chat/{room}/file/x", f"/api/chat/{room}/file/1/"):
            status, answer = await ann.call("GET", missing)
            assert (status, answer.get("code")) in {(404, "no_file"), (200, None)}


async def test_a_link_cannot_be_stretched(base: str) -> None:
    async with Person(base, new_name()) as ann:
        await ann.sign_up()
        upload = await uploaded(ann, "public-chat", "a.txt", b"text", "text/plain")
        message = await posted(ann, "public-chat", upload)
        url = (await ann.ok("GET", f"/api/chat/public-chat/file/{message['seq']}"))["url"]
        parts = urlsplit(url)
        query = dict(parse_qsl(parts.query))
        for change in ({"expires_at": str(int(query["expires_at"]) + 3600)}, {"attachment": "false"}):
            changed = parts._replace(query=urlencode({**query, **change})).geturl()
            assert (await get(changed))[0] == 401


@pytest.mark.parametrize(
    ("name", "data", "content_type"),
    [
        ("paper.pdf", b"%PDF-1.7 paper", "application/pdf"),
        ("page.html", b"<script>alert(1)</script>", "text/html"),
        ("drawing.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "image/svg+xml"),
        ("large.bin", b"\x07" * 20_000_000, ""),
    ],
)
async def test_everything_else_is_a_download_under_its_own_name(
    base: str, name: str, data: bytes, content_type: str
) -> None:
    async with Person(base, new_name()) as ann:
        await ann.sign_up()
        message = await posted(ann, "public-chat", await uploaded(ann, "public-chat", name, data, content_type))
        assert message["file"]["resource_type"] == "raw"
        assert message["file"]["bytes"] == len(data)
        links = await ann.ok("GET", f"/api/chat/public-chat/file/{message['seq']}")
        assert links["thumb_url"] is None
        status, body, headers = await get(links["url"])
        assert (status, body == data) == (200, True)
        assert headers["Content-Disposition"] == f"attachment; filename*=UTF-8''{name}"
        assert headers["Content-Type"] == "application/octet-stream"


async def test_a_drawing_that_claims_to_be_a_picture_is_not_taken(base: str) -> None:
    async with Person(base, new_name()) as ann:
        await ann.sign_up()
        data = b"<svg xmlns='http://www.w3.org/2000/svg'/>"
        address = await grant(ann, "public-chat", "cat.png", data, "image/png")
        assert (await send_to(address, data))[0] == 400


async def test_what_was_not_signed_so_is_refused(base: str) -> None:
    async with Person(base, new_name()) as ann, Person(base, new_name()) as bob:
        await (await ann.sign_up()).verify()
        await bob.sign_up()
        room = await group_of(ann)
        upload = await uploaded(ann, "public-chat", "a.txt", b"text", "text/plain")
        for person, where, what in (
            (bob, "public-chat", upload),
            (ann, room, upload),
            (ann, "public-chat", {**upload, **FORGED}),
            (ann, "public-chat", {**upload, "version": upload["version"] + 1}),
            (ann, "public-chat", {**upload, "bytes": 1}),
            (ann, "public-chat", {}),
        ):
            assert await refusal(person, where, what) == "bad_file", what
        assert await refusal(bob, room, upload) == "no_such_chat"
        await posted(ann, "public-chat", upload)
        assert await refusal(ann, "public-chat", upload) == "bad_file"


async def test_a_grant_is_for_one_file_of_that_name_and_size(base: str) -> None:
    async with Person(base, new_name()) as ann:
        await ann.sign_up()
        address = await grant(ann, "public-chat", "a.txt", b"text", "text/plain")
        for change in ({"public_id": "elsewhere"}, {"type": "upload"}, {"timestamp": "1"}, FORGED):
            status, _, _ = await send_to({**address, "fields": {**address["fields"], **change}}, b"text")
            assert status == 401, change
        # more than was signed for
        _, upload, _ = await send_to(address, b"much more text")
        assert await refusal(ann, "public-chat", upload) == "bad_file"
        # what is posted cannot be replaced
        address = await grant(ann, "public-chat", "a.txt", b"text", "text/plain")
        _, upload, _ = await send_to(address, b"text")
        message = await posted(ann, "public-chat", upload)
        await send_to(address, b"TEXT")
        links = await ann.ok("GET", f"/api/chat/public-chat/file/{message['seq']}")
        assert (await get(links["url"]))[1] == b"text"


async def test_who_may_upload_and_how_much(base: str) -> None:
    async with Person(base, new_name()) as ann, Person(base, new_name()) as eve:
        await (await ann.sign_up()).verify()
        await eve.sign_up()
        room = await group_of(ann)
        body = {"filename": "a.txt", "size": 4, "content_type": "text/plain"}
        for where in (room, "nowhere"):
            status, answer = await eve.call("POST", f"/api/chat/upload/{where}", body)
            assert (status, answer["code"]) == (404, "no_such_chat")
        large = {**body, "size": 30 * 1024 * 1024}
        status, answer = await ann.call("POST", f"/api/chat/upload/{room}", large)
        assert (status, answer["code"]) == (413, "too_large")
        assert "30" in answer["detail"]
        assert "25" in answer["detail"]
        for wrong in ({**body, "size": 0}, {**body, "size": "4"}, {**body, "more": 1}, {"filename": "a"}):
            assert (await ann.call("POST", f"/api/chat/upload/{room}", wrong))[0] == 422
        for _ in range(20):
            assert (await ann.call("POST", f"/api/chat/upload/{room}", body))[0] == 200
        status, answer = await ann.call("POST", f"/api/chat/upload/{room}", body)
        assert (status, answer["code"]) == (429, "rate_limited")


async def test_misfortune_at_the_keeper_of_files_loses_nothing(base: str) -> None:
    async with Person(base, new_name()) as ann:
        await ann.sign_up()
        control = f"{base}/_local/cloudinary/control"
        address = await grant(ann, "public-chat", "a.txt", b"text", "text/plain")
        try:
            await ann.ok("POST", control.removeprefix(base), {"of": "upload", "fail": 1, "forge": 1})
            assert (await send_to(address, b"text"))[0] == 500
            _, forged, _ = await send_to(address, b"text")
            assert await refusal(ann, "public-chat", forged) == "bad_file"
            await ann.ok("POST", control.removeprefix(base), {"of": "admin", "fail": 1})
            status, upload, _ = await send_to(address, b"text")
            assert (status, upload["existing"]) == (200, True)
            assert await refusal(ann, "public-chat", upload) == "unavailable"
            await posted(ann, "public-chat", upload)
        finally:
            await ann.ok("POST", control.removeprefix(base), {})


async def test_a_picture_of_oneself_is_shown_small_and_once(base: str) -> None:
    async with Person(base, new_name()) as ann, Person(base, new_name()) as bob:
        await ann.sign_up()
        await bob.sign_up()
        data = picture()
        body = {"filename": "me.png", "size": len(data), "content_type": "image/png"}
        assert (await ann.call("POST", "/api/me/avatar", {**body, "content_type": "text/html"}))[0] == 422
        _, upload, _ = await send_to(await ann.ok("POST", "/api/me/avatar", body), data)
        for person, answer in ((bob, upload), (ann, {**upload, **FORGED}), (ann, {})):
            status, problem = await person.call("PATCH", "/api/me", {"avatar": answer})
            assert (status, problem["code"]) == (422, "bad_file")
        avatar_url = (await ann.ok("PATCH", "/api/me", {"avatar": upload}))["avatar_url"]
        assert (await bob.ok("GET", f"/api/users/{ann.username}"))["avatar_url"] == avatar_url
        status, small, _ = await get(avatar_url)
        assert (status, Image.open(io.BytesIO(small)).size) == (200, (256, 256))
        assert (await get(avatar_url.replace("w_256", "w_999")))[0] == 401
        # a message does not take it, and without it there is none
        assert await refusal(ann, "public-chat", upload) == "bad_file"
        assert (await ann.ok("PATCH", "/api/me", {"avatar": None}))["avatar_url"] is None
        assert (await ann.call("PATCH", "/api/me", {"avatar": upload}))[0] == 422


async def test_a_deleted_chat_takes_its_files_along(base: str) -> None:
    async with Person(base, new_name()) as ann:
        await (await ann.sign_up()).verify()
        room = await group_of(ann)
        message = await posted(ann, room, await uploaded(ann, room, "a.txt", b"text", "text/plain"))
        links = await ann.ok("GET", f"/api/chat/{room}/file/{message['seq']}")
        assert (await get(links["url"]))[0] == 200
        # When
        await ann.ok("POST", f"/api/chat/{room}/delete")
        # Then the link leads nowhere, well before its time is up
        deadline = time.monotonic() + WHILE
        while (await get(links["url"]))[0] != 404:
            assert time.monotonic() < deadline
            await ann.ok("GET", "/api/health")
        assert (await ann.call("GET", f"/api/chat/{room}/file/{message['seq']}"))[0] == 404


async def test_a_deleted_account_takes_its_files_along_and_its_messages_stay(base: str) -> None:
    async with Person(base, new_name()) as ann, Person(base, new_name()) as bob:
        await ann.sign_up()
        await bob.sign_up()
        message = await posted(ann, "public-chat", await uploaded(ann, "public-chat", "a.txt", b"text", "text/plain"))
        path = f"/api/chat/public-chat/file/{message['seq']}"
        links = await bob.ok("GET", path)
        # When
        await ann.ok("POST", "/api/me/delete", {"password": PASSWORD})
        # Then
        deadline = time.monotonic() + WHILE
        while (await get(links["url"]))[0] != 404:
            assert time.monotonic() < deadline
            await bob.ok("GET", "/api/health")
        status, answer = await bob.call("GET", path)
        assert (status, answer["code"]) == (404, "no_file")
        page = await bob.ok("GET", f"/api/chat/older/public-chat?after={message['seq'] - 1}&limit=1")
        assert page["messages"][0]["author"]["username"] == "deleted-user"
