"""Given pages in a call, each with a browser's own media, and a server that is played, when things happen to them, then
media flow between every two of them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest_asyncio
from playwright.async_api import Browser, Page, async_playwright

from snowfight.integrations.coturn import Coturn
from tests.e2e.browsing import until
from tests.e2e.calls.played import PlayedServer
from tests.e2e.conftest import FLAGS
from tests.support.coturn import Relay, relay

MEDIA = [
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
    "--allow-loopback-in-peer-connection",
]
LINKS = """async () => Promise.all(connections.filter(({ connectionState }) => connectionState !== 'closed').map(
  async (connection) => {
    const received = [...(await connection.getStats()).values()].filter(({ type }) => type === 'inbound-rtp');
    const sum = (kind, name) => received.reduce((all, each) => all + (each.kind === kind ? each[name] ?? 0 : 0), 0);
    const { length: pictures } = received.filter(({ framesDecoded }) => framesDecoded > 0);
    return { voice: sum('audio', 'bytesReceived'), frames: sum('video', 'framesDecoded'), pictures };
  },
))"""
"""What has come over each connection of a page."""
THROUGH = """async () => {
  const stats = [...(await connections[0].getStats()).values()];
  const pair = stats.find(({ type, nominated }) => type === 'candidate-pair' && nominated);
  return stats.find(({ id }) => id === pair.localCandidateId).candidateType;
}"""
CHANGED_NETWORK = "() => void window.dispatchEvent(new Event('online'))"
STILL = f"""async () => {{
  const before = JSON.stringify(await ({LINKS})());
  await new Promise((resolve) => setTimeout(resolve, 1000));
  return JSON.stringify(await ({LINKS})()) === before;
}}"""
"""For a second nothing has come."""
WAY = "() => /a=ice-ufrag:(.*)/.exec(connections[0].localDescription.sdp)[1]"
"""What a connection's candidates are known by: another one after each restart."""
PHASE = "() => calls.session.value?.phase.value === '{}'"


SETTING_UP = 120.0
"""Seconds until all see all, on a machine that has much else to do."""


def more_than(links: list[dict[str, Any]], *, video: bool = True) -> str:
    """A voice, and with video pictures, have come over every connection beyond those."""
    kinds = ("voice", "frames") if video else ("voice",)
    grown = " && ".join(f"links[{index}]?.{kind} > {link[kind]}" for index, link in enumerate(links) for kind in kinds)
    return f"async () => {{ const links = await ({LINKS})(); return {grown}; }}"


NOTHING = {"voice": 0, "frames": 0}


@pytest_asyncio.fixture(loop_scope="session")
async def callers(whole: Path) -> AsyncIterator[Browser]:
    """A browser with a camera and a microphone that it makes up, for pages that reach each other over the loopback."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=whole, args=[*FLAGS, *MEDIA])
        yield browser
        await browser.close()


async def in_call(server: PlayedServer, browser: Browser, *names: str, video: bool = True) -> list[Page]:
    """Pages of these people, the first of whom has called; the others have accepted, and see and hear each other."""
    pages = [await server.open(browser, name) for name in names]
    await pages[0].evaluate("(video) => void calls.startCall('room', video)", video)
    await until(pages[0], "() => calls.session.value.state.value !== null")
    call = await pages[0].evaluate("() => calls.session.value.call.value")
    for page in pages[1:]:
        await page.evaluate("([call, video]) => void calls.acceptCall({ room: 'room', call }, video)", [call, video])
    for page in pages:
        await until(page, f"() => connections.length === {len(names) - 1}", SETTING_UP)
        await until(page, more_than([NOTHING] * (len(names) - 1), video=video), SETTING_UP)
    return pages


async def test_two_see_and_hear_each_other_with_few_signals(callers: Browser) -> None:
    server = PlayedServer()

    ann, bob = await in_call(server, callers, "ann", "bob")

    for page in (ann, bob):
        await until(page, "() => calls.session.value.peers.value[0].code.value !== null")
    codes = [await page.evaluate("() => calls.session.value.peers.value[0].code.value") for page in (ann, bob)]
    assert codes[0] == codes[1]
    assert len(codes[0]) == 5
    await bob.evaluate("() => calls.session.value.leave()")
    await until(ann, PHASE.format("over"))
    signals = [frame["data"] for frame in server.frames_in if frame["type"] == "call_signal"]
    descriptions = sum("description" in data for data in signals)
    assert len(signals) - descriptions <= 2 * descriptions
    assert await ann.evaluate("() => connections.every(({ connectionState }) => connectionState === 'closed')")


async def test_four_see_each_other_on_every_link(callers: Browser) -> None:
    pages = await in_call(PlayedServer(), callers, "ann", "bob", "cem", "dan")

    before = [await page.evaluate(LINKS) for page in pages]

    for page, links in zip(pages, before, strict=True):
        assert len(links) == 3
        await until(page, more_than(links))


async def test_six_hear_each_other_on_every_link(callers: Browser) -> None:
    pages = await in_call(PlayedServer(), callers, "ann", "bob", "cem", "dan", "eva", "fay", video=False)

    before = [await page.evaluate(LINKS) for page in pages]

    for page, links in zip(pages, before, strict=True):
        assert len(links) == 5
        await until(page, more_than(links, video=False), SETTING_UP)


async def test_two_who_call_each_other_at_once_are_in_one_call(callers: Browser) -> None:
    server = PlayedServer()
    pages = [await server.open(callers, name) for name in ("ann", "bob")]

    await asyncio.gather(*(page.evaluate("() => void calls.startCall('room', true)") for page in pages))

    for page in pages:
        await until(page, "() => connections.length === 1", SETTING_UP)
        await until(page, more_than([NOTHING]), SETTING_UP)
    assert len({await page.evaluate("() => calls.session.value.call.value") for page in pages}) == 1


async def test_another_device_of_a_user_takes_the_call_over(callers: Browser) -> None:
    server = PlayedServer()
    ann, phone = await in_call(server, callers, "ann", "bob")
    laptop = await server.open(callers, "bob")

    call = await ann.evaluate("() => calls.session.value.call.value")
    await laptop.evaluate("(call) => void calls.acceptCall({ room: 'room', call }, true)", call)

    await until(phone, "() => calls.session.value.end.value?.by === 'elsewhere'")
    assert await phone.evaluate("() => connections.every(({ connectionState }) => connectionState === 'closed')")
    await until(laptop, more_than([NOTHING]))
    await until(ann, more_than([NOTHING]))
    assert await ann.evaluate("() => calls.session.value.peers.value.length") == 1


async def test_a_page_that_is_killed_is_lost_at_once_and_gone_when_the_server_says_so(callers: Browser) -> None:
    server = PlayedServer()
    ann, bob = await in_call(server, callers, "ann", "bob")

    devtools = await bob.context.new_cdp_session(bob)
    crash = asyncio.create_task(devtools.send("Page.crash"))  # which nothing answers
    await bob.wait_for_event("crash")
    crash.cancel()

    await until(ann, "() => calls.session.value.peers.value[0].quality.value === 'lost'")
    await server.drop(bob)
    await until(ann, "() => calls.session.value.peers.value.length === 0")
    assert await ann.evaluate("() => connections.every(({ connectionState }) => connectionState === 'closed')")
    await ann.evaluate("() => calls.session.value.leave()")
    await until(ann, PHASE.format("over"))


async def test_media_go_on_while_the_line_to_the_server_is_cut(callers: Browser) -> None:
    ann, bob = await in_call(PlayedServer(), callers, "ann", "bob")

    await ann.evaluate("() => { connected.value = false; }")

    await until(ann, "() => calls.session.value.signallingLost.value")
    for page in (ann, bob):
        await until(page, more_than(await page.evaluate(LINKS)))
    await ann.evaluate("() => { connected.value = true; }")
    await until(ann, "() => !calls.session.value.signallingLost.value")
    assert await ann.evaluate("() => connections.length") == 1


async def test_who_is_muted_and_dark_sends_nothing(callers: Browser) -> None:
    ann, bob = await in_call(PlayedServer(), callers, "ann", "bob")

    await ann.evaluate("() => calls.session.value.local.setMicrophone(false)")
    await ann.evaluate("() => calls.session.value.local.setCamera(false)")

    await until(bob, "() => calls.session.value.peers.value.some(({ muted, camera }) => muted.value && !camera.value)")
    await until(bob, STILL)
    await until(ann, more_than(await ann.evaluate(LINKS)))


async def test_a_shared_screen_comes_beside_the_camera(callers: Browser) -> None:
    ann, bob = await in_call(PlayedServer(), callers, "ann", "bob")

    await ann.evaluate("() => calls.session.value.local.setScreen(true)")

    await until(bob, f"async () => (await ({LINKS})())[0].pictures === 2")
    assert await bob.evaluate("() => calls.session.value.peers.value[0].screen.value !== null")
    assert await ann.evaluate("() => connections.length") == 1


async def test_a_relay_that_dies_gives_way_to_another(callers: Browser, tmp_path: Path) -> None:
    server = PlayedServer()
    with relay(_folder(tmp_path, "first")) as first:
        server.ice = relayed(first)
        ann, bob = await in_call(server, callers, "ann", "bob")
        assert await ann.evaluate(THROUGH) == "relay"

    with relay(_folder(tmp_path, "second")) as second:
        server.ice = relayed(second)

        await until(ann, PHASE.format("reconnecting"))

        for page in (ann, bob):
            await until(page, PHASE.format("live"))
            await until(page, more_than(await page.evaluate(LINKS)))
        assert await ann.evaluate("() => connections.length") == 1


def relayed(relay: Relay) -> dict[str, Any]:
    """What the server answers who is to go through that one alone."""
    relays = Coturn(relay.urls, "/turn", lambda _name: relay.secret).relays("ann", "device", datetime.now(UTC))
    return {
        "ice_servers": [server.model_dump() for server in relays.servers],
        "expires": None,
        "relay_only": True,
    }


def _folder(parent: Path, name: str) -> Path:
    folder = parent / name
    folder.mkdir()
    return folder


async def test_both_look_for_a_new_way_at_once(callers: Browser) -> None:
    server = PlayedServer()
    ann, bob = await in_call(server, callers, "ann", "bob")
    ways = [await page.evaluate(WAY) for page in (ann, bob)]

    await asyncio.gather(*(page.evaluate(CHANGED_NETWORK) for page in (ann, bob)))

    for page in (ann, bob):
        await until(page, "() => connections[0].signalingState === 'stable'")
        await until(page, PHASE.format("live"))
        await until(page, more_than(await page.evaluate(LINKS)))
    assert not {await page.evaluate(WAY) for page in (ann, bob)} & {*ways}
