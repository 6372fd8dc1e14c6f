"""The client as an app: what the browser keeps of it, how a newer version comes, how it calls, and what it refuses."""

from __future__ import annotations

import asyncio
import gzip
import json
import re
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from urllib.parse import urlsplit

from aiohttp import web
from playwright.async_api import Browser, Page, Route, expect

from local.settings import ROOT
from tests.e2e.browsing import come, composer, go, join, new_page, open_page, say, sign_up, until
from tests.e2e.client import Person, new_name
from tests.e2e.conftest import talked

DIST = ROOT / "web/dist"
KEPT = """async () => {
  const caches_ = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
  const kept = (await Promise.all(caches_.map((cache) => cache.keys()))).flat();
  return kept.map(({ url }) => url.replace(location.origin, ''));
}"""
MUTE = """(() => {
  const swallow = (event) => event.stopImmediatePropagation();
  for (const type of ['online', 'focus']) window.addEventListener(type, swallow, true);
  document.addEventListener('visibilitychange', swallow, true);
})()"""
"""No event says that something may work again."""
REFUSE = """(() => {
  const refuse = (owner, name) => Object.defineProperty(owner, name, {
    configurable: true,
    get() { throw new DOMException('refused', 'SecurityError'); },
  });
  const refused = ['localStorage', 'sessionStorage', 'indexedDB', 'Notification', 'BroadcastChannel', 'caches'];
  for (const name of refused) refuse(window, name);
  for (const name of ['serviceWorker', 'locks']) refuse(Navigator.prototype, name);
})()"""
"""Touching any of it throws, as where site data is blocked."""
HIDE = """() => {
  Object.defineProperty(document, 'hidden', { get: () => true });
  document.dispatchEvent(new Event('visibilitychange'));
}"""
SHOWN = """(() => {
  window.shown = [];
  const { prototype } = ServiceWorkerRegistration;
  const show = prototype.showNotification;
  prototype.showNotification = function (title, options) {
    window.shown.push(options.body);
    return show.call(this, title, options);
  };
})()"""
"""Writes down the notifications that a tab shows."""
LONGEST_WAIT = 45_000
"""Milliseconds: a page waits half a minute at most between two tries."""
IN_CHARGE = "() => navigator.serviceWorker.ready.then(({ active }) => active.state)"


async def test_the_browser_keeps_the_shell_and_no_answer_of_the_api(browser: Browser, base: str) -> None:
    async with AsyncExitStack() as stack:
        # Given a user whose browser has installed the service worker
        page, _ = await come(browser, base, stack, "ann")
        await page.evaluate(IN_CHARGE)
        # When, with it in charge, they read, write and go everywhere
        await page.reload()
        await say(page, "kept by the server, not by the browser")
        await expect(page.get_by_text("kept by the server, not by the browser")).to_be_visible()
        assert await page.evaluate("() => Boolean(navigator.serviceWorker.controller)")
        for path in ("/groups", "/me", "/chat/new", "/chat/public-chat"):
            await page.goto(f"{base}{path}")
            await expect(page.get_by_role("main")).to_be_visible()
        await page.evaluate("() => fetch('/api/health').then((answer) => answer.text())")
        # Then the caches hold the client's own files, and nothing else
        kept: list[str] = await page.evaluate(KEPT)
        assert "/index.html" in kept
        assert {path for path in kept if not (DIST / path.removeprefix("/")).is_file()} == set()


async def test_the_first_page_of_a_signed_in_user_is_small(browser: Browser, base: str) -> None:
    async with AsyncExitStack() as stack:
        # Given somebody in a chat of plain texts: what shows pictures and players comes with these
        await talked(base)
        page, _ = await come(browser, base, stack, "ann")
        # When their page is loaded anew, and has not come to rest yet, after which it fetches ahead
        await page.add_init_script("window.requestIdleCallback = () => 0")
        asked: set[str] = set()
        page.on("request", lambda request: asked.add(urlsplit(request.url).path))
        await page.reload()
        await expect(page.get_by_role("textbox", name="Message")).to_be_visible()
        await expect(page.get_by_test_id("site-online")).to_be_visible()
        # Then its scripts and styles are, compressed, what `npm run size` allows
        code = [path for path in asked if re.fullmatch(r"/assets/.+\.(js|css)", path)]
        assert code
        assert sum(len(gzip.compress((DIST / path[1:]).read_bytes())) for path in code) <= 100 * 1024


async def test_the_app_opens_without_a_network(browser: Browser, base: str) -> None:
    async with AsyncExitStack() as stack:
        page, _ = await come(browser, base, stack, "ann")
        await page.evaluate(IN_CHARGE)
        # Given a browser that does not say when it has a network again
        await page.context.add_init_script(MUTE)
        await page.context.set_offline(True)
        await page.goto(f"{base}/chat/public-chat")
        await expect(page.get_by_role("status", name="Connection")).to_contain_text("You are offline")
        await say(page, mark := new_name("m"))
        # When it has one
        await page.context.set_offline(False)
        # Then the page finds out by itself
        await expect(page.get_by_test_id("message").filter(has_text=mark)).to_contain_text("Sent", timeout=LONGEST_WAIT)


async def test_what_did_not_load_is_loaded_as_soon_as_it_can_be(browser: Browser, base: str) -> None:
    context, page = await new_page(browser, service_workers="block")
    await join(page, base, new_name("ann"))
    await page.add_init_script(MUTE)
    await page.reload()
    await expect(composer(page)).to_be_enabled()
    # Given a network that lets neither a page's code nor an answer through
    lost = re.compile("/assets/groups-|/api/groups")
    await page.route(lost, lambda route: route.abort())
    await page.get_by_role("link", name="Open groups").click()
    await expect(page.get_by_text("This part of the page did not load.")).to_be_visible()
    # When it lets the code through, that comes by itself, and says that there is no answer
    await page.unroute(lost)
    await page.route("**/api/groups?*", lambda route: route.abort())
    await expect(page.get_by_text("No connection.")).to_be_visible(timeout=LONGEST_WAIT)
    # When it lets everything through, so does the answer
    await page.unroute_all()
    await expect(page.get_by_text("No connection.")).to_have_count(0, timeout=LONGEST_WAIT)
    await expect(page.get_by_role("searchbox", name="Search by name")).to_be_visible()
    # And what is typed into the chat switcher, whose code does not come, waits for it
    await page.route("**/assets/overlays-*", lambda route: route.abort())
    await page.reload()
    await expect(page.get_by_role("searchbox", name="Search by name")).to_be_visible()
    await page.keyboard.press("Control+k")
    await expect(page.get_by_text("This part of the page did not load.")).to_be_in_viewport()
    await page.keyboard.type("pub")
    await page.unroute_all()
    await expect(page.get_by_role("combobox")).to_have_value("pub", timeout=LONGEST_WAIT)
    await context.close()


async def test_a_first_visit_leaves_nothing_in_the_console(browser: Browser, base: str) -> None:
    context = await browser.new_context()
    page = await context.new_page()
    lines: list[str] = []
    page.on("console", lambda message: lines.append(message.text))
    page.on("pageerror", lambda error: lines.append(str(error)))
    # Given a browser in which nobody has ever signed in
    await page.goto(base)
    await expect(page.get_by_role("heading", name="Welcome back")).to_be_visible()
    # Then no session is asked for, which would be refused
    assert lines == []
    # And whoever signs in is still signed in after a reload
    await sign_up(page, base, new_name("ann"))
    await page.reload()
    await expect(composer(page)).to_be_enabled()
    await context.close()


async def test_the_chat_works_in_a_browser_that_refuses_everything_it_may(browser: Browser, base: str) -> None:
    context, page = await open_page(browser, base)
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    # Given a browser with site data blocked
    await context.add_init_script(REFUSE)
    name = new_name("ann")
    await sign_up(page, base, name)
    assert (
        await page.evaluate("() => { try { return localStorage } catch ({ name }) { return name } }") == "SecurityError"
    )
    # When they talk, choose and come back
    await say(page, "kept nowhere but at the server")
    await expect(page.get_by_test_id("message").filter(has_text="kept nowhere").last).to_be_visible()
    await page.get_by_role("button", name="Choose an emoji").click()
    await page.get_by_role("searchbox", name="Search emoji").fill("monkey")
    await page.get_by_test_id("emoji-picker").get_by_role("button", name="monkey", exact=True).click()
    await expect(composer(page)).to_have_value("🐒")
    await page.goto(f"{base}/me")
    await page.get_by_role("switch", name="Show notifications").click()
    await expect(page.get_by_text("This browser shows no notifications.")).to_be_visible()
    await page.get_by_role("button", name="Your account").click()
    await page.get_by_role("button", name="Log out").click()
    # Then all of it works
    await expect(page.get_by_role("heading", name="Welcome back")).to_be_visible()
    assert faults == []
    await context.close()


async def test_a_newer_version_waits_until_the_user_wants_it(browser: Browser, base: str) -> None:
    assert base  # the client is built
    async with client_alone() as site:
        context, page = await open_page(browser, site.address)
        await page.evaluate(IN_CHARGE)
        await page.reload()
        before = await page.evaluate("() => caches.keys()")
        # When a newer version is deployed
        site.version = "newer"
        await page.evaluate("() => navigator.serviceWorker.ready.then((registration) => registration.update())")
        # Then the user is told, and has it once they ask
        await page.get_by_role("button", name="Reload").click()
        await expect(page.get_by_role("button", name="Reload")).to_have_count(0)
        assert [before, await page.evaluate("() => caches.keys()")] == [before, ["shell-newer"]]
        assert before != ["shell-newer"]
        await context.close()


async def test_a_page_that_is_older_than_the_server_offers_to_load_anew(browser: Browser, base: str) -> None:
    context, page = await new_page(browser, service_workers="block")
    name = new_name("ann")
    await join(page, base, name)
    notice = page.get_by_text("Fresh snow: a newer version is here.")
    await say(page, "in the language of today")
    await expect(notice).to_have_count(0)
    # Given a deploy with a newer contract while the page is open
    version = int((await page.request.get(f"{base}/api/health")).headers["x-snowfight-contract"])

    async def newer(route: Route) -> None:
        answer = await route.fetch()
        await route.fulfill(response=answer, headers={**answer.headers, "x-snowfight-contract": f"{version + 1}"})

    await page.route("**/api/**", newer)
    # When the page calls next
    await composer(page).fill("half a sentence")
    await page.get_by_role("link", name="Open groups").click()
    # Then it is said once, and nothing is done until the user wants it
    await expect(notice).to_be_visible()
    await page.get_by_role("button", name="Later").click()
    await expect(notice).to_have_count(0)
    await page.get_by_test_id("chat-row").filter(has_text="Public chat").click()
    await expect(composer(page)).to_have_value("half a sentence")
    await expect(notice).to_have_count(0)
    # The next page is told anew, and turns to what the server has
    await page.reload()
    await expect(notice).to_be_visible()
    await page.unroute_all(behavior="wait")
    async with page.expect_navigation():
        await page.get_by_role("button", name="Reload").click()
    await expect(composer(page)).to_be_enabled()
    await expect(notice).to_have_count(0)
    await context.close()


async def test_a_user_who_looks_elsewhere_is_called(desktop: Browser, base: str) -> None:
    context, page = await new_page(desktop)
    await context.grant_permissions(["notifications"], origin=base)
    name = new_name("ann")
    await join(page, base, name)
    await page.evaluate(IN_CHARGE)
    async with Person(base, new_name("bob")) as bob:
        await bob.sign_up()
        chat = (await bob.ok("POST", f"/api/chat/private/{name}"))["chat"]["name"]
        connection = await bob.connect()
        # Given Ann, who wants notifications and has turned to something else
        await go(page, f"{base}/me")
        await page.get_by_role("switch", name="Show notifications").click()
        await expect(page.get_by_role("switch", name="Show notifications")).to_be_checked()
        await page.evaluate(HIDE)
        # When Bob writes to her
        await connection.frame("ack", client_id=await connection.say("look up, a snowball", room=chat))
        # Then her tab counts it, and her system shows it
        await expect(page).to_have_title(re.compile(r"^\(1\) Settings"))
        await until(
            page,
            """async () => {
              const registration = await navigator.serviceWorker.ready;
              const shown = await registration.getNotifications();
              return shown.some(({ body }) => body === 'look up, a snowball');
            }""",
        )
        await connection.close()
    await context.close()


async def test_the_tabs_of_a_browser_call_once_and_never_while_one_shows_the_chat(desktop: Browser, base: str) -> None:
    context, page = await new_page(desktop)
    await context.grant_permissions(["notifications"], origin=base)
    await context.add_init_script(SHOWN)
    name = new_name("ann")
    await join(page, base, name)
    await page.evaluate(IN_CHARGE)
    async with Person(base, new_name("bob")) as bob:
        await bob.sign_up()
        chat = (await bob.ok("POST", f"/api/chat/private/{name}"))["chat"]["name"]
        connection = await bob.connect()
        await page.goto(f"{base}/me")
        await page.get_by_role("switch", name="Show notifications").click()
        # Given Ann with three tabs: two behind, one in front with Bob's chat
        tabs = [page, await context.new_page(), await context.new_page()]
        for tab in tabs:
            await go(tab, f"{base}/chat/{chat}")
        *behind, front = tabs
        await expect(front.get_by_role("status", name="Connection")).to_be_empty()
        for tab in behind:
            await tab.evaluate(HIDE)
        # When Bob writes, she sees it
        await connection.frame("ack", client_id=await connection.say("before your eyes", room=chat))
        await expect(front.get_by_text("before your eyes", exact=True)).to_be_visible()
        # When she has turned away, and he writes twice
        await front.evaluate(HIDE)
        for text in ("once", "twice"):
            await connection.frame("ack", client_id=await connection.say(text, room=chat))
            await called(tabs, text)
        # Then she was called to each of these by one tab, and not to what she saw
        texts = [text for tab in tabs for text in await tab.evaluate("window.shown")]
        assert sorted(texts) == ["once", "twice"]
        await connection.close()
    await context.close()


async def called(tabs: list[Page], text: str) -> None:
    """Wait until one of the tabs has shown a notification of that text."""
    waits = [asyncio.create_task(until(tab, f"window.shown.includes({text!r})")) for tab in tabs]
    done, others = await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
    for wait in others:
        wait.cancel()
    await asyncio.gather(*others, return_exceptions=True)
    for wait in done:
        wait.result()


async def test_no_text_becomes_code(browser: Browser, base: str) -> None:
    context, page = await open_page(browser, base)
    attempts = (
        "document.body.innerHTML = '<b>x</b>'",
        "document.createElement('script').src = '/assets/x.js'",
        "setTimeout('document.title = 1')",
        "trustedTypes.createPolicy('default', {})",
    )
    for attempt in attempts:
        refused = await page.evaluate(f"() => {{ try {{ {attempt}; return false }} catch (error) {{ return true }} }}")
        assert refused, attempt
    await context.close()


async def test_the_language_is_the_browsers_until_the_user_chooses(browser: Browser, base: str) -> None:
    context = await browser.new_context(locale="tr-TR")
    page = await context.new_page()
    await page.goto(base)
    await expect(page.get_by_role("heading", name="Tekrar hoş geldin")).to_be_visible()
    assert await page.locator("html").get_attribute("lang") == "tr"
    await page.get_by_label("Dil").select_option("en")
    await expect(page.get_by_role("heading", name="Welcome back")).to_be_visible()
    await page.reload()
    await expect(page.get_by_role("heading", name="Welcome back")).to_be_visible()
    assert await page.locator("html").get_attribute("lang") == "en"
    await context.close()


class ClientAlone:
    """The built client without a server behind it, in a version that can be changed."""

    def __init__(self) -> None:
        self.version = ""
        self.address = ""

    async def serve(self, request: web.Request) -> web.StreamResponse:
        path = DIST / request.path.removeprefix("/")
        if request.path == "/worker.js":
            return web.Response(text=self._worker(path), content_type="text/javascript")
        if request.path.startswith("/api"):
            return web.Response(status=503)
        return web.FileResponse(path if path.is_file() else DIST / "index.html")

    def _worker(self, path: Path) -> str:
        source = path.read_text()
        if not self.version:
            return source
        shell = source.partition("\n")[0].removeprefix("const SHELL=").removesuffix(";")
        newer = {**json.loads(shell), "version": self.version}
        return source.replace(shell, json.dumps(newer))


@asynccontextmanager
async def client_alone() -> AsyncGenerator[ClientAlone]:
    site = ClientAlone()
    app = web.Application()
    app.router.add_get("/{path:.*}", site.serve)
    app.router.add_post("/{path:.*}", site.serve)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "localhost", 0).start()
    site.address = f"http://localhost:{runner.addresses[0][1]}"
    yield site
    await runner.cleanup()
