"""Pages that call each other, and a server that the test plays: the client's part alone, without a stack."""

from __future__ import annotations

import asyncio
import subprocess
from datetime import UTC, datetime
from functools import cache
from typing import Any

from playwright.async_api import Browser, Page

from local.settings import ROOT

Frame = dict[str, Any]

ORIGIN = "http://localhost:1"
"""Never asked: the browser takes it for secure, and the page is fulfilled here."""


@cache
def bundle() -> str:
    """The client's calls and what a test's page has around them, as one script."""
    web = ROOT / "web"
    build = [web / "node_modules/.bin/rolldown", "tests/calls/page.ts", "-f", "iife"]
    return subprocess.run(build, cwd=web, check=True, capture_output=True, text=True, timeout=60).stdout


class PlayedServer:
    """One call in one room, as the contract has it, as far as pages without trouble need it."""

    def __init__(self) -> None:
        self._pages: list[Page] = []
        self.frames_in: list[Frame] = []
        self.ice: Frame = {"ice_servers": [], "expires": None, "relay_only": False}
        self._devices: dict[str, tuple[str, Page]] = {}
        self._state: Frame = {}

    async def open(self, browser: Browser, name: str) -> Page:
        """A page of that user's, which has not called yet."""
        context = await browser.new_context(permissions=["camera", "microphone"])
        page = await context.new_page()
        await page.route(f"{ORIGIN}/**", lambda route: route.fulfill(content_type="text/html", body="<title>x</title>"))

        async def take(frame: Frame) -> None:
            await self._take(name, page, frame)

        await page.expose_function("played", take)
        await page.expose_function("iceServers", lambda: self.ice)
        await page.goto(f"{ORIGIN}/?name={name}")
        await page.evaluate(bundle())
        self._pages.append(page)
        return page

    async def drop(self, page: Page) -> None:
        """Nothing was heard of the page for a minute: its device is in the call no more."""
        self._pages.remove(page)
        gone = {device for device, (_, its) in self._devices.items() if its is page}
        await self._tell(participants=[each for each in self._state["participants"] if each["device"] not in gone])

    async def _take(self, name: str, page: Page, frame: Frame) -> None:
        self.frames_in.append(frame)
        self._devices[frame["device"]] = (name, page)
        match frame["type"]:
            case "call_start" if self._state:
                self._state["state"] = "live"
                await self._join(name, frame)
            case "call_start":
                self._state = _ringing(name, frame)
                await self._join(name, frame)
            case "call_accept":
                self._state["state"] = "live"
                await self._join(name, frame)
            case "call_leave":
                others = [each for each in self._state["participants"] if each["device"] != frame["device"]]
                over = len(others) < 2
                await self._tell(participants=[] if over else others, state="over" if over else "live", reason="ended")
            case "call_sync":
                await _send(page, self._state)
            case "call_signal":
                signal = {key: frame[key] for key in ("type", "room", "call", "data")}
                _, to = self._devices[frame["to"]]
                await _send(to, {**signal, "from": frame["device"], "username": name})
            case kind:
                raise AssertionError(f"no page sends {kind} here")

    async def _join(self, name: str, frame: Frame) -> None:
        mine = {"username": name, "device": frame["device"], "video": frame["video"]}
        since = {each["device"]: each["since"] for each in self._state["participants"]}
        others = [each for each in self._state["participants"] if each["username"] != name]
        await self._tell(participants=[*others, {**mine, "since": since.get(frame["device"], _now())}])

    async def _tell(self, **changes: object) -> None:
        self._state = {**self._state, **changes, "version": self._state["version"] + 1}
        await asyncio.gather(*(_send(page, self._state) for page in self._pages))


async def _send(page: Page, frame: Frame) -> None:
    await page.evaluate("(frame) => hear(frame)", frame)


def _ringing(name: str, frame: Frame) -> Frame:
    return {
        "type": "call_state",
        "room": frame["room"],
        "call": frame["call"],
        "state": "ringing",
        "version": 0,
        "started_by": name,
        "started": _now(),
        "expires": _now(),
        "participants": [],
        "declined": [],
        "busy": [],
        "reason": None,
    }


def _now() -> str:
    return datetime.now(UTC).isoformat()
