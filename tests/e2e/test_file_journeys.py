"""Files in two browsers: brought, seen, downloaded, interrupted, refused, and out of reach of everybody else."""

from __future__ import annotations

import asyncio
import io
import json
import re
import wave
from collections.abc import AsyncGenerator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import aiohttp
import pytest
from playwright.async_api import Browser, FilePayload, Locator, Page, Request, Route, expect

from tests.e2e.browsing import come, composer, say, until
from tests.e2e.client import Person, new_name
from tests.e2e.test_files import picture

BROUGHT = re.compile(r"/_local/cloudinary/.*/upload$")
READ = re.compile(r"/_local/cloudinary/.*/download\?")
ASKED = "**/api/chat/upload/*"
UPLOADED = re.compile(r"/api/.*/upload|/_local/cloudinary/.*/upload$")


def payload(name: str, data: bytes, content_type: str) -> FilePayload:
    return {"name": name, "mimeType": content_type, "buffer": data}


def paper(name: str) -> FilePayload:
    return payload(name, b"%PDF-1.7 " + name.encode(), "application/pdf")


async def attach(page: Page, *files: FilePayload) -> None:
    async with page.expect_file_chooser() as chooser:
        await page.get_by_role("button", name="Attach files").press("Enter")
    await (await chooser.value).set_files(files)


async def attach_from(page: Page, folder: Path, sizes: Mapping[str, int]) -> None:
    """Attach files of these names and sizes: large ones are chosen where they lie."""
    paths = [folder / name for name in sizes]
    for path in paths:
        with path.open("wb") as file:
            file.truncate(sizes[path.name])
    async with page.expect_file_chooser() as chooser:
        await page.get_by_role("button", name="Attach files").press("Enter")
    await (await chooser.value).set_files(paths)


def file_of(page: Page, name: str) -> Locator:
    """The message that brought a file of that name."""
    return page.get_by_test_id("message").filter(has_text=name)


def upload_of(page: Page, name: str) -> Locator:
    """The file of that name on its way."""
    return page.get_by_test_id("upload").filter(has_text=name)


async def drawn(image: Locator) -> None:
    """Wait until a picture is there."""
    await expect(image).to_have_js_property("complete", True)
    assert await image.evaluate("image => image.naturalWidth") > 0


@asynccontextmanager
async def misfortune(base: str, orders: dict[str, Any]) -> AsyncGenerator[None]:
    """What the keeper of files suffers meanwhile."""
    async with aiohttp.ClientSession() as session:
        control = f"{base}/_local/cloudinary/control"
        await (await session.post(control, json=orders)).release()
        try:
            yield
        finally:
            await (await session.post(control, json={})).release()


def complaints(page: Page) -> list[str]:
    """What the page's security policy forbade, from now on."""
    found: list[str] = []
    page.on("console", lambda line: found.append(line.text) if "Content Security" in line.text else None)
    return found


async def test_a_picture_is_seen_at_once_and_moves_nothing_when_it_comes(browser: Browser, base: str) -> None:
    async with AsyncExitStack() as stack:
        ann, _ = await come(browser, base, stack, "ann")
        bob, _ = await come(browser, base, stack, "bob")
        forbidden = complaints(ann), complaints(bob)
        name = f"{new_name('winter')}.png"
        # Given that it takes its time to come to Bob
        comes = asyncio.Event()

        async def later(route: Route) -> None:
            await comes.wait()
            await route.continue_()

        await bob.route(READ, later)
        # When Ann brings it
        await attach(ann, payload(name, picture(1200, 800), "image/png"))
        # Then she sees it from her page's own memory, and still when it is stored
        hers = file_of(ann, name).get_by_role("img", name=f"Picture {name}")
        await drawn(hers)
        await expect(file_of(ann, name)).to_have_attribute("data-state", "sent")
        assert str(await hers.get_attribute("src")).startswith("blob:")
        # and Bob has room for it before it is there
        box = file_of(bob, name).get_by_test_id("picture")
        await say(bob, f"a word below {name}")
        below = bob.get_by_text(f"a word below {name}", exact=True)
        await expect(below).to_be_visible()
        before = await box.bounding_box(), await below.bounding_box()
        comes.set()
        await drawn(box.get_by_role("img"))
        assert (await box.bounding_box(), await below.bounding_box()) == before
        assert before[0] is not None
        assert before[0]["width"] / before[0]["height"] == pytest.approx(1.5, abs=0.02)
        # and after a reload Ann has what everybody has
        await ann.reload()
        await drawn(file_of(ann, name).get_by_role("img"))
        assert READ.search(str(await file_of(ann, name).get_by_role("img").get_attribute("src")))
        assert forbidden == ([], [])


async def test_a_preview_whose_link_has_ended_asks_for_another(browser: Browser, base: str) -> None:
    async with AsyncExitStack() as stack:
        ann, _ = await come(browser, base, stack, "ann")
        bob, _ = await come(browser, base, stack, "bob")
        name = f"{new_name('winter')}.png"
        asked: list[str] = []
        bob.on("request", lambda request: asked.append(request.url) if "/file/" in request.url else None)
        seen: set[str] = set()

        async def end(route: Route) -> None:
            file = parse_qs(urlsplit(route.request.url).query)["public_id"][0]
            ended = file not in seen
            seen.add(file)
            await (route.fulfill(status=401) if ended else route.continue_())

        await bob.route(READ, end)
        await attach(ann, payload(name, picture(), "image/png"))
        await drawn(file_of(bob, name).get_by_role("img"))
        newest = max(asked, key=lambda url: int(url.rpartition("/")[2]))
        assert asked.count(newest) == 2


async def test_a_picture_is_seen_whole_by_who_may_see_it_when_they_ask(browser: Browser, base: str) -> None:
    async with AsyncExitStack() as stack:
        ann, _ = await come(browser, base, stack, "ann")
        bob, _ = await come(browser, base, stack, "bob")
        forbidden = complaints(bob)
        name = f"{new_name('winter')}.png"
        data = picture(1200, 800)
        await attach(ann, payload(name, data, "image/png"))
        small = file_of(bob, name).get_by_role("button", name=f"Picture {name}")
        await drawn(small.get_by_role("img"))
        whole = bob.get_by_role("dialog", name=name)
        # When Bob opens it by the keyboard
        await small.focus()
        async with bob.expect_request(re.compile(r"/api/chat/public-chat/file/\d+$")):
            await bob.keyboard.press("Enter")
        # Then he sees all of it
        await expect(whole.get_by_role("img", name=f"Picture {name}")).to_have_js_property("naturalWidth", 1200)
        await expect(whole.get_by_role("img")).to_have_count(1)
        # and can take it along
        async with bob.expect_download() as downloading:
            await whole.get_by_role("button", name="Download").click()
        download = await downloading.value
        assert download.suggested_filename == name
        assert (await download.path()).read_bytes() == data
        # and is back where he was
        await bob.keyboard.press("Escape")
        await expect(whole).to_have_count(0)
        await expect(small).to_be_focused()
        # A click beside it closes it, one on it does not
        await small.click()
        await whole.get_by_role("img").click()
        await expect(whole).to_be_visible()
        await bob.mouse.click(600, 790)
        await expect(whole).to_have_count(0)
        # Each time it is asked whether he may
        gone = {"status": 404, "code": "no_file", "title": "", "detail": ""}
        await bob.route(
            "**/api/chat/public-chat/file/*",
            lambda route: route.fulfill(status=404, content_type="application/problem+json", body=json.dumps(gone)),
        )
        await small.click()
        await expect(whole).to_contain_text("no longer there")
        assert forbidden == []


async def test_a_paper_is_a_card_and_is_downloaded_under_its_own_name(browser: Browser, base: str) -> None:
    async with AsyncExitStack() as stack:
        ann, _ = await come(browser, base, stack, "ann")
        bob, _ = await come(browser, base, stack, "bob")
        name = f"Özgeçmiş {new_name('ann')} ❄.pdf"
        file = paper(name)
        await attach(ann, file)
        card = file_of(bob, name).get_by_role("button", name=f"Download {name}")
        await expect(card).to_contain_text("byte")
        # Each click asks anew whether Bob may
        for _ in range(2):
            async with bob.expect_request(re.compile(r"/api/chat/public-chat/file/\d+$")), bob.expect_download() as one:
                await card.press("Enter")
            download = await one.value
            assert download.suggested_filename == name
            assert (await download.path()).read_bytes() == file["buffer"]
        await expect(composer(bob)).to_be_visible()


@pytest.mark.parametrize(
    ("suffix", "data", "content_type"),
    [
        ("drawing.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "image/svg+xml"),
        ("page.html", b"<script>alert(1)</script>", "text/html"),
        ("cat.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "image/png"),
    ],
)
async def test_what_is_no_picture_is_never_shown_but_handed_out(
    browser: Browser, base: str, suffix: str, data: bytes, content_type: str
) -> None:
    async with AsyncExitStack() as stack:
        ann, _ = await come(browser, base, stack, "ann")
        name = f"{new_name('f')} {suffix}"
        await attach(ann, payload(name, data, content_type))
        await expect(file_of(ann, name)).to_have_attribute("data-state", "sent")
        await ann.reload()
        await expect(file_of(ann, name).get_by_test_id("picture")).to_have_count(0)
        await expect(file_of(ann, name).get_by_role("img")).to_have_count(0)
        async with ann.expect_download() as downloading:
            await file_of(ann, name).get_by_role("button", name="Download").click()
        download = await downloading.value
        assert download.suggested_filename == name
        assert (await download.path()).read_bytes() == data
        await expect(composer(ann)).to_be_visible()


async def test_many_files_go_side_by_side_and_a_large_one_tells_how_far_it_is(
    browser: Browser, base: str, tmp_path: Path
) -> None:
    async with AsyncExitStack() as stack:
        ann, _ = await come(browser, base, stack, "ann")
        bob, _ = await come(browser, base, stack, "bob")
        mark = new_name("f")
        large = f"large {mark}.bin"
        starts = asyncio.Event()

        async def later(route: Route) -> None:
            await starts.wait()
            await route.continue_()

        # Given that they have to wait for their keeper
        await ann.route(BROUGHT, later)
        sizes = {large: 20_000_000, **{f"{n} {mark}.pdf": 9 for n in range(4)}}
        await attach_from(ann, tmp_path, sizes)
        await expect(ann.get_by_test_id("upload")).to_have_count(5)
        await expect(ann.get_by_role("progressbar", name=f"Uploading {large}")).to_be_visible()
        await expect(ann.locator('[data-testid="upload"][data-state="waiting"]')).to_have_count(2)
        # When one is called off
        await ann.get_by_role("button", name=f"Cancel 1 {mark}.pdf").click()
        await expect(upload_of(ann, f"1 {mark}.pdf")).to_have_count(0)
        # Then the others arrive
        starts.set()
        for name in (large, *(f"{n} {mark}.pdf" for n in (0, 2, 3))):
            await expect(file_of(bob, name)).to_have_count(1)
        await expect(ann.get_by_test_id("upload")).to_have_count(0)
        await expect(file_of(bob, f"1 {mark}.pdf")).to_have_count(0)
        await expect(file_of(bob, large)).to_contain_text("19.1 MB")
        async with bob.expect_download() as downloading:
            await file_of(bob, large).get_by_role("button", name="Download").click()
        assert (await (await downloading.value).path()).stat().st_size == 20_000_000


async def test_an_upload_that_is_cut_off_is_tried_again_and_arrives_once(browser: Browser, base: str) -> None:
    async with AsyncExitStack() as stack:
        ann, _ = await come(browser, base, stack, "ann")
        bob, _ = await come(browser, base, stack, "bob")
        tries: list[str] = []
        grants: list[str] = []
        ann.on("request", lambda request: grants.append(request.url) if "/api/chat/upload/" in request.url else None)

        async def cut(route: Route) -> None:
            tries.append(route.request.url)
            if len(tries) == 1:  # on the way there
                return await route.abort("connectionreset")
            if len(tries) == 2:  # on the way back: the file has arrived
                await route.fetch()
                return await route.abort("connectionreset")
            return await route.continue_()

        await ann.route(BROUGHT, cut)
        # Given a network that cuts an upload off twice, when a file is brought, then it goes again by itself
        name = f"{new_name('paper')}.pdf"
        await attach(ann, paper(name))
        await expect(file_of(bob, name)).to_have_count(1)
        await expect(upload_of(ann, name)).to_have_count(0)
        assert (len(tries), len(grants)) == (3, 1)
        # A keeper that stumbles is another reason
        async with misfortune(base, {"of": "upload", "fail": 1}):
            other = f"{new_name('paper')}.pdf"
            await attach(ann, paper(other))
            await expect(file_of(bob, other)).to_have_count(1)


async def test_a_file_that_was_brought_is_posted_even_after_a_reload(browser: Browser, base: str) -> None:
    async with AsyncExitStack() as stack:
        ann, _ = await come(browser, base, stack, "ann")
        name = f"{new_name('paper')}.pdf"
        # Given a file that has arrived, but whose keeper cannot be asked about it
        async with misfortune(base, {"of": "admin", "fail": 1000}):
            await attach(ann, paper(name))
            await expect(file_of(ann, name)).to_have_attribute("data-state", "sending")
            # what is said meanwhile does not wait for it
            meanwhile = new_name("meanwhile")
            await say(ann, meanwhile)
            message = ann.get_by_test_id("message").filter(has_text=meanwhile)
            await expect(message).to_have_attribute("data-state", "sent")
            await ann.reload()
            await expect(message).to_be_visible()
            await expect(file_of(ann, name)).to_have_attribute("data-state", "sending")
        # When it answers again, the file is there, once
        stored = ann.locator('[data-testid="message"][data-state="sent"]').filter(
            has=ann.get_by_role("button", name=f"Download {name}")
        )
        await expect(stored).to_have_count(1, timeout=60_000)


async def test_a_forged_answer_is_refused_in_words(browser: Browser, base: str) -> None:
    async with AsyncExitStack() as stack:
        ann, _ = await come(browser, base, stack, "ann")
        name = f"{new_name('paper')}.pdf"
        async with misfortune(base, {"of": "upload", "forge": 1}):
            await attach(ann, paper(name))
            await expect(file_of(ann, name)).to_contain_text("The file was not accepted.")
        await expect(file_of(ann, name).get_by_role("button", name="Try again")).to_have_count(0)
        await file_of(ann, name).get_by_role("button", name="Discard").click()
        await expect(file_of(ann, name)).to_have_count(0)


async def test_a_file_that_is_too_large_is_refused_before_anything_is_sent(
    browser: Browser, base: str, tmp_path: Path
) -> None:
    async with AsyncExitStack() as stack:
        ann, _ = await come(browser, base, stack, "ann")
        await until(ann, "localStorage.getItem('snowfight.site') !== null")  # what the deployment takes
        sent: list[Request] = []
        ann.on("request", lambda request: sent.append(request) if UPLOADED.search(request.url) else None)
        name = f"{new_name('large')}.bin"
        await attach_from(ann, tmp_path, {name: 26 * 1024 * 1024, "nothing.txt": 0})
        await expect(upload_of(ann, name).get_by_role("alert")).to_have_text(
            "This file has 26 MB. At most 25 MB can be sent."
        )
        await expect(upload_of(ann, "nothing.txt").get_by_role("alert")).to_have_text("This file is empty.")
        await expect(upload_of(ann, name).get_by_role("button", name="again")).to_have_count(0)
        await upload_of(ann, name).get_by_role("button", name=f"Dismiss {name}").click()
        await expect(upload_of(ann, name)).to_have_count(0)
        assert [request.url for request in sent] == []


async def test_who_brings_too_many_is_told_when_it_goes_on(browser: Browser, base: str) -> None:
    async with AsyncExitStack() as stack:
        ann, _ = await come(browser, base, stack, "ann")
        problem = {"status": 429, "code": "rate_limited", "title": "", "detail": "", "retry_after": 3}
        refused = 0

        async def hold(route: Route) -> None:
            nonlocal refused
            refused += 1
            answer = {"status": 429, "content_type": "application/problem+json", "body": json.dumps(problem)}
            await (route.fulfill(**answer) if refused == 1 else route.continue_())  # pyright: ignore[reportArgumentType]

        await ann.route(ASKED, hold)
        name = f"{new_name('paper')}.pdf"
        await attach(ann, paper(name))
        await expect(upload_of(ann, name)).to_contain_text(re.compile(r"This one goes on at \d+:\d\d"))
        await expect(file_of(ann, name)).to_have_count(1)
        assert refused == 2


async def test_where_no_files_are_taken_none_are_offered_and_the_talk_goes_on(browser: Browser, base: str) -> None:
    async with AsyncExitStack() as stack:
        ann, _ = await come(browser, base, stack, "ann")
        problem = {"status": 503, "code": "uploads_off", "title": "", "detail": ""}

        async def off(route: Route) -> None:
            await route.fulfill(status=503, content_type="application/problem+json", body=json.dumps(problem))

        # Given a deployment that turns out to take none
        await ann.route(ASKED, off)
        name = f"{new_name('paper')}.pdf"
        await attach(ann, paper(name))
        await expect(upload_of(ann, name).get_by_role("alert")).to_have_text("Files are switched off here.")
        await expect(ann.get_by_role("button", name="Attach files")).to_have_count(0)
        await say(ann, f"no matter {name}")
        await expect(ann.get_by_test_id("message").filter(has_text=f"no matter {name}")).to_have_count(1)

        # and one that says so from the beginning
        site = {"name": "Snow", "message_length": 300, "upload_limit": 1000, "uploads": False}
        await ann.route("**/api/site", lambda route: route.fulfill(json=site))
        await ann.reload()
        await expect(ann.get_by_test_id("message").filter(has_text=f"no matter {name}")).to_have_count(1)
        await expect(ann.get_by_role("button", name="Attach files")).to_have_count(0)
        await ann.unroute_all(behavior="ignoreErrors")


DROPPED = """async names => {
    const transfer = new DataTransfer();
    for (const name of names) transfer.items.add(new File(["%PDF-1.7"], name, {type: "application/pdf"}));
    return transfer;
}"""


async def test_files_are_dropped_onto_the_chat_and_pasted(browser: Browser, base: str) -> None:
    async with AsyncExitStack() as stack:
        ann, _ = await come(browser, base, stack, "ann")
        mark = new_name("f")
        # Dragged over the messages, and away
        dragged = await ann.evaluate_handle(DROPPED, [f"one {mark}.pdf", f"two {mark}.pdf"])
        log = ann.get_by_role("log", name="Messages")
        await log.dispatch_event("dragenter", {"dataTransfer": dragged})
        await expect(ann.get_by_text("Drop files here to send them")).to_be_visible()
        await ann.get_by_test_id("drop").dispatch_event("dragleave", {"dataTransfer": dragged})
        await expect(ann.get_by_test_id("drop")).to_have_count(0)
        # and dropped
        await log.dispatch_event("dragenter", {"dataTransfer": dragged})
        await ann.get_by_test_id("drop").dispatch_event("drop", {"dataTransfer": dragged})
        await expect(ann.get_by_test_id("drop")).to_have_count(0)
        for name in ("one", "two"):
            await expect(file_of(ann, f"{name} {mark}.pdf")).to_have_count(1)
        # What is dragged and is no file is none of our business
        text = await ann.evaluate_handle(
            "() => { const t = new DataTransfer(); t.setData('text/plain', 'x'); return t; }"
        )
        await log.dispatch_event("dragenter", {"dataTransfer": text})
        await expect(ann.get_by_test_id("drop")).to_have_count(0)
        # Pasted
        paste = "(area, data) => area.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true}))"
        pasted = await ann.evaluate_handle(DROPPED, [f"three {mark}.pdf"])
        await composer(ann).evaluate(paste, pasted)
        await expect(file_of(ann, f"three {mark}.pdf")).to_have_count(1)


async def test_whoever_holds_the_link_of_a_message_and_is_no_member_gets_nothing(browser: Browser, base: str) -> None:
    async with AsyncExitStack() as stack:
        ann, _ = await come(browser, base, stack, "ann")
        eve, _ = await come(browser, base, stack, "eve")
        bob = await stack.enter_async_context(Person(base, new_name("bob")))
        await bob.sign_up()
        other = await stack.enter_async_context(Person(base, new_name("other")))
        await other.sign_up()
        # Given a file in a chat of Ann and Bob
        hello = await bob.connect()
        await hello.frame("ack", client_id=await hello.say(f"it is me, {bob.username}"))
        await ann.get_by_test_id("person").filter(has_text=bob.username).last.click()
        await ann.get_by_role("dialog").get_by_role("button", name="Message").click()
        await expect(ann).to_have_url(re.compile(r"/chat/[0-9a-f-]{36}$"))
        name = f"{new_name('secret')}.pdf"
        await attach(ann, paper(name))
        async with ann.expect_request(re.compile(r"/file/\d+$")) as asking, ann.expect_download():
            await file_of(ann, name).get_by_role("button", name="Download").click()
        path = (await asking.value).url.removeprefix(base)
        # Then Bob has it, and nobody else, by whatever way
        assert (await bob.call("GET", path))[0] == 200
        status, answer = await other.call("GET", path)
        assert (status, answer["code"]) == (404, "no_such_chat")
        await eve.goto(ann.url)
        await expect(eve.get_by_text("Lost in the snow")).to_be_visible()
        await expect(file_of(eve, name)).to_have_count(0)
        await hello.close()


async def test_a_picture_of_oneself_is_seen_wherever_one_is(browser: Browser, base: str) -> None:
    async with AsyncExitStack() as stack:
        ann, anns_name = await come(browser, base, stack, "ann")
        bob, _ = await come(browser, base, stack, "bob")
        await ann.goto(f"{base}/me")
        # Something that is no picture is refused in words
        async with ann.expect_file_chooser() as chooser:
            await ann.get_by_role("button", name="Choose a picture").click()
        await (await chooser.value).set_files(payload("me.png", b"<svg/>", "image/png"))
        await expect(ann.get_by_role("alert").filter(has_text="not a picture")).to_be_visible()
        # When she chooses one
        async with ann.expect_file_chooser() as chooser:
            await ann.get_by_role("button", name="Choose a picture").click()
        await (await chooser.value).set_files(payload("me.png", picture(), "image/png"))
        await expect(ann.get_by_text("Your picture is saved.")).to_be_visible()
        await drawn(ann.get_by_role("main").locator("img").first)
        await drawn(ann.get_by_role("button", name="Your account").locator("img"))
        # Then Bob sees it next to what she says
        await ann.get_by_role("link", name="Back to the chat").click()
        await say(ann, f"look at me {anns_name}")
        message = bob.get_by_test_id("message").filter(has_text=f"look at me {anns_name}")
        await drawn(message.locator("img").first)
        # until she takes it away
        await ann.goto(f"{base}/me")
        await ann.get_by_role("button", name="Remove picture").click()
        await expect(ann.get_by_text("Your picture is removed.")).to_be_visible()
        await expect(ann.get_by_role("main").locator("img")).to_have_count(0)


FILM = """async () => {
    const canvas = document.createElement('canvas');
    canvas.getContext('2d').fillRect(0, 0, 9, 9);
    const recorder = new MediaRecorder(canvas.captureStream(), { mimeType: 'video/webm' });
    const taken = new Promise((done) => { recorder.ondataavailable = ({ data }) => done(data); });
    recorder.start();
    const frames = setInterval(() => canvas.getContext('2d').fillRect(0, 0, 9, 9), 20);
    setTimeout(() => { clearInterval(frames); recorder.stop(); }, 300);
    return [...new Uint8Array(await (await taken).arrayBuffer())];
}"""
"""A short film, as the browser takes one."""


def sound() -> bytes:
    """Half a second of silence, as WAV."""
    file = io.BytesIO()
    with wave.open(file, "wb") as writer:
        writer.setnchannels(1)
        writer.setsampwidth(2)
        writer.setframerate(8_000)
        writer.writeframes(bytes(8_000))
    return file.getvalue()


async def test_sound_and_film_play_in_the_chat(browser: Browser, base: str) -> None:
    async with AsyncExitStack() as stack:
        ann, _ = await come(browser, base, stack, "ann")
        forbidden = complaints(ann)
        film, song = (f"{new_name('f')}{ending}" for ending in (".webm", ".wav"))
        # Given a film and a sound that were brought
        recorded = bytes(await ann.evaluate(FILM))
        await attach(ann, payload(film, recorded, "video/webm"), payload(song, sound(), "audio/wav"))
        asked: list[str] = []
        ann.on("request", lambda request: asked.append(request.url) if "/file/" in request.url else None)
        # Then each plays where it is, and nothing is asked for before
        play = file_of(ann, song).get_by_role("button", name=f"Play {song}")
        await expect(play).to_be_enabled()
        assert asked == []
        await play.click()
        await expect(file_of(ann, song).get_by_role("button", name=f"Pause {song}")).to_be_visible()
        await expect(play).to_be_visible()
        assert len(asked) == 1
        # a film in the browser's own player
        await file_of(ann, film).get_by_role("button", name=f"Play {film}").click()
        player = file_of(ann, film).locator("video")
        await expect(player).to_have_attribute("controls", "")
        await expect(player).to_have_js_property("ended", True)
        assert forbidden == []
