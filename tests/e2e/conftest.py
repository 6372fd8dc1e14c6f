"""A stack of the tests' own, and a real browser."""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, async_playwright, expect

from local.browser import executable
from local.front_door.server import LARGE_FRAMES
from local.stack import Stack, attached, running
from tests.e2e.client import Person, new_name

expect.set_options(timeout=30_000)  # milliseconds; it takes long where other things keep the processors busy

PAGE = 30
"""Messages that an opened chat begins with."""

FLAGS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]


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
    asyncio.run(_talked(stack.base_url))
    return stack.base_url


async def _talked(base: str) -> None:
    for _ in range(2):  # one person may send twenty at once
        async with Person(base, new_name("old")) as person:
            connection = await (await person.sign_up()).connect()
            for number in range(PAGE // 2 + 1):
                await connection.frame("ack", client_id=await connection.say(f"long before {number}"))
            await connection.close()


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    """Chromium."""
    async with async_playwright() as playwright:
        chromium = await playwright.chromium.launch(executable_path=executable(), args=FLAGS)
        yield chromium
        await chromium.close()
