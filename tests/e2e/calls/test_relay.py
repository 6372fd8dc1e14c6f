"""Given two browsers that may reach each other through a relay alone, when they call, then media flow through coturn,
with credentials of ours and without them not at all."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from playwright.async_api import Browser, Page

from snowfight.integrations.coturn import Coturn
from tests.e2e.browsing import until
from tests.support.coturn import Relay

GATHERED = """() => new Promise((resolve) => {
  const done = () => connection.iceGatheringState === 'complete' && resolve(connection.localDescription.toJSON());
  connection.addEventListener('icegatheringstatechange', done);
  done();
})"""
OPEN = """(servers) => {
  window.connection = new RTCPeerConnection({ iceServers: servers, iceTransportPolicy: 'relay' });
  const canvas = document.createElement('canvas');
  const paint = () => {
    canvas.getContext('2d').fillRect(Math.random() * 100, 0, 10, 10);
    requestAnimationFrame(paint);
  };
  paint();
  connection.addTrack(canvas.captureStream(15).getTracks()[0]);
}"""
OFFER = "async () => connection.setLocalDescription(await connection.createOffer())"
ANSWER = """async (offer) => {
  await connection.setRemoteDescription(offer);
  await connection.setLocalDescription(await connection.createAnswer());
}"""
RECEIVED = """async () => {
  const stats = [...(await connection.getStats()).values()];
  const pair = stats.find((each) => each.type === 'candidate-pair' && each.nominated);
  const local = stats.find((each) => each.id === pair?.localCandidateId);
  const video = stats.find((each) => each.type === 'inbound-rtp');
  return { through: local?.candidateType, frames: video?.framesDecoded ?? 0 };
}"""


def decoded_beyond(frames: int) -> str:
    return f"async () => (await ({RECEIVED})()).frames > {frames}"


async def opened(browser: Browser, relay: Relay, secret: str, username: str) -> Page:
    """A page with a connection that sends a moving picture."""
    relays = Coturn(relay.urls, "/turn", lambda _name: secret).relays(username, "device", datetime.now(UTC))
    page = await (await browser.new_context()).new_page()
    await page.evaluate(OPEN, [server.model_dump() for server in relays.servers])
    return page


async def connected(caller: Page, callee: Page) -> dict[str, Any]:
    """Bring the two together; what the caller offered, with its candidates."""
    await caller.evaluate(OFFER)
    offer = await caller.evaluate(GATHERED)
    await callee.evaluate(ANSWER, offer)
    await caller.evaluate("(answer) => connection.setRemoteDescription(answer)", await callee.evaluate(GATHERED))
    return dict(offer)


async def test_pictures_flow_both_ways_through_the_relay(calling_browser: Browser, coturn: Relay) -> None:
    pages = [await opened(calling_browser, coturn, coturn.secret, name) for name in ("ann", "bob")]

    offer = await connected(*pages)

    candidates = [line for line in offer["sdp"].splitlines() if line.startswith("a=candidate")]
    assert candidates
    assert all(" typ relay " in each for each in candidates)
    for page in pages:
        await until(page, decoded_beyond(0))
        before = await page.evaluate(RECEIVED)
        assert before["through"] == "relay"
        await until(page, decoded_beyond(before["frames"]))


async def test_without_our_credentials_there_is_no_way(calling_browser: Browser, coturn: Relay) -> None:
    page = await opened(calling_browser, coturn, "not the secret", "eve")

    await page.evaluate(OFFER)

    assert "a=candidate" not in (await page.evaluate(GATHERED))["sdp"]
