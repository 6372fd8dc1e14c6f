"""Custom emoji over the wire: a picture that everybody sees under one name, small, and for ever."""

from __future__ import annotations

import io

from PIL import Image

from tests.e2e.client import PASSWORD, Json, Person, new_name
from tests.e2e.test_files import FORGED, get, picture, send_to


async def brought(person: Person, data: bytes) -> Json:
    """Cloudinary's answer to a picture of theirs."""
    body = {"filename": "fort.png", "size": len(data), "content_type": "image/png"}
    _, told, _ = await send_to(await person.ok("POST", "/api/emoji/upload", body), data)
    return told


async def named(person: Person, name: str) -> Json:
    """The emoji of that name, as they see it in the list."""
    listed = (await person.ok("GET", "/api/emoji"))["emoji"]
    assert [emoji["name"] for emoji in listed] == sorted(emoji["name"] for emoji in listed)
    return next(emoji for emoji in listed if emoji["name"] == name)


async def refusal(person: Person, path: str, body: Json | None = None) -> tuple[int, str]:
    status, problem = await person.call("POST", f"/api/emoji{path}", body)
    return status, problem["code"]


async def test_a_picture_becomes_an_emoji_that_outlives_its_user(base: str) -> None:
    name = new_name()
    async with Person(base, new_name()) as ann, Person(base, new_name()) as bob:
        # Given
        await ann.sign_up()
        await bob.sign_up()
        data = picture()
        signed = {"filename": "fort.png", "size": len(data), "content_type": "image/png"}
        assert await refusal(ann, "/upload", signed) == (403, "email_unverified")
        await ann.verify()
        await bob.verify()
        assert await refusal(ann, "/upload", {**signed, "content_type": "text/html"}) == (422, "bad_file")
        assert await refusal(ann, "/upload", {**signed, "size": 512 * 1024 + 1}) == (413, "too_large")
        told = await brought(ann, data)
        # When
        assert await refusal(bob, "", {"name": name, "file": told}) == (422, "bad_file")
        assert await refusal(ann, "", {"name": name, "file": {**told, **FORGED}}) == (422, "bad_file")
        added = (await ann.ok("POST", "/api/emoji", {"name": name, "file": told}))["emoji"]
        # Then everybody sees it, small
        assert await named(bob, name) == added
        status, small, headers = await get(added["url"])
        assert (status, Image.open(io.BytesIO(small)).size, headers["Content-Type"]) == (200, (128, 85), "image/webp")
        assert (await get(added["url"].replace("w_128", "w_999")))[0] == 401
        # And it is one name's, and that name nobody's again
        assert await refusal(ann, "", {"name": f"{name}_2", "file": told}) == (422, "bad_file")
        his = await brought(bob, data)
        assert await refusal(bob, "", {"name": name, "file": his}) == (409, "emoji_taken")
        assert await refusal(bob, f"/{name}/remove") == (403, "not_yours")
        assert await refusal(bob, f"/{name}_2/remove") == (404, "no_such_emoji")
        await bob.ok("POST", "/api/emoji", {"name": f"{name}_2", "file": his})
        for _ in range(2):
            assert (await ann.call("POST", f"/api/emoji/{name}/remove"))[0] == 204
        removed = await named(bob, name)
        assert removed["removed"] is not None
        # When its user goes, then it stays, and is nobody's
        await ann.ok("POST", "/api/me/delete", {"password": PASSWORD})
        assert await named(bob, name) == {**removed, "username": "deleted-user"}
        assert (await get(added["url"]))[0] == 200
