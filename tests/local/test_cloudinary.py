"""The stand-in for Cloudinary, asked by the SDK that the functions use, and by whoever means ill."""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from PIL import Image
from yarl import URL

from local.cloudinary import API_KEY, API_SECRET, CLOUD
from local.cloudinary.app import application
from local.settings import CLOUDINARY
from snowfight.errors import Unavailable, UploadsOff
from snowfight.integrations.cloudinary import CloudinaryFiles
from snowfight.models.file import Kind, StoredFile, UploadAnswer, UploadGrant
from tests.support.recordings import silence

NAME = "snowfight/test/room/ann/0001"


def picture(form: str = "PNG", size: tuple[int, int] = (1280, 720)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "navy").save(out, form)
    return out.getvalue()


def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[TestServer]:
    app = web.Application()
    app.add_subapp(CLOUDINARY, application(tmp_path))
    server = TestServer(app)
    await server.start_server()
    yield server
    await server.close()


@pytest.fixture
def files(server: TestServer) -> CloudinaryFiles:
    return CloudinaryFiles("/secret", read=lambda _name: account(server))


def account(server: TestServer, secret: str = API_SECRET) -> str:
    address = str(server.make_url(CLOUDINARY))
    return (
        f"cloudinary://{API_KEY}:{secret}@{CLOUD}"
        f"?upload_prefix={address}&secure=false&cname={address.removeprefix('http://')}"
    )


async def send(grant: UploadGrant, data: bytes, **changes: str) -> tuple[int, dict[str, Any]]:
    form = aiohttp.FormData()
    for name, value in {**grant.fields, **changes}.items():
        form.add_field(name, value)
    form.add_field("file", io.BytesIO(data), filename="x")
    async with aiohttp.ClientSession() as session, session.post(grant.upload_url, data=form) as answer:
        return answer.status, await answer.json()


async def get(url: str) -> tuple[int, bytes, Any]:
    address = URL(url, encoded=True)
    async with aiohttp.ClientSession() as session, session.get(address) as answer:
        return answer.status, await answer.read(), answer.headers


async def kept(files: CloudinaryFiles, data: bytes, kind: Kind = "raw", name: str = NAME) -> UploadAnswer:
    status, answer = await send(files.grant(name, kind, now()), data)
    assert status == 200, answer
    return UploadAnswer.model_validate(answer)


def stored(kind: Kind = "raw", filename: str = "a.txt", form: str | None = None) -> StoredFile:
    return StoredFile(public_id=NAME, filename=filename, resource_type=kind, format=form, bytes=1)


async def order(server: TestServer, **orders: object) -> None:
    async with aiohttp.ClientSession() as session:
        await session.post(server.make_url(f"{CLOUDINARY}/control"), json=orders)


async def test_what_is_signed_is_taken_told_and_genuine(files: CloudinaryFiles) -> None:
    data = picture()
    answer = await kept(files, data, "image")
    asset = await asyncio.to_thread(files.find, NAME, "image")
    assert asset is not None
    assert (asset.bytes, asset.format, asset.width, asset.height) == (len(data), "png", 1280, 720)
    assert asset.version == answer.version
    assert files.is_genuine(answer)
    assert not files.is_genuine(answer.model_copy(update={"version": answer.version + 1}))
    assert not files.is_genuine(answer.model_copy(update={"public_id": f"{NAME}2"}))
    assert await asyncio.to_thread(files.find, NAME, "raw") is None


@pytest.mark.parametrize(
    "change",
    [
        {"public_id": "other"},
        {"type": "upload"},
        {"overwrite": "true"},
        {"timestamp": "1700000000"},
        {"signature": "0" * 40},
        {"api_key": "other"},
        {"eager": "w_100"},
    ],
)
async def test_what_was_changed_after_signing_is_refused(files: CloudinaryFiles, change: dict[str, str]) -> None:
    status, answer = await send(files.grant(NAME, "raw", now()), b"data", **change)
    assert (status, "error" in answer) == (401, True)


async def test_a_signature_is_good_for_an_hour(files: CloudinaryFiles) -> None:
    old = files.grant(NAME, "raw", now() - timedelta(minutes=61))
    assert (await send(old, b"data"))[0] == 401
    fresh = files.grant(NAME, "raw", now() - timedelta(minutes=59))
    assert (await send(fresh, b"data"))[0] == 200


async def test_a_name_is_written_once(files: CloudinaryFiles) -> None:
    grant = files.grant(NAME, "raw", now())
    assert (await send(grant, b"first"))[0] == 200
    status, answer = await send(grant, b"second!")
    assert (status, answer["existing"], answer["bytes"]) == (200, True, 5)


@pytest.mark.parametrize("data", [b"", b"no picture", b"<svg xmlns='http://www.w3.org/2000/svg'/>", picture("BMP")])
async def test_what_is_none_of_the_formats_is_no_picture(files: CloudinaryFiles, data: bytes) -> None:
    assert (await send(files.grant(NAME, "image", now()), data))[0] == 400


@pytest.mark.parametrize("form", ["webm", "ogg", "mp4"])
async def test_how_long_a_recording_is_is_known_though_it_does_not_say_so_itself(
    files: CloudinaryFiles, form: str
) -> None:
    await kept(files, silence(form, 2.0), "video")
    asset = await asyncio.to_thread(files.find, NAME, "video")
    assert asset is not None
    assert (asset.format, asset.width, asset.height) == (form, None, None)
    assert asset.duration == pytest.approx(2.0, abs=0.05)
    assert round(asset.duration or 0, 3) == asset.duration


async def test_what_nobody_can_play_is_kept_without_a_length(files: CloudinaryFiles) -> None:
    await kept(files, b"no sound", "video")
    asset = await asyncio.to_thread(files.find, NAME, "video")
    assert asset is not None
    assert (asset.bytes, asset.duration) == (8, None)


async def test_a_download_has_its_name_and_its_end(files: CloudinaryFiles) -> None:
    await kept(files, b"<script>1</script>")
    file = stored(filename="a&b=c ü\"'.html")
    status, body, headers = await get(files.download(file, now(), now() + timedelta(minutes=5)))
    assert (status, body) == (200, b"<script>1</script>")
    assert headers["Content-Type"] == "application/octet-stream"
    assert headers["Content-Disposition"] == "attachment; filename*=UTF-8''a%26b%3Dc%20%C3%BC%22%27.html"
    assert (await get(files.download(file, now(), now() - timedelta(seconds=1))))[0] == 401
    tampered = files.download(file, now(), now() + timedelta(minutes=5)).replace("attachment=true", "attachment=false")
    assert (await get(tampered))[0] == 401


@pytest.mark.parametrize(("size", "small"), [((1280, 720), (640, 360)), ((300, 900), (300, 900))])
async def test_a_thumbnail_is_at_most_640_wide_and_ends_too(
    files: CloudinaryFiles, size: tuple[int, int], small: tuple[int, int]
) -> None:
    await kept(files, picture("JPEG", size), "image")
    file = stored("image", form="jpg")
    status, body, _ = await get(files.thumbnail(file, now(), now() + timedelta(minutes=5)))
    assert (status, Image.open(io.BytesIO(body)).size) == (200, small)
    assert (await get(files.thumbnail(file, now(), now() - timedelta(seconds=1))))[0] == 401


async def test_an_avatar_is_one_cut_and_nothing_else(files: CloudinaryFiles) -> None:
    answer = await kept(files, picture(), "image")
    url = files.avatar(NAME, answer.version)
    status, body, _ = await get(url)
    assert (status, Image.open(io.BytesIO(body)).size) == (200, (256, 256))
    assert (await get(url.replace("w_256", "w_1280")))[0] == 401
    assert (await get(url.replace(NAME, f"{NAME}2")))[0] == 401


@pytest.mark.parametrize(("size", "small"), [((512, 256), (128, 64)), ((40, 400), (13, 128)), ((20, 20), (20, 20))])
async def test_an_emoji_is_at_most_128_by_128_whole_and_nothing_else(
    files: CloudinaryFiles, size: tuple[int, int], small: tuple[int, int]
) -> None:
    answer = await kept(files, picture("GIF", size), "image")
    url = files.emoji(NAME, answer.version)
    status, body, headers = await get(url)
    assert (status, Image.open(io.BytesIO(body)).size) == (200, small)
    assert headers["Content-Type"] == "image/webp"
    assert (await get(url.replace("w_128", "w_1280")))[0] == 401
    assert (await get(url.replace(NAME, f"{NAME}2")))[0] == 401


async def test_files_are_deleted_by_name_and_by_folder(files: CloudinaryFiles) -> None:
    others = "snowfight/test/room2/ann/0001"
    for name in (NAME, f"{NAME}2", others):
        await kept(files, b"data", name=name)
    await asyncio.to_thread(files.delete, [NAME, "snowfight/test/none"])
    assert await asyncio.to_thread(files.find, NAME, "raw") is None
    assert await asyncio.to_thread(files.find, f"{NAME}2", "raw") is not None
    assert await asyncio.to_thread(files.purge, "snowfight/test/room/") is False
    assert await asyncio.to_thread(files.find, f"{NAME}2", "raw") is None
    assert await asyncio.to_thread(files.find, others, "raw") is not None


async def test_files_outlive_a_restart(files: CloudinaryFiles, tmp_path: Path) -> None:
    answer = await kept(files, b"data")
    again = TestServer(web.Application())
    again.app.add_subapp(CLOUDINARY, application(tmp_path))
    await again.start_server()
    try:
        other = CloudinaryFiles("/secret", read=lambda _name: account(again))
        asset = await asyncio.to_thread(other.find, NAME, "raw")
        assert asset is not None
        assert asset.version == answer.version
    finally:
        await again.close()


async def test_misfortune_comes_as_ordered(files: CloudinaryFiles, server: TestServer) -> None:
    await order(server, of="upload", fail=1, forge=1)
    grant = files.grant(NAME, "raw", now())
    assert (await send(grant, b"data"))[0] == 500
    forged = UploadAnswer.model_validate((await send(grant, b"data"))[1])
    assert not files.is_genuine(forged)
    await order(server, of="admin", fail=1)
    with pytest.raises(Unavailable):
        await asyncio.to_thread(files.find, NAME, "raw")
    assert await asyncio.to_thread(files.find, NAME, "raw") is not None


async def test_the_admin_api_wants_the_secret(server: TestServer) -> None:
    files = CloudinaryFiles("/secret", read=lambda _name: account(server, secret="wrong"))
    with pytest.raises(Unavailable):
        await asyncio.to_thread(files.find, NAME, "raw")
    assert (await send(files.grant(NAME, "raw", now()), b"data"))[0] == 401


async def test_other_origins_may_upload(server: TestServer) -> None:
    url = server.make_url(f"{CLOUDINARY}/v1_1/{CLOUD}/raw/upload")
    headers = {"Origin": "http://localhost:1", "Access-Control-Request-Method": "POST"}
    async with aiohttp.ClientSession() as session, session.options(url, headers=headers) as answer:
        assert (answer.status, answer.headers["Access-Control-Allow-Origin"]) == (200, "*")


async def test_the_account_is_read_once_and_only_where_a_file_is_at_hand(server: TestServer) -> None:
    reads: list[str] = []

    def read(name: str) -> str:
        reads.append(name)
        return account(server)

    files = CloudinaryFiles("/secret", read)
    assert files.on
    assert reads == []
    for _ in range(2):
        files.grant(NAME, "raw", now())
    assert reads == ["/secret"]


@pytest.mark.parametrize("text", ["", "https://key:secret@cloud", "cloudinary://key@cloud", "cloudinary://a:b@"])
def test_a_secret_that_is_no_account_is_not_repeated(text: str) -> None:
    with pytest.raises(Unavailable) as refused:
        CloudinaryFiles("/secret", read=lambda _name: text).grant(NAME, "raw", now())
    assert "secret" not in str(refused.value)


def test_without_an_account_nothing_is_signed() -> None:
    files = CloudinaryFiles("")
    assert not files.on
    with pytest.raises(UploadsOff):
        files.grant(NAME, "raw", now())
