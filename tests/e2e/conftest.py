"""A stack of the tests' own, and a real browser."""

from __future__ import annotations

import asyncio
import functools
import json
import os
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright import sync_api
from playwright.async_api import Browser, async_playwright, expect

from local.browser import executable, headless_shell
from local.front_door.server import LARGE_FRAMES
from local.stack import Stack, attached, running
from tests.e2e.client import Person, new_name

EXPECTED = 30_000
"""Milliseconds: it takes long where other things keep the processors busy."""

expect.set_options(timeout=EXPECTED)
sync_api.expect.set_options(timeout=EXPECTED)

HERE = Path(__file__).parent
PAGE = 30
"""Messages that an opened chat begins with."""

LONGEST = 600
"""Seconds that a test may take that does not say otherwise (`pytest.mark.timeout`): several times what the longest of
them does where nothing else runs."""

NAMING = 30
"""Seconds that are left then to say what it waits for."""

FLAGS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One event loop for all, as they share a browser."""
    for item in items:
        if HERE in item.path.parents and pytest_asyncio.is_async_test(item):
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)
            own = item.get_closest_marker("timeout")
            item.obj = ends(item.obj, own.args[0] - NAMING if own else LONGEST)


def ends(test: Callable[..., Awaitable[None]], seconds: float) -> Callable[..., Awaitable[None]]:
    """A test that fails where it waits for ever: what waits is in its traceback, and the others go on."""

    @functools.wraps(test)
    async def bounded(*args: object, **kwargs: object) -> None:
        async with asyncio.timeout(seconds):
            await test(*args, **kwargs)

    return bounded


@pytest.fixture(scope="session")
def stack() -> Iterator[Stack]:
    """A stack that serves. E2E_BASE and STATE name one that runs already, for quick work on a test."""
    if address := os.environ.get("E2E_BASE"):
        yield attached(address, Path(os.environ.get("STATE", ".local/state")).resolve())
        return
    with running() as stack:
        yield stack
        assert not _refused(stack)
        assert not (stack.folder / LARGE_FRAMES).read_text()


def _refused(stack: Stack) -> list[str]:
    """What functions tried and their roles forbade."""
    lines = (stack.folder / "log/authorizations.jsonl").read_text().splitlines()
    return [line for line in lines if not json.loads(line)["allowed"]]


@pytest.fixture(scope="session")
def base(stack: Stack) -> str:
    """The stack's address. People have talked there: a newcomer to a short public chat begins at its first message,
    to a longer one at its end, and no test may depend on how much others have said before."""
    asyncio.run(talked(stack.base_url))
    return stack.base_url


async def talked(base: str) -> None:
    """Have as many short texts said in the public chat as an opened chat begins with, and a few more."""
    for _ in range(2):  # one person may send twenty at once
        async with Person(base, new_name("old")) as person:
            connection = await (await person.sign_up()).connect()
            for number in range(PAGE // 2 + 1):
                await connection.frame("ack", client_id=await connection.say(f"long before {number}"))
            await connection.close()


@pytest.fixture(scope="session")
def shell() -> Path:
    """Where Chromium is, for `executable_path`."""
    return headless_shell()


@pytest.fixture(scope="session")
def whole() -> Path:
    """Where the Chromium is that a desktop has."""
    return executable()


@pytest_asyncio.fixture(loop_scope="session")
async def desktop(whole: Path) -> AsyncIterator[Browser]:
    """The Chromium that a desktop has, for what the headless shell lacks: notifications."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=whole, args=FLAGS)
        yield browser
        await browser.close()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def chromium(shell: Path) -> AsyncIterator[Browser]:
    """Chromium, started once: what belongs to a user is in a context."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=shell, args=FLAGS)
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="session")
async def browser(chromium: Browser) -> AsyncIterator[Browser]:
    """Chromium, without anything that another test has left open."""
    yield chromium
    for context in chromium.contexts:
        await context.close()
