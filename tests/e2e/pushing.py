"""A browser that is pushed to, without a push service: its subscription is the test's, and so is what is delivered."""

from __future__ import annotations

import asyncio
import base64
import json
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
from playwright.async_api import Browser, BrowserContext, CDPSession, Page, Worker

from local.settings import PUSH
from tests.e2e.client import PATIENCE, Json
from tests.support.push_browser import PushBrowser

POLL = 0.05
"""Seconds between two looks at what is shown."""

FAKE = """(({ endpoint, keys }) => {
  const KEY = 'test.subscription';
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (c) => c.charCodeAt(0));
  const made = (key) => ({
    endpoint,
    options: { applicationServerKey: bytes(key).buffer },
    toJSON: () => ({ endpoint, keys }),
    unsubscribe: async () => { localStorage.removeItem(KEY); return true; },
  });
  PushManager.prototype.subscribe = async function ({ applicationServerKey }) {
    localStorage.setItem(KEY, applicationServerKey);
    return made(applicationServerKey);
  };
  PushManager.prototype.getSubscription = async function () {
    const key = localStorage.getItem(KEY);
    return key && made(key);
  };
})"""
"""What a browser does with a real push service; it remembers what it subscribed with."""

SHOWN = """async () => (await self.registration.getNotifications()).map(
  ({ title, body, tag, data, actions }) => ({ title, body, tag, data, actions }))"""
CLICK = """async ([tag, action]) => {
  const [notification] = await self.registration.getNotifications({ tag });
  self.dispatchEvent(new NotificationEvent('notificationclick', { notification, action }));
}"""


class Device:
    """A browser's keys, and where it is pushed to: the stand-in of the local stack."""

    def __init__(self, base: str, name: str) -> None:
        self.path = f"{PUSH}/{name}"
        self.endpoint = base + self.path
        self._browser = PushBrowser()

    @property
    def subscription(self) -> Json:
        """What a browser says of it."""
        return {"endpoint": self.endpoint, "keys": {"p256dh": self._browser.p256dh, "auth": self._browser.auth}}

    @property
    def script(self) -> str:
        """Makes it the subscription of every page."""
        return f"{FAKE}({json.dumps(self.subscription)})"

    async def received(self, number: int) -> list[str]:
        """What it was pushed, decrypted, the newest first, once it is so many."""
        async with asyncio.timeout(PATIENCE), aiohttp.ClientSession() as http:
            found = await self._listed(http)
            while len(found) < number:
                await asyncio.sleep(POLL)
                found = await self._listed(http)
        return [self._browser.read(base64.b64decode(each["body"])).decode() for each in found]

    async def _listed(self, http: aiohttp.ClientSession) -> list[Json]:
        async with http.get(self.endpoint) as answer:
            found: list[Json] = await answer.json()
            return found


class Deliveries:
    """What is delivered to a site's service worker, and what it shows; no page of the site need be open."""

    def __init__(self, base: str, context: BrowserContext, session: CDPSession) -> None:
        self._base = base
        self._context = context
        self._session = session
        self._registration: asyncio.Future[str] = asyncio.get_running_loop().create_future()

    async def start(self) -> None:
        self._session.on("ServiceWorker.workerRegistrationUpdated", self._updated)
        await self._session.send("ServiceWorker.enable")

    def _updated(self, event: Json) -> None:
        for each in event["registrations"]:
            if each["scopeURL"].startswith(self._base) and not self._registration.done():
                self._registration.set_result(each["registrationId"])

    async def deliver(self, payload: Json | str) -> None:
        """As a push service does, decrypted."""
        async with asyncio.timeout(PATIENCE):
            registration = await self._registration
        data = payload if isinstance(payload, str) else json.dumps(payload)
        message = {"origin": self._base, "registrationId": registration, "data": data}
        await self._session.send("ServiceWorker.deliverPushMessage", message)

    async def shown(self, *bodies: str) -> list[Json]:
        """The notifications, once they are those with these texts, in any order."""
        async with asyncio.timeout(PATIENCE):
            found: list[Json] = await self._evaluate(SHOWN)
            while sorted(each["body"] for each in found) != sorted(bodies):
                await asyncio.sleep(POLL)
                found = await self._evaluate(SHOWN)
        return found

    async def click(self, tag: str, action: str = "") -> None:
        """As a user does, but that the browser knows it from a real one: it opens and focuses nothing for it."""
        await self._evaluate(CLICK, [tag, action])

    async def _evaluate(self, expression: str, argument: object = None) -> Any:
        return await self._worker().evaluate(expression, argument)

    def _worker(self) -> Worker:
        return next(each for each in self._context.service_workers if each.url.startswith(self._base))


@asynccontextmanager
async def pushed_to(desktop: Browser, base: str, device: Device) -> AsyncGenerator[tuple[Page, Deliveries]]:
    """A page in a browser of its own that `device` is the subscription of, and what is delivered there."""
    context = await desktop.new_context(viewport={"width": 1200, "height": 900})
    await context.grant_permissions(["notifications"], origin=base)
    await context.add_init_script(device.script)
    elsewhere = await context.new_page()
    deliveries = Deliveries(base, context, await context.new_cdp_session(elsewhere))
    await deliveries.start()
    yield await context.new_page(), deliveries
    await context.close()
